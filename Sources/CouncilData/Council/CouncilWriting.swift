import StrictJSON

extension Council {
    /// The council as one line of JSON; equal councils have equal bytes.
    public var json: String {
        var writer = JSONWriter()
        writer.add("format", Self.format)
        writer.add("body", raw: body.json)
        writer.add("members", raw: JSONWriter.array(members.map(\.json)))
        writer.add("former", raw: JSONWriter.array(former.map(\.json)))
        writer.add("factions", raw: JSONWriter.array(factions.map(\.json)))
        writer.add("committees", raw: JSONWriter.array(committees.map(\.json)))
        if let meeting { writer.add("meeting", raw: meeting.json) }
        return writer.object
    }

    static let format = "urne-council/1"
}

extension JSONWriter {
    /// Adds a string, or nothing for nil.
    fileprivate mutating func add(_ name: String, ifPresent value: String?) {
        if let value { add(name, value) }
    }
}

extension Body {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("name", name)
        writer.add("ags", ifPresent: ags)
        return writer.object
    }
}

extension Member {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("p", p)
        writer.add("name", name)
        writer.add("given", ifPresent: given)
        writer.add("family", ifPresent: family)
        writer.add("formOfAddress", ifPresent: formOfAddress)
        writer.add("role", ifPresent: role)
        writer.add("faction", ifPresent: faction)
        writer.add("address", ifPresent: address)
        writer.add("email", ifPresent: email)
        writer.add("oparl", ifPresent: oparl)
        writer.add("votingRight", votingRight)
        return writer.object
    }
}

extension FormerMember {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("p", p)
        writer.add("name", name)
        writer.add("oparl", ifPresent: oparl)
        return writer.object
    }
}

extension Faction {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("name", name)
        writer.add("shortName", ifPresent: shortName)
        writer.add("oparl", ifPresent: oparl)
        return writer.object
    }
}

extension Committee {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("name", name)
        writer.add("oparl", ifPresent: oparl)
        writer.add("seats", raw: JSONWriter.array(seats.map(\.json)))
        return writer.object
    }
}

extension Committee.Seat {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("p", ifPresent: p)
        writer.add("name", name)
        writer.add("role", ifPresent: role)
        writer.add("votingRight", votingRight)
        return writer.object
    }
}

extension Meeting {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("name", name)
        writer.add("start", ifPresent: start?.description)
        writer.add("end", ifPresent: end?.description)
        writer.add("place", ifPresent: place)
        writer.add("oparl", ifPresent: oparl)
        writer.add("agenda", raw: JSONWriter.array(agenda.map(\.json)))
        return writer.object
    }
}

extension AgendaItem {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("number", ifPresent: number)
        writer.add("title", title)
        writer.add("public", isPublic)
        writer.add("oparl", ifPresent: oparl)
        return writer.object
    }
}

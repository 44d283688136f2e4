extension Council {
    /// The rules that hold for each council, wherever it comes from.
    func check() throws(CouncilFault) {
        try Self.require(line: body.name, "body.name")
        if let ags = body.ags, ags.utf8.count != 8 || Digits.value(ags) == nil { throw .wrongAGS(ags) }

        var factionNames: Set<String> = []
        for faction in factions {
            try Self.require(line: faction.name, "faction.name")
            try Self.require(line: faction.shortName, "faction.shortName")
            try Self.require(line: faction.oparl, "faction.oparl")
            guard factionNames.insert(faction.name).inserted else { throw .duplicateFaction(faction.name) }
        }

        var numbers: Set<String> = []
        for member in members {
            try Self.check(member)
            guard numbers.insert(member.p).inserted else { throw .duplicateNumber(member.p) }
            if let faction = member.faction, !factionNames.contains(faction) {
                throw .unknownFaction(p: member.p, faction: faction)
            }
        }
        let present = numbers
        for person in former {
            guard Member.isNumber(person.p) else { throw .wrongNumber(person.p) }
            guard numbers.insert(person.p).inserted else { throw .duplicateNumber(person.p) }
            try Self.require(line: person.name, "former.name")
            try Self.require(line: person.oparl, "former.oparl")
        }
        for committee in committees { try Self.check(committee, members: present) }
        if let meeting { try Self.check(meeting) }
    }

    private static func check(_ member: Member) throws(CouncilFault) {
        guard Member.isNumber(member.p) else { throw .wrongNumber(member.p) }
        try require(line: member.name, "name")
        let lines: [(String, String?)] = [
            ("given", member.given), ("family", member.family), ("formOfAddress", member.formOfAddress),
            ("role", member.role), ("faction", member.faction), ("email", member.email), ("oparl", member.oparl),
        ]
        for (field, text) in lines { try require(line: text, field) }
        if let address = member.address, !PlainText.isLines(address) { throw .unclearText(field: "address") }
    }

    private static func check(_ committee: Committee, members: Set<String>) throws(CouncilFault) {
        try require(line: committee.name, "committee.name")
        try require(line: committee.oparl, "committee.oparl")
        for seat in committee.seats {
            try require(line: seat.name, "seat.name")
            try require(line: seat.role, "seat.role")
            if let p = seat.p, !members.contains(p) { throw .unknownSeat(p: p, committee: committee.name) }
        }
    }

    private static func check(_ meeting: Meeting) throws(CouncilFault) {
        try require(line: meeting.name, "meeting.name")
        try require(line: meeting.place, "meeting.place")
        try require(line: meeting.oparl, "meeting.oparl")
        for item in meeting.agenda {
            try require(line: item.number, "agenda.number")
            try require(line: item.title, "agenda.title")
            try require(line: item.oparl, "agenda.oparl")
        }
    }

    private static func require(line text: String?, _ field: String) throws(CouncilFault) {
        guard let text else { return }
        guard PlainText.isLine(text) else { throw .unclearText(field: field) }
    }
}

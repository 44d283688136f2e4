import Foundation
import StrictJSON

extension Council {
    /// Reads the text that ``json`` writes, and no other.
    public init(json text: some Collection<UInt8>, file: String = "council.json") throws(ImportError) {
        let council: Council
        do {
            council = try Self.read(text)
        } catch let fault as JSONFault {
            if case .malformed(let line, let column) = fault {
                throw ImportError(file, line: line, .malformedJSON(column: column))
            }
            throw ImportError(file, line: fault.line(in: text), .councilFile(fault))
        } catch let fault as CouncilFault {
            throw ImportError(file, .council(fault))
        } catch {
            throw ImportError(file, .notCanonical)
        }
        // One value, one text: a record may hash this file.
        guard council.json.utf8.elementsEqual(text) else { throw ImportError(file, .notCanonical) }
        self = council
    }

    /// Reads a council file.
    public init(contentsOf path: String) throws(ImportError) {
        guard FileManager.default.fileExists(atPath: path) else { throw ImportError(path, .notImported) }
        let file = try SourceFile(path: path)
        try self.init(json: file.bytes, file: file.name)
    }

    private static func read(_ text: some Collection<UInt8>) throws -> Council {
        let fields = try Fields(
            parsing: text,
            exactly: ["format", "body", "members", "former", "factions", "committees"],
            optional: ["meeting"]
        )
        guard try fields.string("format") == format else { throw JSONFault.wrongType(field: "format") }
        return try Council(
            body: Body(fields.value("body")),
            members: fields.array("members").map(Member.init(json:)),
            former: fields.array("former").map(FormerMember.init(json:)),
            factions: fields.array("factions").map(Faction.init(json:)),
            committees: fields.array("committees").map(Committee.init(json:)),
            meeting: fields.value("meeting").map(Meeting.init(json:))
        )
    }
}

extension Fields {
    /// A string, or nil if the field is absent.
    fileprivate func optional(_ name: String) throws(JSONFault) -> String? {
        value(name) == nil ? nil : try string(name)
    }

    /// A time, or nil if the field is absent.
    fileprivate func time(_ name: String) throws(JSONFault) -> LocalTime? {
        guard let text = try optional(name) else { return nil }
        guard let time = LocalTime(text) else { throw .wrongType(field: name) }
        return time
    }
}

extension Body {
    fileprivate init(_ json: JSON?) throws(JSONFault) {
        let fields = try Fields(json ?? .null, exactly: ["name"], optional: ["ags"])
        self.init(name: try fields.string("name"), ags: try fields.optional("ags"))
    }
}

extension Member {
    fileprivate init(json: JSON) throws(JSONFault) {
        let fields = try Fields(
            json,
            exactly: ["p", "name", "votingRight"],
            optional: ["given", "family", "formOfAddress", "role", "faction", "address", "email", "oparl"]
        )
        self.init(
            p: try fields.string("p"),
            name: try fields.string("name"),
            given: try fields.optional("given"),
            family: try fields.optional("family"),
            formOfAddress: try fields.optional("formOfAddress"),
            role: try fields.optional("role"),
            faction: try fields.optional("faction"),
            address: try fields.optional("address"),
            email: try fields.optional("email"),
            oparl: try fields.optional("oparl"),
            votingRight: try fields.bool("votingRight")
        )
    }
}

extension FormerMember {
    fileprivate init(json: JSON) throws(JSONFault) {
        let fields = try Fields(json, exactly: ["p", "name"], optional: ["oparl"])
        self.init(p: try fields.string("p"), name: try fields.string("name"), oparl: try fields.optional("oparl"))
    }
}

extension Faction {
    fileprivate init(json: JSON) throws(JSONFault) {
        let fields = try Fields(json, exactly: ["name"], optional: ["shortName", "oparl"])
        self.init(
            name: try fields.string("name"),
            shortName: try fields.optional("shortName"),
            oparl: try fields.optional("oparl")
        )
    }
}

extension Committee {
    fileprivate init(json: JSON) throws {
        let fields = try Fields(json, exactly: ["name", "seats"], optional: ["oparl"])
        self.init(
            name: try fields.string("name"),
            oparl: try fields.optional("oparl"),
            seats: try fields.array("seats").map(Seat.init(json:))
        )
    }
}

extension Committee.Seat {
    fileprivate init(json: JSON) throws(JSONFault) {
        let fields = try Fields(json, exactly: ["name", "votingRight"], optional: ["p", "role"])
        self.init(
            p: try fields.optional("p"),
            name: try fields.string("name"),
            role: try fields.optional("role"),
            votingRight: try fields.bool("votingRight")
        )
    }
}

extension Meeting {
    fileprivate init(json: JSON) throws {
        let fields = try Fields(json, exactly: ["name", "agenda"], optional: ["start", "end", "place", "oparl"])
        self.init(
            name: try fields.string("name"),
            start: try fields.time("start"),
            end: try fields.time("end"),
            place: try fields.optional("place"),
            oparl: try fields.optional("oparl"),
            agenda: try fields.array("agenda").map(AgendaItem.init(json:))
        )
    }
}

extension AgendaItem {
    fileprivate init(json: JSON) throws(JSONFault) {
        let fields = try Fields(json, exactly: ["title", "public"], optional: ["number", "oparl"])
        self.init(
            number: try fields.optional("number"),
            title: try fields.string("title"),
            isPublic: try fields.bool("public"),
            oparl: try fields.optional("oparl")
        )
    }
}

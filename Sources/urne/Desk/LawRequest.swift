import CouncilData
import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

/// Who may vote on an item and by what the result will be judged, for a vote that is being prepared.
///
/// `{"council":str,"language":…,"kind":…,"session":"YYYY-MM-DD","present":[{"p":str,"how":"room"|"video"}],
/// "excluded":[str],"options":[{"id":str,"label":str}]}`, and where needed `committee`, `matter`, `majority`, `statutory`,
/// `seats`, `runoff`, `settings`, `basis` of the session, how many `movers` demanded secrecy or made `objections` to an open
/// election, and for a list the number of its `people`.
struct LawRequest: DeskRequest {
    let language: Language
    private let council: String
    private let fields: Fields
    private let kind: VoteKind
    private let matter: Matter
    private let options: [(id: String, label: String, people: Int?)]
    private let presences: [String: Presence]
    private let excluded: Set<String>

    init(_ value: JSON) throws {
        fields = try Fields(
            value,
            exactly: ["council", "language", "kind", "session", "present", "excluded", "options"],
            optional: [
                "committee", "matter", "majority", "statutory", "seats", "runoff", "settings", "basis", "movers",
                "objections",
            ]
        )
        language = try fields.language()
        council = try fields.string("council")
        guard let kind = VoteKind(rawValue: try fields.string("kind")),
            let matter = Matter(rawValue: try fields.text("matter") ?? Matter.ordinary.rawValue)
        else { throw JSONFault.wrongType(field: "kind") }
        self.kind = kind
        self.matter = matter
        var presences: [String: Presence] = [:]
        for value in try fields.array("present") {
            let entry = try Fields(value, exactly: ["p", "how"])
            let isInRoom = try entry.string("how") == "room"
            presences[try entry.string("p")] = isInRoom ? .inRoom : .byVideo(picture: true)
        }
        self.presences = presences
        excluded = Set(try fields.texts("excluded"))
        options = try fields.array("options").map { value in
            let option = try Fields(value, exactly: ["id", "label"], optional: ["people"])
            return (try option.string("id"), try option.string("label"), try option.number("people"))
        }
    }

    /// `{"law":str,"lines":[str],"present":int,"entitled":[str],"leftOut":[{"p":str,"reason":str,"text":str}]}`.
    func answer() throws -> String {
        let council = try Council(json: Array(council.utf8))
        let committee = try fields.text("committee")
        if let committee, !council.committees.contains(where: { $0.name == committee }) {
            throw DeskRefusal.noCommittee(committee)
        }
        let draft = try LawDraft(
            kind: kind,
            matter: matter,
            session: CalendarDate(parsing: fields.string("session"), as: .session),
            settings: settings(),
            list: BodyList(council, committee: committee, mayor: nil),
            presences: presences,
            excluded: excluded,
            statutory: fields.number("statutory")
        )
        try draft.requireSecret()
        let electorate = draft.electorate
        let settings = try settings()
        let file = try draft.file(
            options: options.map { BallotOption($0.label, draft.meaning(of: $0.id), people: $0.people) },
            ids: options.map(\.id),
            seats: fields.number("seats") ?? 1,
            isRunoff: fields.value("runoff") == nil ? false : fields.bool("runoff"),
            majority: majority(),
            basis: LawCircumstances.basis(basis(), draft.list.body, draft.session, settings),
            secrecy: LawCircumstances.secrecy(
                movers: fields.number("movers"),
                objections: fields.number("objections"),
                kind,
                matter,
                draft.numbers(),
                settings
            )
        )
        let frame = try file.frame(labels: options.map(\.label))
        var writer = JSONWriter()
        writer.add("law", file.text)
        writer.add("lines", raw: JSONWriter.array(frame.lines(in: language).map(JSONWriter.quote)))
        writer.add("present", frame.present)
        writer.add("entitled", raw: JSONWriter.array(electorate.entitled.map(JSONWriter.quote)))
        let leftOut = electorate.leftOut.map { left in
            var writer = JSONWriter()
            writer.add("p", left.person)
            writer.add("reason", left.reason.code)
            writer.add("text", left.reason.statement.text(in: language))
            return writer.object
        }
        writer.add("leftOut", raw: JSONWriter.array(leftOut))
        return writer.object
    }

    private func basis() throws -> Circumstances.Basis? {
        guard let name = try fields.text("basis") else { return nil }
        guard let basis = Circumstances.Basis(rawValue: name) else { throw JSONFault.wrongType(field: "basis") }
        return basis
    }

    private func majority() throws -> MajorityRule? {
        guard let name = try fields.text("majority") else { return nil }
        guard let rule = MajorityRule.named[name] else { throw JSONFault.wrongType(field: "majority") }
        return rule
    }

    private func settings() throws -> Settings {
        guard case .object(let object)? = fields.value("settings") else { return .standard }
        var entries: [String: String] = [:]
        for member in object.members {
            guard case .string(let text) = member.value else { throw JSONFault.wrongType(field: "settings") }
            entries[member.name] = text
        }
        return try Settings(entries)
    }
}

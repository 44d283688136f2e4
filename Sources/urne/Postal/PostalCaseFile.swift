import CouncilLaw
import Election
import PostalPapers
import PostalVote
import StrictJSON

/// The file from which a vote starts that never was electronic: question, options and electorate.
///
/// `{"body":str,"date":"YYYY-MM-DD","question":str,"title":str,"kind":"motion|election|list|deputy-mayors",
/// "options":[str]}` and perhaps `municipality`, `number`, `endDate`, `item`, `seats`, `wahlgang`, `reason`,
/// `recipient`, `settings` (`{NAME:TEXT}`) and `members`; a file for a voided vote may have any of them.
struct PostalCaseFile {
    let path: String
    private let fields: Fields

    private static let names = [
        "municipality", "body", "number", "date", "endDate", "item", "title", "question", "kind", "options", "seats",
        "wahlgang", "reason", "recipient", "settings", "members",
    ]

    init(_ path: String) throws {
        self.path = path
        do {
            fields = try Fields(parsing: HandwrittenFile.bytes(path), exactly: [], optional: Self.names)
        } catch let fault as JSONFault {
            throw Fault(.json(fault), file: path)
        }
    }

    /// A text; nil if the file does not say it.
    func text(_ name: String) throws -> String? {
        try reading { fields.value(name) == nil ? nil : try fields.string(name) }
    }

    /// A number; nil if the file does not say it.
    func number(_ name: String) throws -> Int? {
        try reading { fields.value(name) == nil ? nil : try fields.integer(name) }
    }

    /// What the town decided.
    func settings() throws -> [(name: String, value: String)] {
        guard let value = fields.value("settings") else { return [] }
        return try reading {
            guard case .object(let object) = value else { throw JSONFault.wrongType(field: "settings") }
            return try object.members.map { member in
                switch member.value {
                case .string(let text): return (member.name, text)
                case .integer(let number): return (member.name, String(number))
                default: throw JSONFault.wrongType(field: "settings.\(member.name)")
                }
            }
        }
    }

    /// The options with what they mean to the law.
    func options(_ kind: VoteKind) throws -> [PostalOption] {
        let labels = try reading { () throws -> [String] in
            try fields.array("options").map { value in
                guard case .string(let text) = value else { throw JSONFault.wrongType(field: "options") }
                return text
            }
        }
        for (index, label) in labels.enumerated() where label.allSatisfy(\.isWhitespace) {
            throw PostalProblem.optionEmpty(path: path, number: index + 1)
        }
        let options = PostalOption.standard(labels, kind)
        do { try PostalAct.Start.requireChoice(options) } catch {
            throw PostalProblem.options(path: path, error)
        }
        return options
    }

    /// Something the law has to say about the file is said with the file's name.
    func judging<T>(_ read: () throws -> T) throws -> T {
        do { return try read() } catch let input as InvalidInput {
            throw PostalProblem.caseLaw(path: path, input)
        }
    }

    /// The members of the body; nil if the file has none.
    func members() throws -> [PostalMember]? {
        guard fields.value("members") != nil else { return nil }
        return try reading { try fields.array("members").map(Self.member) }
    }

    private static func member(_ value: JSON) throws -> PostalMember {
        let fields = try Fields(
            value,
            exactly: ["p", "name"],
            optional: ["attended", "present", "excluded", "mayVote"]
        )
        func flag(_ name: String, _ standard: Bool) throws -> Bool {
            fields.value(name) == nil ? standard : try fields.bool(name)
        }
        guard let person = PersonID(try fields.string("p")) else { throw JSONFault.wrongType(field: "p") }
        let attended = try flag("attended", true)
        return PostalMember(
            p: person,
            name: try fields.string("name"),
            attended: attended,
            present: try flag("present", attended),
            excluded: try flag("excluded", false),
            mayVote: try flag("mayVote", true)
        )
    }

    private func reading<T>(_ read: () throws -> T) throws -> T {
        do { return try read() } catch let fault as JSONFault { throw Fault(.json(fault), file: path) }
    }
}

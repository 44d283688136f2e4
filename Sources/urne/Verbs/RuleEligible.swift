import CouncilData
import CouncilLaw
import Election
import Files
import Foundation
import StrictJSON
import VoteLaw

/// `urne rule eligible`: who may vote on an item, and why the others may not.
enum RuleEligible {
    static let verbs = [
        Verb(
            "rule eligible",
            [
                .value("council", "F"), .value("committee", "NAME"),
                .value("kind", "motion|election|list|deputy-mayors"),
                .value("matter", "§"), .value("present", "all|P,P|F"), .value("no-picture", "P,P|F"),
                .value("excluded", "P,P|F"), .value("mayor", "P|none"), .value("data", "DIR"), .flag("json"),
            ],
            run: eligible
        )
    ]

    private static func eligible(_ invocation: Invocation) throws {
        let kind: VoteKind = try invocation.neededWord(.kind)
        let (list, electorate) = try electorate(invocation, kind)
        let names = Dictionary(list.members.map { ($0.person, $0.name) }, uniquingKeysWith: { first, _ in first })
        var writer = JSONWriter()
        writer.add("entitled", raw: JSONWriter.array(electorate.entitled.map(JSONWriter.quote)))
        let leftOut = electorate.leftOut.map { left in
            var writer = JSONWriter()
            writer.add("person", left.person)
            writer.add("reason", left.reason.code)
            return writer.object
        }
        writer.add("left_out", raw: JSONWriter.array(leftOut))
        let console = invocation.console
        func row(_ person: String, _ end: String = "") -> String {
            "  " + Console.printable([person, names[person]].compactMap(\.self).joined(separator: "  ") + end)
        }
        let entitled = electorate.entitled.map { row($0) }
        let others = electorate.leftOut.map { row($0.person, ": " + $0.reason.statement.text(in: invocation.language)) }
        invocation.answer(
            writer.object,
            [console.sentence("rule.eligible.entitled", ["n": String(entitled.count)])] + entitled
                + [console.sentence("rule.eligible.leftOut", ["n": String(others.count)])] + others
                + electorate.questions.flatMap { $0.lines(in: invocation.language) }
        )
    }

    /// The body that votes, and who of it may vote on an item.
    static func electorate(_ invocation: Invocation, _ kind: VoteKind) throws -> (BodyList, Electorate) {
        let list = try list(invocation)
        let electorate = try Electorate.of(
            list.body,
            members: list.members,
            kind: kind,
            matter: invocation.matter(),
            present: presences(invocation, list),
            excluded: excluded(invocation)
        )
        return (list, electorate)
    }

    /// The body that votes, from the council's file.
    static func list(_ invocation: Invocation) throws -> BodyList {
        try BodyList(
            Council(contentsOf: invocation.value("council") ?? invocation.dataPath + "/council.json"),
            committee: invocation.value("committee"),
            mayor: invocation.value("mayor")
        )
    }

    /// Who is excluded for the item.
    static func excluded(_ invocation: Invocation) throws -> Set<String> {
        Set(try people(invocation, "excluded", .excluded) ?? [])
    }

    /// Who is present, and how.
    static func presences(_ invocation: Invocation, _ list: BodyList) throws -> [String: Presence] {
        var presences: [String: Presence] = [:]
        if invocation.value("present") == "all" {
            for member in list.members { presences[member.person] = .inRoom }
        } else {
            let present = try people(invocation, "present", .present)
            guard let present else { throw InvalidInput(.present, .missing) }
            for person in present { presences[person] = .inRoom }
        }
        let isAll = invocation.value("present") == "all"
        for person in try people(invocation, "no-picture", .noPicture) ?? [] {
            // Who is in the room is not connected without a picture.
            guard isAll || presences[person] == nil else { throw InvalidInput(.noPicture, .alsoIn(.present, person)) }
            presences[person] = .byVideo(picture: false)
        }
        return presences
    }

    /// Numbers of people: with commas, or one on each line of a file; none of them twice.
    private static func people(
        _ invocation: Invocation,
        _ option: String,
        _ argument: InvalidInput.Argument
    ) throws -> [String]? {
        guard let text = invocation.value(option) else { return nil }
        guard !text.isEmpty else { throw InvalidInput(argument, .missing) }
        var people = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        if FileManager.default.fileExists(atPath: text) {
            let file = String(decoding: try AtomicFile.read(text, limit: 1 << 24), as: UTF8.self)
            people = file.split(whereSeparator: \.isNewline).map { line in
                line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            }.filter { !$0.isEmpty }
        } else if text.contains("/") {
            throw InvalidInput(argument, .unknown(text))
        }
        var seen: Set<String> = []
        for person in people {
            guard PersonID(person) != nil else {
                throw InvalidInput(argument, .malformed(person.isEmpty ? text : person))
            }
            guard seen.insert(person).inserted else { throw InvalidInput(argument, .twice(person)) }
        }
        return people
    }
}

extension Invocation {
    /// The matter, by its paragraph as in `71-7`; an ordinary one unless said.
    func matter() throws -> Matter {
        guard let text = value("matter") else { return .ordinary }
        guard let matter = Matter(rawValue: text) else { throw Misuse.badValue(option: "matter", text) }
        return matter
    }
}

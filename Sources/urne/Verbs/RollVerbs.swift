import CouncilData
import CouncilLaw
import Election
import Files
import Foundation
import StrictJSON
import VoteLaw

/// `urne roll make`: who may vote on one item, by the same rules as `urne rule eligible`.
enum RollVerbs {
    static let all = [
        Verb(
            "roll make",
            [
                .required("keys", "F"), .value("council", "F"), .value("committee", "NAME"),
                .value("kind", "motion|election|list|deputy-mayors"), .value("matter", "§"),
                .required("present", "all|P,P|F"), .value("no-picture", "P,P|F"), .value("excluded", "P,P|F"),
                .value("mayor", "P|none"), .required("out", "F"), .value("data", "DIR"), .flag("json"),
            ],
            run: make
        )
    ]

    private static func make(_ invocation: Invocation) throws {
        let keys = try KeysFile(invocation.required("keys"))
        let council = try Council(contentsOf: invocation.value("council") ?? invocation.dataPath + "/council.json")
        try checkPeople(council, invocation)
        let kind: VoteKind = try invocation.word(.kind) ?? .motion
        let (_, electorate) = try RuleEligible.electorate(invocation, kind)
        let names = Dictionary(council.members.map { ($0.p, $0.name) }, uniquingKeysWith: { first, _ in first })
        let entries = try electorate.entitled.map { p in
            let entry = try keys.entry(p, option: "keys")
            guard let person = PersonID(p) else { throw Misuse.badValue(option: "council", p) }
            return RollEntry(person: person, name: names[p] ?? entry.name, key: entry.key)
        }
        let roll = try RollFile(entries)
        try roll.requireSomebody()
        let target = try invocation.required("out")
        try AtomicFile.write(Array(roll.text.utf8), to: target)
        report(roll, electorate, names, target, invocation)
    }

    /// Numbers that nobody in the file has, or that stand there twice, are typing errors.
    private static func checkPeople(_ council: Council, _ invocation: Invocation) throws {
        let known = Set(council.members.map(\.p))
        for argument in [InvalidInput.Argument.present, .excluded, .noPicture] {
            let option = argument.rawValue
            guard let text = invocation.value(option), text != "all" || argument != .present else { continue }
            guard !text.split(separator: ",", omittingEmptySubsequences: false).contains("") else {
                throw text.isEmpty ? InvalidInput(argument, .missing) : InvalidInput(argument, .malformed(text))
            }
            for (person, place) in try invocation.persons(option)?.persons ?? []
            where !known.contains(person.description) {
                throw CommandError.unknownMember(person: person.description, place)
            }
        }
    }

    private static func report(
        _ roll: RollFile,
        _ electorate: Electorate,
        _ names: [String: String],
        _ target: String,
        _ invocation: Invocation
    ) {
        let console = invocation.console
        console.say("cli.roll.made", ["count": String(roll.entries.count), "file": target])
        for left in electorate.leftOut {
            let reason = left.reason.statement.text(in: invocation.language)
            console.say("rule.roll.leftOut", ["p": left.person, "name": names[left.person] ?? "", "reason": reason])
        }
        for line in electorate.questions.flatMap({ $0.lines(in: invocation.language) }) { console.sayText(line) }
        console.hint("cli.roll.made.hint")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("roll", hex: roll.digest.encoded)
        writer.add("count", roll.entries.count)
        let rows = electorate.leftOut.map { left in
            var row = JSONWriter()
            row.add("person", left.person)
            row.add("reason", left.reason.code)
            return row.object
        }
        writer.add("left_out", raw: JSONWriter.array(rows))
        console.out(writer.object)
    }
}

import CouncilData
import Election
import Files
import Foundation
import StrictJSON

/// `urne roll make`: who may vote on one item: present, entitled, not excluded.
enum RollVerbs {
    static let all = [
        Verb(
            "roll make",
            [
                .required("keys", "F"), .value("council", "F"), .value("committee", "NAME"),
                .required("present", "all|P,P|F"),
                .value("excluded", "P,P|F"), .required("out", "F"), .value("data", "DIR"), .flag("json"),
            ],
            run: make
        )
    ]

    /// Why somebody is not in the roll.
    private enum Reason: String {
        case absent, excluded, noVotingRight
    }

    private static func make(_ invocation: Invocation) throws {
        let keys = try KeysFile(invocation.required("keys"))
        let council = try Council(contentsOf: invocation.value("council") ?? invocation.dataPath + "/council.json")
        let entitled = try entitled(council, invocation)
        let known = Set(council.members.map(\.p))
        let isAll = invocation.value("present") == "all"
        let present = isAll ? nil : try invocation.persons("present")
        let excludedList = try invocation.persons("excluded")
        for (person, place) in (present?.persons ?? []) + (excludedList?.persons ?? [])
        where !known.contains(person.description) {
            throw CommandError.unknownMember(person: person.description, place)
        }
        let excluded = excludedList?.all ?? []
        let presentSet = present?.all
        var entries: [RollEntry] = []
        var leftOut: [(member: Member, reason: Reason)] = []
        for member in council.members {
            guard let person = PersonID(member.p) else { throw Misuse.badValue(option: "council", member.p) }
            if !entitled.contains(member.p) {
                // People without a vote are only worth a word if somebody counts them as present.
                if presentSet?.contains(person) == true { leftOut.append((member, .noVotingRight)) }
            } else if excluded.contains(person) {
                leftOut.append((member, .excluded))
            } else if let presentSet, !presentSet.contains(person) {
                leftOut.append((member, .absent))
            } else {
                let key = try keys.entry(member.p, option: "keys").key
                entries.append(RollEntry(person: person, name: member.name, key: key))
            }
        }
        let roll = try RollFile(entries)
        try roll.requireSomebody()
        let target = try invocation.required("out")
        try AtomicFile.write(Array(roll.text.utf8), to: target)
        report(roll, leftOut, target, invocation)
    }

    private static func entitled(_ council: Council, _ invocation: Invocation) throws -> Set<String> {
        guard let name = invocation.value("committee") else { return Set(council.voters.map(\.p)) }
        guard let committee = council.committees.first(where: { $0.name == name }) else {
            throw Misuse.badValue(option: "committee", name)
        }
        return Set(committee.seats.filter(\.votingRight).compactMap(\.p))
    }

    private static func report(
        _ roll: RollFile,
        _ leftOut: [(member: Member, reason: Reason)],
        _ target: String,
        _ invocation: Invocation
    ) {
        let console = invocation.console
        console.say("cli.roll.made", ["count": String(roll.entries.count), "file": target])
        for (member, reason) in leftOut {
            console.say("cli.roll.\(reason.rawValue)", ["p": member.p, "name": member.name])
        }
        console.hint("cli.roll.made.hint")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("roll", hex: roll.digest.encoded)
        writer.add("count", roll.entries.count)
        let rows = leftOut.map { member, reason in
            var row = JSONWriter()
            row.add("person", member.p)
            row.add("reason", reason.rawValue)
            return row.object
        }
        writer.add("left_out", raw: JSONWriter.array(rows))
        console.out(writer.object)
    }
}

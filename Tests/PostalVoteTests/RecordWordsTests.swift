import CouncilLaw
import Election
import Foundation
import PostalTestSupport
import PostalVote
import Ristretto255
import StrictJSON
import Testing

@Suite("The words of the text that is signed (domain part 8, 70)")
struct RecordWordsTests {
    private static let words = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/PostalVote/Record/record-text-1.json")

    private static let advice: Comment = """
        The words of version 1 were changed: no record that was signed with them could be read any more. Put them back. \
        Whoever wants other words, or another field in the Niederschrift, writes record-text-2.json, raises \
        RecordWords.newest, and lets signatures name the version (page: postalcalls.js).
        """

    private func hash(_ bytes: [UInt8]) -> String { Hex.encode(Digest.sha512(bytes).encoded.prefix(8)) }

    @Test("edge 70: the words of version 1 are those that records were signed with")
    func words() throws {
        #expect(hash([UInt8](try Data(contentsOf: Self.words))) == "90dc9802a04d64ac", Self.advice)
    }

    @Test("edge 70: a whole record of version 1 has the text that it always had")
    func text() throws {
        let text = try eventful().current().textToSign
        #expect(!text.contains("field.") && !text.contains("section.") && !text.contains("value."))
        #expect(text.split(separator: "\n").count > 150)
        #expect(hash(Array(text.utf8)) == "b94c468f06015f8c", Self.advice)
    }

    @Test("a record in words that this program does not know is called one of another version, and not a forgery")
    func unknownVersion() throws {
        var play = try PostalPlay()
        try play.playToStacks()
        try play.count([10, 6, 4], [10, 6, 4])
        try play.announce()
        guard case .signed(var act) = try play.signature(of: "z1") else {
            Issue.record("no signature")
            return
        }
        act.version = 2
        #expect(try play.refuses(.signed(act), by: "z1") == .textVersion)
        act.version = 1
        #expect(try play.refuses(.signed(act), by: "z1") == nil)
        // As another program would have written it: with the version in the entry, or only in the text.
        let key = try #require(play.keys["z1"])
        let text = "URNE-V1-postal 2\n\nEin anderer Text\n"
        let signature = PostalSignature.sign(text, vote: play.journal.id, with: key)
        for version in [nil, 2] {
            var journal = play.journal
            let signed = PostalAct.Signed(text: .sha512(text), signature: signature, version: version, at: play.time)
            try journal.append(play.entry(.signed(signed), by: "z1"))
            let report = PostalVerifier.verify([.journal: Array(journal.text.utf8), .text: Array(text.utf8)])
            #expect(!report.isValid)
            let problem = report.problem(of: .text, in: .german) ?? ""
            #expect(problem.contains("Fassung 2") && !problem.contains("anderer Text"), "\(problem)")
        }
        // A text of a version that is known and that nobody signed stays another text.
        var journal = play.journal
        let signed = PostalAct.Signed(text: .sha512(text), signature: signature, at: play.time)
        try journal.append(play.entry(.signed(signed), by: "z1"))
        for other in ["URNE-V1-postal 1\n", "URNE-V1-postal zwei\n", ""] {
            let report = PostalVerifier.verify([.journal: Array(journal.text.utf8), .text: Array(other.utf8)])
            #expect(report.problem(of: .text, in: .german)?.contains("anderer Text") == true)
        }
    }

    /// A vote in which happens what can happen, with an id that is always the same.
    private func eventful() throws -> PostalPlay {
        let id = try #require(JournalID(hex: String(repeating: "0", count: 31) + "1"))
        var play = try PostalPlay(id: id)
        var members = PostalPlay.members(12)
        members[10].present = false
        members[11].excluded = true
        try play.add(.start(play.start()))
        let admit = PostalDecision(p: members[10].p, admit: true, reason: "war nur kurz draußen")
        try play.add(.electorate(PostalAct.Electorate(members: members, decisions: [admit], at: play.time)))
        try play.add(.fixedDeadline(play.deadline()))
        try play.print()
        try play.add(.released(PostalAct.Released(proof: .sha512("print"), at: play.time)), by: "o2")
        try play.wait(until: "2026-11-18T10:00:00+01:00")
        try play.send()
        let new = try play.current().newNumber()
        let replaced = PostalAct.Replaced(
            old: try play.number(11),
            new: new,
            reason: "verloren",
            credible: true,
            at: play.time
        )
        try play.add(.replaced(replaced))
        try play.add(.sent(PostalAct.Sent(number: new, how: .handed, at: play.time)))
        try play.add(.returned(PostalAct.Returned(number: play.number(10), at: play.time)))
        try play.wait(until: "2026-11-20T11:00:00+01:00")
        try play.receive(8)
        try play.wait(until: "2026-11-24T08:00:00+01:00")
        try play.add(.received(play.letter(play.number(9))))
        let watcher = PostalAct.Observer(
            name: "Anna Vogt",
            capacity: .councilMember,
            event: .arrived,
            remark: "ab 9 Uhr",
            at: play.time
        )
        try play.add(.observer(watcher))
        try play.convene()
        try play.add(play.rejection(1, .unsigned, play.findings([play.number(1)]) { $0.signed = [] }), by: "z1")
        try play.resolve(2, yes: ["z1", "z2"], no: ["z3"])
        let found = play.findings([try play.number(2)])
        try play.add(
            .admitted(PostalAct.Admitted(running: 2, findings: found, byResolution: true, at: play.time)),
            by: "z1"
        )
        try play.admitAll()
        try play.add(.left(PostalAct.Left(p: #require(PersonID("z3")), at: play.time)), by: "z3")
        try play.add(
            .arrived(PostalAct.Arrived(function: .teller, staff: true, instead: PersonID("z3"), at: play.time)),
            by: "z4"
        )
        try play.add(.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: play.time)), by: "z1")
        for explanation in [nil, "Ein Umschlag lag in einem anderen."] {
            try play.add(
                .envelopes(PostalAct.Envelopes(counted: 8, wahlscheine: 7, explanation: explanation, at: play.time)),
                by: "z1"
            )
        }
        let opened = PostalAct.Opened(mixed: true, ballots: 7, empty: 1, several: 0, at: play.time)
        try play.add(.opened(opened), by: "z1")
        try play.add(.sorted(PostalAct.Sorted(clear: 5, blank: 1, empty: 1, doubtful: 1, at: play.time)), by: "z1")
        let yes = ["z1", "z2", "z4"]
        try play.add(play.doubtful(.drawing, .valid, ["yes"], yes: yes), by: "z1")
        try play.count([5, 3, 2], [5, 2, 3], comparing: "z4")
        try play.count([5, 3, 2], [5, 3, 2], comparing: "z4")
        try play.count([1, 1], [1, 1], stack: .blank, comparing: "z4")
        let wish = PostalAct.RecountRequested(by: "Anna Vogt", why: "knapp", granted: false, at: play.time)
        try play.add(.recountRequested(wish), by: "z1")
        try play.add(.incident(PostalAct.Incident(text: "Feueralarm", at: play.time)), by: "z1")
        let pause = PostalAct.Interruption(from: play.time, to: play.time, guarded: "Frau z2", at: play.time)
        try play.add(.interruption(pause), by: "z1")
        try play.add(
            .shortHanded(PostalAct.ShortHanded(step: .count, reason: "Vorsorglich", at: play.time)),
            by: "z1"
        )
        try play.announce()
        return play
    }
}

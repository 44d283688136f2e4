import CouncilLaw
import Election
import ElectionTestSupport
import StrictJSON
import Testing
import VoteLaw

@Suite("The lot beside a record")
struct RecordedLotTests {
    private static let time = "2026-12-10T19:30:00+01:00"

    /// A narrower election of two with two votes each: the lot decides.
    private func tied() throws -> TestVote {
        let frame = try LegalFrame(
            kind: .election,
            session: CalendarDate(parsing: "2026-12-10"),
            entitled: 5,
            present: 5,
            excluded: 0,
            options: [BallotOption("A", .candidate), BallotOption("B", .candidate), BallotOption("E", .abstention)],
            round: .narrower
        )
        var vote = try TestVote(law: LawFile(frame, ids: ids).text)
        let (first, second, none) = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
        try vote.advance(to: .announced, choices: [first, second, first, second, none])
        return vote
    }

    private func journal(
        _ vote: TestVote,
        among: [String] = ["Ja", "Nein"],
        seats: Int = 1,
        winners: [String] = ["Nein"],
        drawnBy: String = "Änne Vogel",
        witness: String = "Kurt Zahn",
        by role: Election.Role = .chair
    ) -> [UInt8] {
        let lot = LotDraw(
            vote: vote.manifest.vote,
            head: vote.log.head,
            among: among,
            seats: seats,
            winners: winners,
            drawnBy: drawnBy,
            witness: witness,
            at: Self.time
        )
        let key = vote.council.key(of: role)
        let journal = Journal.of(.lot, body: lot.body, signedBy: key, for: vote.manifest, at: Self.time)
        return Array(journal.text.utf8)
    }

    @Test("Edge case 66: the chair's entry settles the open lot, marked as such, and the record is judged without it")
    func holds() throws {
        let vote = try tied()
        var files = vote.record
        let open = Verifier().verify(files).lines(in: .german, law: files[.law])
        files[.lot] = journal(vote)
        let report = Verifier().verify(files)
        #expect(report.isValid && report.holds(law: files[.law], lot: files[.lot]))
        let lines = report.lines(in: .german, law: files[.law], lot: files[.lot])
        let said =
            "Los nach Eintrag des Vorsitzes: Das Los fiel auf Nein (gezogen: Änne Vogel; bezeugt: Kurt Zahn). "
            + "Nein ist gewählt."
        #expect(lines.filter { $0 != said } == open)
        #expect(lines.contains(said))
        // The pages' sentences are the same; their result stays that of the counts, which the entry is held against.
        func words(lot: [UInt8]?) -> String {
            VoteWords(vote.log, law: files[.law], lot: lot, drawn: 0, cast: 0).json(in: .german)
        }
        let (before, after) = (words(lot: nil), words(lot: files[.lot]))
        guard case .object(let told) = try JSON(strict: Array(after.utf8)) else { throw JSONFault.notAnObject }
        for name in ["announcing", "decided", "minutes", "resolution"] {
            #expect(told[name].map { "\($0)".contains("Nein ist gewählt.") } == true)
        }
        #expect(!before.contains("Nein ist gewählt.") && after.contains("\"kind\":\"lot\""))
    }

    @Test("An entry that does not hold is said, twice, and the decision stays open")
    func fails() throws {
        let vote = try tied()
        let other = try tied()
        var files = vote.record
        for (wrong, reason) in [
            (journal(vote, by: .officer), "Vorsitz"), (journal(other), "Los gehört nicht"),
            (journal(vote, among: ["Ja", "Enthaltung"], winners: ["Ja"]), "andere Gleiche"),
            (journal(vote, seats: 2, winners: ["Ja", "Nein"]), "andere Zahl von Sitzen"),
            (journal(vote, winners: ["Enthaltung"]), "Enthaltung"),
            (journal(vote, witness: "änne  vogel "), "nicht selbst bezeugen"), (Array("{}\n".utf8), "lot.jsonl"),
            ([], "leer"),
        ] {
            files[.lot] = wrong
            let report = Verifier().verify(files)
            #expect(report.isValid && !report.holds(law: files[.law], lot: files[.lot]))
            let lines = report.lines(in: .german, law: files[.law], lot: files[.lot])
            let said = lines.filter { $0.hasPrefix("✗ Der Eintrag des Loses (lot.jsonl) gilt nicht") }
            #expect(said.count == 2 && said[0] == lines.last && said[0].contains(reason), "\(said)")
            #expect(lines.contains { $0.contains("entscheidet das Los") })
            #expect(!lines.contains { $0.contains("ist gewählt") })
        }
    }

    @Test("A lot for a vote that is decided, or has no law, holds nothing")
    func nothingToDraw() throws {
        let without = try TestVote.at(.announced)
        var files = without.record
        files[.lot] = journal(without)
        let report = Verifier().verify(files)
        #expect(report.isValid && !report.holds(law: nil, lot: files[.lot]))
        var decided = try TestVote(law: LawFile(motion(), ids: ids).text)
        try decided.advance(to: .announced, choices: [[1, 0, 0], [1, 0, 0], [0, 1, 0]])
        var other = decided.record
        other[.lot] = journal(decided)
        #expect(!Verifier().verify(other).holds(law: other[.law], lot: other[.lot]))
    }
}

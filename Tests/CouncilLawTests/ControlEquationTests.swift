import CouncilLaw
import Testing

@Suite("Control equations")
struct ControlEquationTests {
    private func sheet(_ change: (inout CountSheet) -> Void = { _ in }) -> CountSheet {
        var sheet = CountSheet(
            entitled: 38,
            present: 38,
            excluded: 1,
            drawn: 25,
            cast: 24,
            gap: 1,
            valid: 21,
            invalid: 1,
            abstentions: 2,
            options: [Votes("Ja", 12), Votes("Nein", 9)]
        )
        change(&sheet)
        return sheet
    }

    @Test("A sheet that adds up is released")
    func addsUp() throws {
        #expect(sheet().broken.isEmpty)
        _ = try VoteResult(motionFrame(), sheet())
    }

    @Test("The field that breaks an equation is named, and the release is refused")
    func namesTheField() throws {
        func fields(_ change: (inout CountSheet) -> Void) -> [BrokenEquation.Field] {
            sheet(change).broken.map(\.field)
        }
        #expect(fields { $0.present = 37 } == [.entitled])
        #expect(
            fields {
                $0.drawn = 39; $0.gap = 15
            } == [.drawn]
        )
        #expect(fields { $0.gap = 2 } == [.gap])
        #expect(fields { $0.abstentions = 3 } == [.valid])
        #expect(fields { $0.options[0] = Votes("Ja", 13) } == [.options])
        #expect(fields { $0.options[0] = Votes("Ja", 22) } == [.option("Ja"), .options])
        #expect(
            fields {
                $0.cast = 26; $0.gap = -1
            } == [.gap]
        )
        #expect(
            fields {
                $0.cast = 26; $0.gap = 0; $0.valid = 23; $0.options[0] = Votes("Ja", 14)
            } == [.cast, .gap]
        )
        #expect(fields { $0.invalid = -1 } == [.invalid])
        #expect(fields { $0.valid = .max } == [.valid])
        #expect(fields { $0.votesEach = 0 } == [.votesEach])
        let broken = sheet { $0.gap = 2 }
        #expect(german(broken.broken.map(\.statement)).contains("Das Feld „Differenz“ stimmt nicht"))
        #expect(throws: ResultRefusal.broken(broken.broken)) { try VoteResult(motionFrame(), broken) }
    }

    @Test("With several votes on a ballot the sum lies between the ballots and all they can carry")
    func severalVotes() {
        func broken(_ votes: [Int]) -> [BrokenEquation.Field] {
            sheet {
                $0.votesEach = 2
                $0.options = zip(["A", "B", "C"], votes).map { Votes($0, $1) }
            }.broken.map(\.field)
        }
        #expect(broken([21, 21, 0]).isEmpty)
        #expect(broken([21, 0, 0]).isEmpty)
        #expect(broken([10, 5, 5]) == [.options])
        #expect(broken([21, 21, 1]) == [.options])
    }

    @Test("A sheet that is not that of the frozen vote is refused")
    func otherFrame() throws {
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(entitled: 37), sheet { $0.present = 38 }) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), sheet { $0.options[0] = Votes("Si", 12) }) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 2]) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 3, -1]) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 1, .max]) }
    }

    @Test("The equations hold for random results", arguments: 0..<200)
    func randomResults(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let votes = (0..<3).map { _ in Int.random(in: 0...9, using: &random) }
        let (blank, invalid) = (Int.random(in: 0...3, using: &random), Int.random(in: 0...3, using: &random))
        let cast = votes.reduce(blank + invalid, +)
        let drawn = min(38, cast + Int.random(in: 0...3, using: &random))
        let result = try VoteResult(
            motionFrame(),
            drawn: drawn,
            cast: cast,
            votes: votes,
            blank: blank,
            rejectedAsInvalid: invalid
        )
        let counts = result.counts
        #expect(counts.broken.isEmpty, "seed \(seed)")
        #expect(counts.cast + counts.gap == counts.drawn, "seed \(seed)")
        #expect(counts.valid + counts.invalid + counts.abstentions == counts.cast, "seed \(seed)")
        guard case .motion(let outcome) = result.decision else {
            Issue.record("seed \(seed)")
            return
        }
        #expect(outcome.isAdopted == (votes[0] > votes[1]), "seed \(seed)")
    }
}

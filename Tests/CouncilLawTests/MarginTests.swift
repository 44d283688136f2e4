import CouncilLaw
import Testing

@Suite("The margin analysis, § 31 (6)")
struct MarginTests {
    private func margin(_ yes: Int, _ no: Int, abstain: Int = 0, doubtful: Int) throws -> Margin {
        try Margin.of(MotionCount(yes: yes, no: no, abstentions: abstain), doubtful: doubtful)
    }

    @Test("Edge case 36: with one vote ahead a single vote in doubt decides by missing")
    func oneAhead() throws {
        let margin = try margin(11, 10, doubtful: 1)
        #expect(margin.isDecisive)
        #expect(margin.least == 1)
        #expect(
            german(margin.statements)
                == "Geprüft wird 1 zweifelhafte Stimme. "
                + "Schon 1 fehlende oder anders abgegebene Stimme könnte das Ergebnis ändern."
        )
    }

    @Test("Edge case 36: with two votes ahead a single vote in doubt decides if it was cast the other way")
    func twoAhead() throws {
        #expect(try margin(12, 10, doubtful: 1).isDecisive)
    }

    @Test("Edge case 36: with ten votes ahead it takes five votes in doubt")
    func tenAhead() throws {
        #expect(try !margin(20, 10, doubtful: 1).isDecisive)
        #expect(try !margin(20, 10, doubtful: 4).isDecisive)
        #expect(try margin(20, 10, doubtful: 5).least == 5)
        #expect(german(try margin(20, 10, doubtful: 1).statements).hasSuffix("bliebe das Ergebnis dasselbe."))
    }

    @Test("A rejection can turn into an adoption, also out of abstentions")
    func rejection() throws {
        #expect(try margin(10, 10, doubtful: 1).isDecisive)
        #expect(try margin(0, 0, abstain: 30, doubtful: 1).isDecisive)
        #expect(try !margin(0, 4, doubtful: 2).isDecisive)
        #expect(try margin(0, 4, doubtful: 3).isDecisive)
    }

    @Test("Against the statutory number the votes in doubt may come from No and from abstentions together")
    func qualifiedMajority() throws {
        let count = try MotionCount(yes: 20, no: 3, abstentions: 3)
        let numbers = try BodyNumbers(statutory: 39)
        #expect(try Margin.of(count, by: .twoThirds, numbers: numbers, doubtful: 6).least == 6)
        #expect(try !Margin.of(count, by: .twoThirds, numbers: numbers, doubtful: 5).isDecisive)
    }

    @Test("In an election the narrower election counts as an outcome")
    func narrowerElection() throws {
        #expect(try Margin.of(election([10, 6, 5]).count, doubtful: 1).isDecisive)
        #expect(try !Margin.of(election([20, 8, 1]).count, doubtful: 2).isDecisive)
    }

    @Test("With several seats only places that could be lost count")
    func severalSeats() throws {
        let count = try election([30, 28, 5, 4], seats: 2, ballots: 36).count
        #expect(try !Margin.of(count, doubtful: 3).isDecisive)
        #expect(try Margin.of(count, doubtful: 20).isDecisive)
        let close = try election([19, 18, 5, 4], seats: 2, ballots: 36).count
        #expect(try Margin.of(close, doubtful: 1).isDecisive)
    }

    @Test("More votes in doubt than votes, and other impossible numbers, are refused")
    func refusals() throws {
        expectRefusal(.doubtful, .negative) { _ = try margin(3, 2, doubtful: -1) }
        expectRefusal(.doubtful, .moreThan(.votes, limit: 5)) { _ = try margin(3, 2, doubtful: 6) }
        expectRefusal(.doubtful, .tooLarge(limit: Limit.doubtful)) { _ = try margin(3, 2, doubtful: .max) }
        #expect(try !margin(1, 0, doubtful: 0).isDecisive)
    }
}

/// Every outcome that can come about if up to `number` votes are missing or cast in another way.
private func allChanges(_ votes: [Int], pool: Int, number: Int) -> [Set<[Int]>] {
    // The last entry is the pool; a vote that is missing and one that went to the pool count alike.
    var reached: [Set<[Int]>] = [[votes + [pool]]]
    for _ in 0..<number {
        var next: Set<[Int]> = []
        for state in reached[reached.count - 1] {
            for from in state.indices where state[from] > 0 {
                for to in state.indices where to != from {
                    var changed = state
                    changed[from] -= 1
                    changed[to] += 1
                    next.insert(changed)
                }
            }
        }
        reached.append(next)
    }
    return reached
}

/// The smallest number of votes that changes the outcome, found by trying all changes.
private func leastByTrying<Outcome: Equatable>(
    _ votes: [Int],
    pool: Int,
    number: Int,
    _ outcome: ([Int]) -> Outcome
) -> Int? {
    let actual = outcome(votes)
    return allChanges(votes, pool: pool, number: number).firstIndex { states in
        states.contains { outcome(Array($0.dropLast())) != actual }
    }
}

private struct Seen: Equatable {
    var seats: [String: Int] = [:]
    var kind = ""
    var among: Set<String> = []
    var open = 0
}

@Suite("The margin analysis against all possible changes")
struct MarginPropertyTests {
    @Test("Motions", arguments: 0..<150)
    func motions(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let (yes, no) = (Int.random(in: 0...7, using: &random), Int.random(in: 0...7, using: &random))
        let pool = Int.random(in: 0...3, using: &random)
        let number = min(4, yes + no + pool)
        let found = try Margin.of(MotionCount(yes: yes, no: no, abstentions: pool), doubtful: number).least
        #expect(found == leastByTrying([yes, no], pool: pool, number: number) { $0[0] > $0[1] }, "seed \(seed)")
    }

    @Test("Qualified majorities", arguments: 0..<150)
    func qualified(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let (yes, no) = (Int.random(in: 0...6, using: &random), Int.random(in: 0...4, using: &random))
        let pool = Int.random(in: 0...4, using: &random)
        let numbers = try BodyNumbers(statutory: yes + no + pool + Int.random(in: 1...4, using: &random))
        let count = try MotionCount(yes: yes, no: no, abstentions: pool)
        let needed = try MotionOutcome.of(count, by: .twoThirds, numbers: numbers).needed
        let number = min(4, count.cast)
        let found = try Margin.of(count, by: .twoThirds, numbers: numbers, doubtful: number).least
        #expect(found == leastByTrying([yes, no], pool: pool, number: number) { $0[0] >= needed }, "seed \(seed)")
    }

    @Test("Elections of one person, in both rounds", arguments: 0..<150)
    func elections(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let round = Round.allCases[seed % 2]
        let votes = (0...Int.random(in: 1...3, using: &random)).map { _ in Int.random(in: 0...7, using: &random) }
        let no = Int.random(in: 0...4, using: &random)
        let pool = Int.random(in: 0...3, using: &random)
        let number = min(3, votes.reduce(no + pool, +))
        func seen(_ votes: [Int]) -> Seen? {
            guard let outcome = try? election(Array(votes.dropLast()), no: votes[votes.count - 1], round: round) else {
                return nil
            }
            let seats = Dictionary(uniqueKeysWithValues: outcome.elected.map { ($0, 1) })
            let next = outcome.next
            return Seen(seats: seats, kind: next?.kind ?? "", among: Set(next?.among ?? []), open: next?.seats ?? 0)
        }
        let count = try election(votes, no: no, abstain: pool, round: round).count
        let found = try Margin.of(count, doubtful: number).least
        #expect(found == leastByTrying(votes + [no], pool: pool, number: number, seen), "seed \(seed): \(votes) \(no)")
    }

    @Test("Elections of lists", arguments: 0..<150)
    func lists(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let method = AllotmentMethod.allCases[seed % 3]
        let votes = (0...Int.random(in: 1...2, using: &random)).map { _ in Int.random(in: 1...9, using: &random) }
        let seats = Int.random(in: 1...7, using: &random)
        let pool = Int.random(in: 0...2, using: &random)
        func seen(_ votes: [Int]) -> Seen? {
            guard let count = try? seatCount(votes, seats) else { return nil }
            let allotment = Allotment.of(count, by: method)
            let lot = allotment.lots.first
            return Seen(seats: allotment.seats, among: Set(lot?.among ?? []), open: lot?.seats ?? 0)
        }
        let number = min(3, votes.reduce(pool, +))
        let found = try Margin.of(seatCount(votes, seats), by: method, pool: pool, doubtful: number).least
        #expect(
            found == leastByTrying(votes, pool: pool, number: number, seen),
            "seed \(seed): \(method.rawValue) \(votes) on \(seats), pool \(pool)"
        )
    }
}

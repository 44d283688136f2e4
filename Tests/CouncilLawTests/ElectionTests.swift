import CouncilLaw
import Testing

func election(
    _ votes: [Int],
    no: Int = 0,
    abstain: Int = 0,
    invalid: Int = 0,
    seats: Int = 1,
    ballots: Int? = nil,
    round: Round = .first,
    settings: Settings = .standard
) throws -> ElectionOutcome {
    let names = ["A", "B", "C", "D", "E", "F", "G", "H"]
    let count = try ElectionCount(
        candidates: zip(names, votes).map { Votes($0, $1) },
        no: no,
        abstentions: abstain,
        invalid: invalid,
        seats: seats,
        ballots: ballots,
        round: round
    )
    return MajorityElection.decide(count, settings: settings)
}

private let drawnByTwo = (by: "Bürgermeisterin Meier", witness: "Herr Schulz")

@Suite("Elections of one person, § 50 (2)")
struct ElectionTests {
    @Test("Elected is who has more than half of the valid votes")
    func majority() throws {
        let outcome = try election([9, 12], abstain: 3, invalid: 1)
        #expect(outcome.elected == ["B"])
        #expect(outcome.next == nil)
        #expect(outcome.base == 21)
        #expect(outcome.needed == 11)
        #expect(outcome.questions.isEmpty)
        #expect(
            german(outcome.statements)
                == "21 gültige Stimmen, Mehrheit ab 11; B hat 12 Stimmen und A hat 9 Stimmen. B ist gewählt."
        )
    }

    @Test("Edge case 60: exactly half of the valid votes do not elect")
    func exactlyHalf() throws {
        let outcome = try election([10, 6, 4])
        #expect(outcome.elected.isEmpty)
        #expect(outcome.needed == 11)
        #expect(outcome.next == .runoff(among: ["A", "B"], seats: 1))
        #expect(german(outcome.decision).hasSuffix("Es folgt die engere Wahl zwischen A und B um einen Sitz."))
    }

    @Test("Edge case 60: a majority that exists only without the No-votes does not elect")
    func noVotesAreValid() throws {
        let outcome = try election([10, 5], no: 6)
        #expect(outcome.elected.isEmpty)
        #expect(outcome.base == 21)
        #expect(outcome.needed == 11)
    }

    @Test("Edge case 60: a single candidate with more No than Yes is put to the chair with both readings")
    func singleCandidate() throws {
        let outcome = try election([9], no: 12)
        #expect(outcome.elected.isEmpty)
        #expect(outcome.next == .runoff(among: ["A"], seats: 1))
        #expect(outcome.questions.map(\.code) == [.singleCandidate])
        #expect(outcome.questions[0].readings.map(\.code) == ["second-round", "fails"])
        let fails = try election([9], no: 12, settings: Settings.standard.with(.singleCandidate, "fails"))
        #expect(fails.next == nil)
        #expect(fails.questions[0].chosen == "fails")
        #expect(german(outcome.decision).hasSuffix("Es folgt eine engere Wahl, zu der nur A antritt."))
    }

    @Test("Edge case 61: three with the two highest numbers go on, and the other reading is shown")
    func tiedForSecond() throws {
        let outcome = try election([10, 5, 5, 1])
        #expect(outcome.next == .runoff(among: ["A", "B", "C"], seats: 1))
        #expect(outcome.questions.map(\.code) == [.tiedForSecond])
        let other = try #require(outcome.questions[0].readings.last)
        #expect(other.next?.kind == "lot")
        #expect(other.next?.among == ["B", "C"])
    }

    @Test("Edge case 61: under the other reading the lot gives the second place in the narrower election")
    func lotForTheSecondPlace() throws {
        let settings = try Settings.standard.with(.narrowerElection, "two-persons")
        let outcome = try election([10, 5, 5, 1], settings: settings)
        let entry = LotEntry(winners: ["C"], drawnBy: drawnByTwo.by, witness: drawnByTwo.witness)
        let settled = try outcome.settled(by: entry)
        #expect(settled.elected.isEmpty)
        #expect(settled.next == .runoff(among: ["A", "C"], seats: 1))
        #expect(german(outcome.decision).contains("Über 1 Platz in der engeren Wahl entscheidet das Los"))
    }

    @Test("Edge case 61: all tied means all go on")
    func allTied() throws {
        let outcome = try election([7, 7, 7])
        #expect(outcome.next == .runoff(among: ["A", "B", "C"], seats: 1))
        #expect(outcome.questions.isEmpty)
    }

    @Test("Edge case 61: two tied for first with a third behind are three by the wording, two by the other reading")
    func tiedForFirst() throws {
        let outcome = try election([7, 7, 3])
        #expect(outcome.next == .runoff(among: ["A", "B", "C"], seats: 1))
        #expect(outcome.questions.map(\.code) == [.tiedForFirst])
        #expect(outcome.questions[0].readings.map { $0.next?.among } == [["A", "B", "C"], ["A", "B"]])
        let settings = try Settings.standard.with(.narrowerElection, "two-persons")
        #expect(try election([7, 7, 3], settings: settings).next == .runoff(among: ["A", "B"], seats: 1))
    }

    @Test("In the narrower election the most votes win, also without more than half")
    func narrowerElection() throws {
        let outcome = try election([10, 9, 6], round: .narrower)
        #expect(outcome.elected == ["A"])
        #expect(outcome.needed == 10)
        #expect(outcome.next == nil)
    }

    @Test("Edge case 61: a tie in the narrower election is left to the lot, drawn by a human before a witness")
    func tieInTheNarrowerElection() throws {
        let outcome = try election([8, 8, 5], round: .narrower)
        #expect(outcome.elected.isEmpty)
        #expect(outcome.next?.kind == "lot")
        #expect(outcome.next?.among == ["A", "B"])
        let entry = LotEntry(winners: ["B"], drawnBy: drawnByTwo.by, witness: drawnByTwo.witness)
        let settled = try outcome.settled(by: entry)
        #expect(settled.elected == ["B"])
        #expect(settled.next == nil)
        #expect(
            german(settled.decision)
                == "Das Los fiel auf B (gezogen: Bürgermeisterin Meier; bezeugt: Herr Schulz). B ist gewählt."
        )
        #expect(
            german(outcome.decision)
                == "Es besteht Stimmengleichheit. Über 1 Sitz entscheidet das Los zwischen A und B."
        )
    }

    @Test("Edge case 61: when a candidate withdraws, the others go on; whether somebody moves up is shown")
    func withdrawal() throws {
        let outcome = try election([10, 8, 5, 2])
        let (next, question) = try #require(outcome.next).withdrawing("B", after: outcome.count)
        #expect(next == .runoff(among: ["A"], seats: 1))
        #expect(question.readings.map { $0.next?.among } == [["A"], ["A", "C"]])
        expectRefusal(.candidate, .unknown("D")) { _ = try outcome.next?.withdrawing("D", after: outcome.count) }
    }

    @Test("Nobody with a vote: the wording goes on, and the doubt is shown")
    func nobodyHasAVote() throws {
        let first = try election([0, 0], no: 3)
        #expect(first.next == .runoff(among: ["A", "B"], seats: 1))
        #expect(first.questions.map(\.code) == [.nobodyHasAVote])
        let narrower = try election([0, 0], no: 3, round: .narrower)
        #expect(narrower.next?.kind == "lot")
        #expect(narrower.questions.map(\.code) == [.nobodyHasAVote])
        #expect(try election([0], no: 3, round: .narrower).next == nil)
        #expect(try election([0], no: 3, round: .narrower).elected.isEmpty)
    }

    @Test("In the narrower election more No than votes are shown as a doubt")
    func noVotesInTheNarrowerElection() throws {
        let outcome = try election([5], no: 9, round: .narrower)
        #expect(outcome.elected == ["A"])
        #expect(outcome.questions.map(\.code) == [.noVotesInNarrowerElection])
    }

    @Test("Counts that cannot be right are refused, and the argument is named")
    func refusals() {
        expectRefusal(.candidate, .missing) { _ = try election([]) }
        expectRefusal(.candidate, .negative) { _ = try election([3, -1]) }
        expectRefusal(.candidate, .tooLarge(limit: Limit.count)) { _ = try election([3, .max]) }
        expectRefusal(.no, .negative) { _ = try election([3], no: -1) }
        expectRefusal(.abstain, .negative) { _ = try election([3], abstain: -1) }
        expectRefusal(.invalid, .negative) { _ = try election([3], invalid: -1) }
        expectRefusal(.seats, .zero) { _ = try election([3], seats: 0) }
        expectRefusal(.seats, .tooLarge(limit: Limit.seats)) { _ = try election([3], seats: .max, ballots: 3) }
        expectRefusal(.ballots, .doesNotAddUp(expected: 5, found: 6)) { _ = try election([3, 2], ballots: 6) }
        expectRefusal(.candidate, .twice("A")) {
            _ = try ElectionCount(candidates: [Votes("A", 1), Votes("A", 2)])
        }
        expectRefusal(.candidate, .unreadableName) { _ = try ElectionCount(candidates: [Votes(" ", 1)]) }
    }
}

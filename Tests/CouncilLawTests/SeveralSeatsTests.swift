import CouncilLaw
import Testing

@Suite("Elections for several seats in one ballot")
struct SeveralSeatsTests {
    @Test("The best of those with more than half of the valid ballots are elected")
    func bestFirst() throws {
        let outcome = try election([12, 15, 8, 5], abstain: 1, invalid: 1, seats: 2, ballots: 22)
        #expect(outcome.base == 20)
        #expect(outcome.needed == 11)
        #expect(outcome.elected == ["B", "A"])
        #expect(outcome.next == nil)
        #expect(outcome.questions.map(\.code) == [.severalSeats])
        #expect(german(outcome.decision) == "B und A sind gewählt.")
    }

    @Test("A tie for the last seat among those with a majority is left to the lot")
    func tieForTheLastSeat() throws {
        let outcome = try election([15, 12, 12], seats: 2, ballots: 20)
        #expect(outcome.elected == ["A"])
        #expect(outcome.next?.kind == "lot")
        #expect(outcome.next?.among == ["B", "C"])
        #expect(outcome.next?.seats == 1)
    }

    @Test("Seats that are left go to a narrower election; who takes part is shown with both readings")
    func restGoesOn() throws {
        let outcome = try election([15, 9, 8, 7], seats: 2, ballots: 20)
        #expect(outcome.elected == ["A"])
        #expect(outcome.next == .runoff(among: ["B", "C"], seats: 1))
        #expect(outcome.questions.map(\.code) == [.severalSeats, .severalSeatsRest])
        #expect(outcome.questions[1].readings.map { $0.next?.among } == [["B", "C"], ["B", "C", "D"]])
        let settings = try Settings.standard.with(.severalSeatsRest, "all-others")
        let all = try election([15, 9, 8, 7], seats: 2, ballots: 20, settings: settings)
        #expect(all.next?.among == ["B", "C", "D"])
    }

    @Test("In the narrower election for two seats the two best are elected")
    func narrower() throws {
        let outcome = try election([9, 8, 7], seats: 2, ballots: 15, round: .narrower)
        #expect(outcome.elected == ["A", "B"])
        let tied = try election([9, 7, 7], seats: 2, ballots: 15, round: .narrower)
        #expect(tied.elected == ["A"])
        #expect(tied.next?.among == ["B", "C"])
    }

    @Test("With fewer candidates than seats a seat stays empty")
    func fewerCandidates() throws {
        let outcome = try election([15, 12], seats: 3, ballots: 20)
        #expect(outcome.elected == ["A", "B"])
        #expect(outcome.emptySeats == 1)
        #expect(german(outcome.decision).hasSuffix("1 Sitz bleibt unbesetzt."))
    }

    @Test("The number of ballots is needed, and no candidate has more votes than there are valid ballots")
    func refusals() {
        expectRefusal(.ballots, .missing) { _ = try election([3, 2], seats: 2) }
        expectRefusal(.candidate, .moreThan(.ballots, limit: 10)) { _ = try election([11, 2], seats: 2, ballots: 10) }
        expectRefusal(.candidate, .moreThan(.ballots, limit: 7)) {
            _ = try election([8, 2], no: 3, seats: 2, ballots: 10)
        }
        expectRefusal(.candidate, .moreThan(.ballots, limit: 20)) {
            _ = try election([10, 10, 1], seats: 2, ballots: 10)
        }
        expectRefusal(.abstain, .moreThan(.ballots, limit: 10)) {
            _ = try election([1, 1], abstain: 11, seats: 2, ballots: 10)
        }
        expectRefusal(.invalid, .moreThan(.ballots, limit: 4)) {
            _ = try election([1, 1], abstain: 6, invalid: 5, seats: 2, ballots: 10)
        }
        expectRefusal(.no, .moreThan(.ballots, limit: 10)) { _ = try election([1], no: 11, seats: 2, ballots: 10) }
    }
}

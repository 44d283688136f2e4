import CouncilLaw
import Testing

@Suite("Deputy mayors, § 67 (2)")
struct DeputyMayorTests {
    @Test("Edge case 65: the vote is secret by statute, whatever anybody demands")
    func alwaysSecret() throws {
        let secrecy = try Secrecy.of(.deputyMayors, members: 39, demands: SecrecyDemands())
        #expect(secrecy.isSecret)
        #expect(secrecy.needed == nil)
        #expect(secrecy.reason == .statute)
        #expect(secrecy.paragraph == "§ 67 (2) GO NRW")
    }

    @Test("The highest quotients take the places in their order")
    func order() throws {
        let deputies = DeputyMayors.of(try seatCount([20, 12, 4], 3))
        #expect(deputies.places.map(\.among) == [["A"], ["B"], ["A"]])
        #expect(deputies.seats == ["A": 2, "B": 1, "C": 0])
        #expect(deputies.next == nil)
    }

    @Test("Edge case 65: equal quotients go into a run-off, and a tie there is left to the lot")
    func runoffThenLot() throws {
        let deputies = DeputyMayors.of(try seatCount([20, 10, 4], 2))
        #expect(deputies.places.map(\.among) == [["A"], ["A", "B"]])
        #expect(deputies.next == .runoff(among: ["A", "B"], seats: 1))
        #expect(
            german(deputies.statements)
                == "34 gültige Stimmen, 2 Sitze nach d'Hondt. Platz 1 geht an A (Höchstzahl 20). "
                + "Um Platz 2 findet eine Stichwahl zwischen A und B statt (gleiche Höchstzahl 10)."
        )
        let place = try #require(deputies.runoffs.first)
        let won = try DeputyRunoff.of(place, votes: [Votes("A", 16), Votes("B", 18)])
        #expect(won.order == ["B"])
        #expect(won.lot == nil)
        let tied = try DeputyRunoff.of(place, votes: [Votes("A", 17), Votes("B", 17)])
        #expect(tied.order.isEmpty)
        #expect(tied.lot?.among == ["A", "B"])
        let drawn = try tied.settled(by: LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        #expect(drawn.order == ["A"])
        #expect(drawn.lot == nil)
    }

    @Test("Equal quotients that both get a place need a run-off for the order")
    func runoffForTheOrder() throws {
        let deputies = DeputyMayors.of(try seatCount([15, 15, 6], 2))
        let place = try #require(deputies.runoffs.first)
        #expect(place.decidesOrderOnly)
        #expect(deputies.seats == ["A": 1, "B": 1, "C": 0])
        let tied = try DeputyRunoff.of(place, votes: [Votes("A", 18), Votes("B", 18)])
        #expect(tied.lot?.purpose == .rank)
        let drawn = try tied.settled(by: LotEntry(winners: ["B", "A"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        #expect(drawn.order == ["B", "A"])
    }

    @Test("In a run-off of three for two places, the second place may be left to the lot")
    func runoffOfThree() throws {
        let deputies = DeputyMayors.of(try seatCount([10, 10, 10], 2))
        let place = try #require(deputies.runoffs.first)
        let runoff = try DeputyRunoff.of(place, votes: [Votes("A", 9), Votes("B", 12), Votes("C", 9)])
        #expect(runoff.order == ["B"])
        #expect(runoff.lot?.among == ["A", "C"])
        let drawn = try runoff.settled(by: LotEntry(winners: ["C"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        #expect(drawn.order == ["B", "C"])
    }

    @Test("A list whose people are all placed has no further quotient")
    func shortList() throws {
        let deputies = DeputyMayors.of(try seatCount([30, 5], 3, people: [1, 1]))
        #expect(deputies.places.map(\.among) == [["A"], ["B"]])
        #expect(deputies.emptyPlaces == 1)
        #expect(german(deputies.statements).hasSuffix("1 Sitz bleibt unbesetzt."))
    }

    @Test("A run-off counts exactly the lists that take part")
    func runoffRefusals() throws {
        let place = try #require(DeputyMayors.of(try seatCount([20, 10, 4], 2)).runoffs.first)
        expectRefusal(.list, .unknown("C")) { _ = try DeputyRunoff.of(place, votes: [Votes("A", 1), Votes("C", 2)]) }
        expectRefusal(.list, .missing) { _ = try DeputyRunoff.of(place, votes: [Votes("A", 1)]) }
        expectRefusal(.list, .negative) { _ = try DeputyRunoff.of(place, votes: [Votes("A", -1), Votes("B", 2)]) }
        expectRefusal(.list, .twice("A")) { _ = try DeputyRunoff.of(place, votes: [Votes("A", 1), Votes("A", 2)]) }
    }
}

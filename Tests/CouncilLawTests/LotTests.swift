import Testing

@testable import CouncilLaw

@Suite("Lots")
struct LotTests {
    private func tie() throws -> ElectionOutcome { try election([8, 8], round: .narrower) }

    @Test("Edge case 66: a lot needs one who draws and another one who sees it")
    func twoPeople() throws {
        let outcome = try tie()
        #expect(throws: LotRefusal.nameMissing) {
            try outcome.settled(by: LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: ""))
        }
        #expect(throws: LotRefusal.nameMissing) {
            try outcome.settled(by: LotEntry(winners: ["A"], drawnBy: " ", witness: "Herr Schulz"))
        }
        #expect(throws: LotRefusal.samePerson) {
            try outcome.settled(by: LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: "Frau Meier "))
        }
    }

    @Test("Edge case 66: a lot before a tie was determined is refused")
    func noTie() throws {
        let entry = LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: "Herr Schulz")
        #expect(throws: LotRefusal.noTie) { try election([12, 9]).settled(by: entry) }
        #expect(throws: LotRefusal.noTie) { try election([10, 6, 4]).settled(by: entry) }
        #expect(throws: LotRefusal.noTie) {
            try Allotment.of(try seatCount([12, 8], 5), by: .hareNiemeyer).settled(by: entry)
        }
        #expect(throws: LotRefusal.noTie) { try tie().settled(by: entry).settled(by: entry) }
    }

    @Test("Names in a lot are read in German order, and kept in the order of records")
    func germanOrder() throws {
        let names = ["Zahn", "Öztürk", "Oehler", "Özdemir", "Ärger", "Łukasik", "Aßmann", "Ağa", "łapa"]
        #expect(
            names.sorted { $0.germanOrder < $1.germanOrder }
                == ["Ağa", "Ärger", "Aßmann", "łapa", "Łukasik", "Oehler", "Özdemir", "Öztürk", "Zahn"]
        )
        let lot = OpenLot(among: ["Zahn", "Ärger", "Öztürk"], seats: 1)
        #expect(german([lot.statement]).contains("Ärger, Öztürk und Zahn"))
        #expect(lot.among == ["Zahn", "Ärger", "Öztürk"])
    }

    @Test("A lot falls on those who take part, once each, and on as many as there are seats")
    func fittingWinners() throws {
        let entry = { LotEntry(winners: $0, drawnBy: "Frau Meier", witness: "Herr Schulz") }
        #expect(throws: LotRefusal.notAmong("C")) { try tie().settled(by: entry(["C"])) }
        #expect(throws: LotRefusal.wrongNumber(seats: 1, winners: 2)) { try tie().settled(by: entry(["A", "B"])) }
        #expect(throws: LotRefusal.wrongNumber(seats: 1, winners: 0)) { try tie().settled(by: entry([])) }
        #expect(throws: LotRefusal.twice("A")) { try tie().settled(by: entry(["A", "A"])) }
    }
}

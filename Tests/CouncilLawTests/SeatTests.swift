import CouncilLaw
import Testing

/// One row of `domain.md` 2.5: certain seats, and what is left to the lot.
struct SeatVector: Sendable, CustomTestStringConvertible {
    let votes: [Int]
    let seats: Int
    let method: AllotmentMethod
    let certain: [Int]
    let lot: (seats: Int, among: [String])?

    init(_ votes: [Int], _ seats: Int, _ method: AllotmentMethod, _ certain: [Int], _ lot: (Int, [String])? = nil) {
        self.votes = votes
        self.seats = seats
        self.method = method
        self.certain = certain
        self.lot = lot.map { (seats: $0.0, among: $0.1) }
    }

    var testDescription: String { "\(votes) on \(seats) by \(method.rawValue)" }
}

private let vectors = [
    SeatVector([20, 15, 7, 2], 9, .dHondt, [5, 3, 1, 0]), SeatVector([20, 15, 7, 2], 9, .hareNiemeyer, [4, 3, 2, 0]),
    SeatVector([20, 15, 7, 2], 9, .sainteLague, [4, 3, 2, 0]), SeatVector([20, 15, 7, 2], 13, .dHondt, [6, 5, 2, 0]),
    SeatVector([20, 15, 7, 2], 13, .hareNiemeyer, [6, 4, 2, 1]),
    SeatVector([20, 15, 7, 2], 13, .sainteLague, [6, 4, 2, 1]),
    SeatVector([20, 15, 7, 2], 15, .dHondt, [7, 5, 2, 0], (1, ["A", "B"])),
    SeatVector([20, 15, 7, 2], 15, .hareNiemeyer, [7, 5, 2, 1]),
    SeatVector([20, 15, 7, 2], 15, .sainteLague, [7, 5, 2, 1]),
    SeatVector([12, 8, 4], 5, .dHondt, [2, 1, 0], (2, ["A", "B", "C"])),
    SeatVector([12, 8, 4], 5, .hareNiemeyer, [2, 2, 1]), SeatVector([12, 8, 4], 5, .sainteLague, [2, 2, 1]),
    SeatVector([22, 11, 5], 5, .dHondt, [3, 1, 0], (1, ["A", "B"])),
    SeatVector([22, 11, 5], 5, .hareNiemeyer, [3, 1, 1]), SeatVector([22, 11, 5], 5, .sainteLague, [3, 1, 1]),
    SeatVector([6, 6], 3, .dHondt, [1, 1], (1, ["A", "B"])),
    SeatVector([6, 6], 3, .hareNiemeyer, [1, 1], (1, ["A", "B"])),
    SeatVector([6, 6], 3, .sainteLague, [1, 1], (1, ["A", "B"])),
]

func seatCount(_ votes: [Int], _ seats: Int, people: [Int?] = []) throws -> SeatCount {
    let names = ["A", "B", "C", "D", "E", "F", "G", "H"]
    let lists = votes.indices.map { index in
        ListVotes(names[index], votes: votes[index], people: index < people.count ? people[index] : nil)
    }
    return try SeatCount(lists: lists, seats: seats)
}

@Suite("Seats for lists")
struct SeatTests {
    @Test("The seats of the worked examples", arguments: vectors)
    func workedExamples(vector: SeatVector) throws {
        let allotment = Allotment.of(try seatCount(vector.votes, vector.seats), by: vector.method)
        #expect(allotment.shares.map(\.seats) == vector.certain)
        #expect(allotment.lots.first?.seats == vector.lot?.seats)
        #expect(allotment.lots.first?.among == vector.lot?.among)
        #expect(allotment.unallotted == 0)
    }

    @Test("Edge case 63: the session's date chooses between Hare/Niemeyer and d'Hondt")
    func methodByDate() throws {
        let before = try RuleSet.onSession(day("2025-07-16")).committeeSeats(.standard)
        let after = try RuleSet.onSession(day("2025-07-17")).committeeSeats(.standard)
        #expect(before.method == .hareNiemeyer)
        #expect(before.question == nil)
        #expect(after.method == .dHondt)
        #expect(after.question?.code == .committeeMethod)
        let count = try seatCount([20, 15, 7, 2], 9)
        #expect(Allotment.of(count, by: before.method).shares.map(\.seats) == [4, 3, 2, 0])
        #expect(Allotment.of(count, by: after.method).shares.map(\.seats) == [5, 3, 1, 0])
    }

    @Test("Edge case 63: a town may fix the method, and the choice is shown")
    func methodBySetting() throws {
        let settings = try Settings.standard.with(.committeeMethod, "sainte-lague")
        let chosen = try RuleSet.onSession(day("2024-02-21")).committeeSeats(settings)
        #expect(chosen.method == .sainteLague)
        #expect(chosen.question?.chosen == "sainte-lague")
    }

    @Test("Edge case 63: three equal lists draw lots for two seats")
    func lotForTwoSeats() throws {
        let allotment = Allotment.of(try seatCount([12, 8, 4], 5), by: .dHondt)
        let entry = LotEntry(winners: ["C", "A"], drawnBy: "Frau Meier", witness: "Herr Schulz")
        let settled = try allotment.settled(by: entry)
        #expect(settled.shares.map(\.seats) == [3, 1, 1])
        #expect(settled.lots.isEmpty)
        #expect(
            german(allotment.decision)
                == "Sicher vergeben sind: A 2 Sitze, B 1 Sitz und C 0 Sitze. "
                + "Über 2 Sitze entscheidet das Los zwischen A, B und C."
        )
        #expect(german(settled.decision).hasSuffix("Vergeben sind: A 3 Sitze, B 1 Sitz und C 1 Sitz."))
        #expect(!german(settled.decision).contains("Sicher"))
    }

    @Test("Edge case 63: a list shorter than its seats leaves them empty, or they pass on")
    func shortList() throws {
        let count = try seatCount([20, 15, 7, 2], 9, people: [3, nil, nil, nil])
        let empty = Allotment.of(count, by: .dHondt)
        #expect(empty.shares.map(\.seats) == [3, 3, 1, 0])
        #expect(empty.shares[0].empty == 2)
        #expect(empty.questions.map(\.code) == [.shortList])
        #expect(empty.questions[0].chosen == "stays-empty")
        #expect(german(empty.decision).contains("Auf der Liste A fehlen 2 Personen: 2 Sitze bleiben unbesetzt."))
        let passing = try Settings.standard.with(.shortList, "passes-on")
        let passedOn = Allotment.of(count, by: .dHondt, settings: passing)
        #expect(passedOn.shares.map(\.seats) == [3, 4, 2, 0])
        #expect(Allotment.of(count, by: .hareNiemeyer, settings: passing).shares.map(\.seats) == [3, 4, 2, 0])
    }

    @Test("When all lists are too short, the seats that are left stay empty")
    func allListsTooShort() throws {
        let passing = try Settings.standard.with(.shortList, "passes-on")
        for method in AllotmentMethod.allCases {
            let count = try seatCount([5, 3], 9, people: [2, 1])
            let allotment = Allotment.of(count, by: method, settings: passing)
            #expect(allotment.shares.map(\.seats) == [2, 1])
            #expect(allotment.unallotted == 6)
            #expect(allotment.lots.isEmpty)
        }
    }

    @Test("A list without a vote gets no seat and no lot")
    func listWithoutVotes() throws {
        for method in AllotmentMethod.allCases {
            let allotment = Allotment.of(try seatCount([4, 0, 0], 7), by: method)
            #expect(allotment.shares.map(\.seats) == [7, 0, 0])
            #expect(allotment.lots.isEmpty)
        }
    }

    @Test("The calculation is said in plain words, with the quota as a fraction")
    func inWords() throws {
        let allotment = Allotment.of(try seatCount([12, 1], 4), by: .hareNiemeyer)
        #expect(
            german(allotment.calculation)
                == "13 gültige Stimmen, 4 Sitze nach Hare/Niemeyer. "
                + "A hat 12 Stimmen (Quote 3 9/13) und erhält 4 Sitze. "
                + "B hat 1 Stimme (Quote 4/13) und erhält 0 Sitze."
        )
    }

    @Test("Counts that cannot be right are refused, and the argument is named")
    func refusals() {
        expectRefusal(.list, .missing) { _ = try SeatCount(lists: [], seats: 3) }
        expectRefusal(.list, .negative) { _ = try seatCount([3, -1], 3) }
        expectRefusal(.list, .tooLarge(limit: Limit.count)) { _ = try seatCount([3, .max], 3) }
        expectRefusal(.list, .noVotes) { _ = try seatCount([0, 0], 3) }
        expectRefusal(.seats, .zero) { _ = try seatCount([3, 1], 0) }
        expectRefusal(.seats, .negative) { _ = try seatCount([3, 1], -3) }
        expectRefusal(.seats, .tooLarge(limit: Limit.seats)) { _ = try seatCount([3, 1], 1_000_000_000) }
        expectRefusal(.people, .zero) { _ = try seatCount([3, 1], 3, people: [0]) }
        expectRefusal(.list, .twice("A ")) {
            _ = try SeatCount(lists: [ListVotes("A", votes: 1), ListVotes("A ", votes: 2)], seats: 3)
        }
        expectRefusal(.list, .twice("Bu\u{308}rger")) {
            _ = try SeatCount(lists: [ListVotes("Bürger", votes: 1), ListVotes("Bu\u{308}rger", votes: 2)], seats: 3)
        }
        for name in ["", "  ", "A\nB", String(repeating: "x", count: 201)] {
            expectRefusal(.list, .unreadableName) { _ = try SeatCount(lists: [ListVotes(name, votes: 1)], seats: 3) }
        }
        expectRefusal(.list, .tooLarge(limit: Limit.names)) {
            _ = try SeatCount(lists: (0...1_000).map { ListVotes("\($0)", votes: 1) }, seats: 3)
        }
    }

    @Test("The largest numbers allowed are computed without overflow")
    func largestNumbers() throws {
        let count = try seatCount([Limit.count, Limit.count - 1, 1], 99)
        for method in AllotmentMethod.allCases {
            let allotment = Allotment.of(count, by: method)
            #expect(allotment.shares.reduce(0) { $0 + $1.seats } + allotment.lots.reduce(0) { $0 + $1.seats } == 99)
        }
    }
}

@Suite("Lists before the vote")
struct ListCheckTests {
    @Test("Edge case 64: a joint list of two Fraktionen is a warning")
    func jointList() throws {
        let findings = try ListFinding.findings(in: [
            ProposedList(name: "Gemeinsam", factions: ["X", "Y"], people: ["Frau A", "Herr B"]),
            ProposedList(name: "Z", factions: ["Z"], people: ["Herr C"]),
        ])
        #expect(findings == [.jointList(list: "Gemeinsam", factions: ["X", "Y"])])
        #expect(findings.allSatisfy { !$0.mustBeCorrected })
        #expect(german(findings[0].statement).contains("mehreren Fraktionen eingereicht (X und Y)"))
    }

    @Test("Edge case 64: a name on two lists must be corrected")
    func nameOnTwoLists() throws {
        let findings = try ListFinding.findings(in: [
            ProposedList(name: "Y", factions: ["Y"], people: ["Frau A", "Herr B"]),
            ProposedList(name: "Z", factions: ["Z"], people: [" Herr B", "Herr C"]),
            ProposedList(name: "W", factions: ["W"], people: []),
        ])
        #expect(findings == [.emptyList(list: "W"), .personTwice(person: "Herr B", lists: ["Y", "Z"])])
        #expect(findings.allSatisfy { $0.mustBeCorrected })
    }
}

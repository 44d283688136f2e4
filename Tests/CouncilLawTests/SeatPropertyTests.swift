import CouncilLaw
import Testing

/// A random count of lists, often with ties.
private func randomCount(_ seed: Int, short: Bool = false) throws -> SeatCount {
    var random = SeededNumbers(seed: seed)
    let names = ["Ahorn", "Birke", "Ceder", "Douglasie", "Eiche", "Fichte", "Ginkgo"]
    let number = Int.random(in: 1...names.count, using: &random)
    let most = [3, 12, 60, 1_000_000][Int.random(in: 0...3, using: &random)]
    var lists = (0..<number).map { index in
        ListVotes(
            names[index],
            votes: Int.random(in: 0...most, using: &random),
            people: short && Bool.random(using: &random) ? Int.random(in: 1...6, using: &random) : nil
        )
    }
    if lists.allSatisfy({ $0.votes == 0 }) { lists[0] = ListVotes(names[0], votes: 1) }
    return try SeatCount(lists: lists, seats: Int.random(in: 1...40, using: &random))
}

@Suite("Seats, for random votes")
struct SeatPropertyTests {
    @Test("The certain seats and those in lots are all the seats", arguments: 0..<200)
    func seatsSum(seed: Int) throws {
        let count = try randomCount(seed)
        for method in AllotmentMethod.allCases {
            let allotment = Allotment.of(count, by: method)
            let certain = allotment.shares.reduce(0) { $0 + $1.seats }
            let open = allotment.lots.reduce(0) { $0 + $1.seats }
            #expect(certain + open == count.seats, "seed \(seed), \(method.rawValue)")
            for lot in allotment.lots { #expect(lot.among.count > lot.seats, "seed \(seed), \(method.rawValue)") }
        }
    }

    @Test("With short lists, seats, empty seats and lots are all the seats", arguments: 0..<200)
    func seatsSumWithShortLists(seed: Int) throws {
        let count = try randomCount(seed, short: true)
        for method in AllotmentMethod.allCases {
            for reading in ShortList.allCases {
                let settings = try Settings.standard.with(.shortList, reading.rawValue)
                let allotment = Allotment.of(count, by: method, settings: settings)
                var sum = allotment.unallotted + allotment.lots.reduce(0) { $0 + $1.seats }
                for (share, list) in zip(allotment.shares, count.lists) {
                    sum += share.seats + share.empty
                    #expect(share.seats <= list.people ?? .max, "seed \(seed), \(method.rawValue)")
                    if reading == .passesOn { #expect(share.empty == 0, "seed \(seed), \(method.rawValue)") }
                }
                #expect(sum == count.seats, "seed \(seed), \(method.rawValue), \(reading.rawValue)")
            }
        }
    }

    @Test("No list gets more seats for fewer votes", arguments: 0..<200)
    func noMoreForFewer(seed: Int) throws {
        let count = try randomCount(seed)
        for method in AllotmentMethod.allCases {
            let allotment = Allotment.of(count, by: method)
            let tied = Set(allotment.lots.flatMap(\.among))
            for weak in allotment.shares {
                for strong in allotment.shares where weak.votes < strong.votes {
                    #expect(weak.seats <= strong.seats, "seed \(seed), \(method.rawValue)")
                    // Also if the lot is kind to the weak list and unkind to the strong one.
                    let most = weak.seats + (tied.contains(weak.name) ? 1 : 0)
                    #expect(most <= strong.seats, "seed \(seed), \(method.rawValue)")
                }
                for equal in allotment.shares where weak.votes == equal.votes {
                    #expect(weak.seats == equal.seats, "seed \(seed), \(method.rawValue)")
                    #expect(tied.contains(weak.name) == tied.contains(equal.name), "seed \(seed), \(method.rawValue)")
                }
            }
        }
    }

    @Test("Hare/Niemeyer gives each list its quota, rounded down or up", arguments: 0..<200)
    func quotaCondition(seed: Int) throws {
        let count = try randomCount(seed)
        let allotment = Allotment.of(count, by: .hareNiemeyer)
        let tied = Set(allotment.lots.flatMap(\.among))
        for share in allotment.shares {
            let (down, rest) = (share.votes * count.seats).quotientAndRemainder(dividingBy: count.votes)
            #expect(share.seats >= down, "seed \(seed)")
            #expect(share.seats + (tied.contains(share.name) ? 1 : 0) <= down + (rest == 0 ? 0 : 1), "seed \(seed)")
        }
    }

    @Test("A certain seat has a higher quotient than a seat nobody got", arguments: 0..<200)
    func highestQuotients(seed: Int) throws {
        let count = try randomCount(seed)
        for method in [AllotmentMethod.dHondt, .sainteLague] {
            let allotment = Allotment.of(count, by: method)
            let tied = Set(allotment.lots.flatMap(\.among))
            func quotient(_ share: ListShare, _ seat: Int) throws -> Fraction {
                try Fraction(share.votes, method == .dHondt ? seat : 2 * seat - 1)
            }
            for mine in allotment.shares where mine.seats > 0 {
                for other in allotment.shares where other.name != mine.name {
                    let (last, next) = (try quotient(mine, mine.seats), try quotient(other, other.seats + 1))
                    #expect(next <= last, "seed \(seed), \(method.rawValue)")
                    #expect(!tied.contains(other.name) || next < last, "seed \(seed), \(method.rawValue)")
                }
            }
        }
    }

    @Test("The order in which lists are named changes nothing", arguments: 0..<200)
    func permutation(seed: Int) throws {
        let count = try randomCount(seed, short: true)
        var random = SeededNumbers(seed: seed + 1_000)
        let shuffled = try SeatCount(lists: count.lists.shuffled(using: &random), seats: count.seats)
        for method in AllotmentMethod.allCases {
            let (one, other) = (Allotment.of(count, by: method), Allotment.of(shuffled, by: method))
            #expect(one.seats == other.seats, "seed \(seed), \(method.rawValue)")
            #expect(one.lots == other.lots, "seed \(seed), \(method.rawValue)")
        }
        #expect(DeputyMayors.of(count).places == DeputyMayors.of(shuffled).places, "seed \(seed)")
    }

    @Test("A drawn lot leaves no seat open", arguments: 0..<100)
    func drawnLot(seed: Int) throws {
        let count = try randomCount(seed)
        for method in AllotmentMethod.allCases {
            let allotment = Allotment.of(count, by: method)
            guard let lot = allotment.lots.first else { continue }
            let winners = Array(lot.among.suffix(lot.seats))
            let settled = try allotment.settled(
                by: LotEntry(winners: winners, drawnBy: "Frau Meier", witness: "Herr Schulz")
            )
            #expect(settled.shares.reduce(0) { $0 + $1.seats } == count.seats, "seed \(seed), \(method.rawValue)")
        }
    }

    @Test("The deputies' places agree with d'Hondt, but for the run-off in the place of the lot", arguments: 0..<200)
    func deputiesAgreeWithDHondt(seed: Int) throws {
        let count = try randomCount(seed)
        let deputies = DeputyMayors.of(count)
        let allotment = Allotment.of(count, by: .dHondt)
        #expect(deputies.places.reduce(0) { $0 + $1.places } == count.seats, "seed \(seed)")
        #expect(deputies.seats == allotment.seats, "seed \(seed)")
        let open = deputies.runoffs.filter { !$0.decidesOrderOnly }
        #expect(open.map { Set($0.among) } == allotment.lots.map { Set($0.among) }, "seed \(seed)")
        #expect(open.map(\.places) == allotment.lots.map(\.seats), "seed \(seed)")
    }
}

@Suite("Elections, for random votes")
struct ElectionPropertyTests {
    @Test("The order in which candidates are named changes nothing", arguments: 0..<200)
    func permutation(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let seats = Int.random(in: 1...3, using: &random)
        let names = ["Adam", "Becker", "Celik", "Demir", "Ernst"].prefix(Int.random(in: 1...5, using: &random))
        let candidates = names.map { Votes($0, Int.random(in: 0...6, using: &random)) }
        let ballots = seats == 1 ? nil : 30
        for round in Round.allCases {
            let one = try ElectionCount(candidates: candidates, seats: seats, ballots: ballots, round: round)
            let other = try ElectionCount(
                candidates: candidates.shuffled(using: &random),
                seats: seats,
                ballots: ballots,
                round: round
            )
            let (first, second) = (MajorityElection.decide(one), MajorityElection.decide(other))
            #expect(first.elected == second.elected, "seed \(seed)")
            #expect(first.next == second.next, "seed \(seed)")
            #expect(first.questions == second.questions, "seed \(seed)")
            #expect(first.elected.count + (first.next?.seats ?? 0) <= seats, "seed \(seed)")
        }
    }

    @Test("Nobody is elected in the first ballot without more than half", arguments: 0..<200)
    func moreThanHalf(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let votes = (0..<4).map { _ in Int.random(in: 0...12, using: &random) }
        let no = Int.random(in: 0...9, using: &random)
        let outcome = try election(votes, no: no)
        for candidate in outcome.count.candidates {
            let hasMajority = 2 * candidate.votes > votes.reduce(no, +)
            #expect(outcome.elected.contains(candidate.name) == hasMajority, "seed \(seed)")
        }
    }
}

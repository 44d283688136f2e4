/// What one list got.
public struct ListShare: Hashable, Sendable {
    /// The list's name.
    public let name: String
    /// Its votes.
    public let votes: Int
    /// The seats that are certain and for which the list has people.
    public let seats: Int
    /// The seats that are certain and stay empty, because the list has no people left.
    public let empty: Int
    /// Votes × seats ÷ all votes, the share the list would have if seats could be divided.
    public let quota: Fraction
}

/// The seats that follow from the votes for lists, § 50 (3), (4) GO NRW.
public struct Allotment: Hashable, Sendable {
    /// The votes and the seats to fill.
    public let count: SeatCount
    /// The method.
    public let method: AllotmentMethod
    /// What each list got, in the order of the ballot; every list is there.
    public let shares: [ListShare]
    /// Ties that the lot decides.
    public let lots: [OpenLot]
    /// Lots that were drawn.
    public let drawn: [DrawnLot]
    /// Seats that no list can take.
    public let unallotted: Int
    /// Where the law can be read in another way.
    public let questions: [OpenQuestion]

    /// The certain seats by the name of the list.
    public var seats: [String: Int] {
        Dictionary(shares.map { ($0.name, $0.seats) }, uniquingKeysWith: +)
    }
}

extension Allotment {
    /// Allots the seats.
    ///
    /// A tie for the last seats is an open lot with all lists that are equal. It is never decided by the order in which
    /// the lists were named.
    public static func of(
        _ count: SeatCount,
        by method: AllotmentMethod,
        settings: Settings = .standard
    ) -> Allotment {
        let division = ShortLists(count, method).division(settings.shortList)
        var shares: [ListShare] = []
        for (list, seats) in zip(count.lists, division.seats) {
            let taken = min(seats, list.people ?? seats)
            let quota = Fraction(reducing: list.votes * count.seats, count.votes)
            shares.append(
                ListShare(name: list.name, votes: list.votes, seats: taken, empty: seats - taken, quota: quota)
            )
        }
        let tied = division.tied.map { count.lists[$0] }.sorted { ($1.votes, $0.name) < ($0.votes, $1.name) }
        let lots = tied.isEmpty ? [] : [OpenLot(among: tied.map(\.name), seats: division.open)]
        let questions = ShortLists(count, method).question(settings.shortList).map { [$0] } ?? []
        return Allotment(
            count: count,
            method: method,
            shares: shares,
            lots: lots,
            drawn: [],
            unallotted: lots.isEmpty ? division.open : 0,
            questions: questions
        )
    }

    /// The allotment with the lot a human drew.
    public func settled(by entry: LotEntry) throws(LotRefusal) -> Allotment {
        guard let lot = lots.first else { throw .noTie }
        let drawn = try lot.drawn(entry)
        let settledShares = shares.map { share -> ListShare in
            guard entry.winners.contains(share.name) else { return share }
            let people = count.lists.first { $0.name == share.name }?.people ?? .max
            let isEmpty = share.seats >= people
            return ListShare(
                name: share.name,
                votes: share.votes,
                seats: share.seats + (isEmpty ? 0 : 1),
                empty: share.empty + (isEmpty ? 1 : 0),
                quota: share.quota
            )
        }
        return Allotment(
            count: count,
            method: method,
            shares: settledShares,
            lots: Array(lots.dropFirst()),
            drawn: self.drawn + [drawn],
            unallotted: unallotted,
            questions: questions
        )
    }

    /// The calculation in plain words.
    public var calculation: [Statement] {
        var said = [
            Statement(
                .allotted,
                [
                    "votes": Counted.validVote(count.votes), "seats": Counted.seat(count.seats),
                    "method": .statement(method.statement),
                ]
            )
        ]
        for share in shares {
            let holes: [String: Statement.Hole] = [
                "name": .text(share.name), "votes": Counted.vote(share.votes), "quota": .fraction(share.quota),
                "seats": Counted.seat(share.seats + share.empty),
            ]
            said.append(Statement(method == .hareNiemeyer ? .listShareWithQuota : .listShare, holes))
        }
        return said
    }

    /// What the chair says: the seats, the seats that stay empty, and the lots.
    public var decision: [Statement] {
        let seats = shares.map { share in
            Statement.Hole.statement(
                Statement(.listSeats, ["name": .text(share.name), "seats": Counted.seat(share.seats)])
            )
        }
        // As long as a lot is open there are more seats to come.
        let settled: SentenceKey = lots.isEmpty ? .seatsAllotted : .seatsAre
        var said = drawn.map(\.statement) + [Statement(settled, ["lists": .list(seats)])]
        said += shares.filter { $0.empty > 0 }.map { share in
            Statement(plural: .listTooShort, of: share.empty, ["name": .text(share.name)])
        }
        if unallotted > 0 { said.append(Statement(plural: .seatsEmpty, of: unallotted)) }
        return said + lots.map(\.statement)
    }
}

/// What came out of a run-off between lists with equal quotients, § 67 (2) GO NRW.
public struct DeputyRunoff: Hashable, Sendable {
    /// The place or places it is about.
    public let place: DeputyMayors.Place
    /// The votes of the lists.
    public let votes: [Votes]
    /// Lists in the order in which they take the places, as far as it is certain.
    public let order: [String]
    /// The tie that is left to the lot.
    public let lot: OpenLot?
    /// Lots that were drawn.
    public let drawn: [DrawnLot]

    /// Decides the run-off: the most votes take the first place; equal ones draw lots.
    public static func of(_ place: DeputyMayors.Place, votes: [Votes]) throws(InvalidInput) -> DeputyRunoff {
        try votes.map(\.name).checkedNames(.list)
        for list in votes {
            try list.votes.checked(.list)
            guard place.among.contains(list.name) else { throw InvalidInput(.list, .unknown(list.name)) }
        }
        guard votes.count == place.among.count else { throw InvalidInput(.list, .missing) }
        return DeputyRunoff(place, votes, drawn: [])
    }

    /// The run-off with the lot a human drew; for an order, the winners stand in the order in which they were drawn.
    public func settled(by entry: LotEntry) throws(LotRefusal) -> DeputyRunoff {
        guard let lot else { throw .noTie }
        return DeputyRunoff(place, votes, drawn: drawn + [try lot.drawn(entry)])
    }

    private init(_ place: DeputyMayors.Place, _ votes: [Votes], drawn: [DrawnLot]) {
        let ranked = votes.sorted { ($1.votes, $0.name) < ($0.votes, $1.name) }
        let places = min(place.places, ranked.count)
        var order: [String] = []
        var open: OpenLot?
        var lotsLeft = drawn[...]
        while order.count < places, open == nil {
            let equal = ranked.filter { $0.votes == ranked[order.count].votes }.map(\.name)
            if equal.count == 1 {
                order += equal
            } else if let lot = lotsLeft.popFirst() {
                order += lot.entry.winners
            } else {
                let left = min(equal.count, places - order.count)
                open = OpenLot(among: equal, seats: left, purpose: equal.count > left ? .seat : .rank)
            }
        }
        self.place = place
        self.votes = votes
        self.order = order
        self.lot = open
        self.drawn = drawn
    }

    /// The votes of the lists in words.
    public var calculation: Statement {
        let ranked = votes.sorted { ($1.votes, $0.name) < ($0.votes, $1.name) }
        return Statement(.deputyRunoffVotes, ["standings": .list(ranked.map { .statement(Statement(standing: $0)) })])
    }

    /// Who takes the places, and the lot if there is one.
    public var decision: [Statement] {
        var said = drawn.map(\.statement)
        if !order.isEmpty { said.append(Statement(plural: .deputyOrder, of: order.count, ["names": .names(order)])) }
        return said + (lot.map { [$0.statement] } ?? [])
    }
}

/// The election of the deputy mayors, § 67 (2) GO NRW.
///
/// One ballot, secret by statute, and the highest quotients by 1, 2, 3 … in their order: the first one is the first
/// deputy. Lists with equal quotients go into a run-off; if that is a tie, the mayor draws the lot.
public struct DeputyMayors: Hashable, Sendable {
    /// One or more places in the order of the deputies, and who has them.
    public struct Place: Hashable, Sendable {
        /// The first of these places, counted from one.
        public let first: Int
        /// How many places there are.
        public let places: Int
        /// The lists with this quotient: one list has its place, several go into a run-off.
        public let among: [String]
        /// The quotient they share.
        public let quotient: Fraction

        /// Whether it is clear whose place it is.
        public var isCertain: Bool { among.count == 1 }
        /// Whether the run-off decides about the order alone, as everybody in it gets a place.
        public var decidesOrderOnly: Bool { among.count == places }
    }

    /// The votes and the number of deputies.
    public let count: SeatCount
    /// The places from the first to the last.
    public let places: [Place]

    /// The places that follow from the votes.
    ///
    /// A list whose people are all placed has no further quotient.
    public static func of(_ count: SeatCount) -> DeputyMayors {
        var quotients: [(list: ListVotes, quotient: Fraction)] = []
        for list in count.lists where list.votes > 0 {
            for divisor in 1...min(count.seats, list.people ?? count.seats) {
                quotients.append((list, Fraction(reducing: list.votes, divisor)))
            }
        }
        quotients.sort { ($1.quotient, $1.list.votes, $0.list.name) < ($0.quotient, $0.list.votes, $1.list.name) }
        var places: [Place] = []
        var filled = 0
        while filled < count.seats, filled < quotients.count {
            let quotient = quotients[filled].quotient
            let among = quotients[filled...].prefix { $0.quotient == quotient }.map(\.list.name)
            let number = min(among.count, count.seats - filled)
            places.append(Place(first: filled + 1, places: number, among: among, quotient: quotient))
            filled += number
        }
        return DeputyMayors(count: count, places: places)
    }

    /// The places for which there must be a run-off.
    public var runoffs: [Place] { places.filter { !$0.isCertain } }

    /// The places that are certain, by the name of the list; every list is there.
    public var seats: [String: Int] {
        var seats = Dictionary(count.lists.map { ($0.name, 0) }, uniquingKeysWith: +)
        for place in places where place.isCertain || place.decidesOrderOnly {
            for name in place.among { seats[name, default: 0] += 1 }
        }
        return seats
    }

    /// Places for which there is nobody on any list.
    public var emptyPlaces: Int { count.seats - places.reduce(0) { $0 + $1.places } }

    /// The next run-off, if one is needed.
    public var next: NextStep? {
        runoffs.first.map { .runoff(among: $0.among, seats: $0.places) }
    }

    /// The places and the run-offs in words.
    public var statements: [Statement] {
        var said = [
            Statement(
                .allotted,
                [
                    "votes": Counted.validVote(count.votes), "seats": Counted.seat(count.seats),
                    "method": .statement(AllotmentMethod.dHondt.statement),
                ]
            )
        ]
        said += places.map { place in
            let holes: [String: Statement.Hole] = [
                "first": .number(place.first), "last": .number(place.first + place.places - 1),
                "names": .names(place.among), "quotient": .fraction(place.quotient),
            ]
            if place.isCertain { return Statement(.deputyPlace, holes) }
            return Statement(place.places == 1 ? .deputyRunoffOne : .deputyRunoffSeveral, holes)
        }
        if emptyPlaces > 0 { said.append(Statement(plural: .seatsEmpty, of: emptyPlaces)) }
        return said
    }
}

/// How seats follow from votes in an election of lists.
public enum AllotmentMethod: String, CaseIterable, Sendable {
    /// Whole numbers of the quota first, then the largest fractions.
    case hareNiemeyer = "hare-niemeyer"
    /// The highest of the quotients by 1, 2, 3 …
    case dHondt = "dhondt"
    /// The highest of the quotients by 1, 3, 5 …
    case sainteLague = "sainte-lague"

    /// The method in words.
    var statement: Statement {
        Statement(key: "law.method.\(rawValue)", [:])
    }

    /// What a list's votes are divided by for its next seat, if it has `seats`; Hare/Niemeyer divides nothing.
    func divisor(after seats: Int) -> Int {
        self == .sainteLague ? 2 * seats + 1 : seats + 1
    }
}

/// What becomes of a seat for which a list has no name left (OPEN).
public enum ShortList: String, CaseIterable, Sendable {
    /// It stays empty, as in the election of the council itself.
    case staysEmpty = "stays-empty"
    /// It passes to the other lists.
    case passesOn = "passes-on"
}

/// A list with its votes, and how many people stand on it.
public struct ListVotes: Hashable, Sendable {
    /// The list's name.
    public let name: String
    /// Its votes.
    public let votes: Int
    /// The number of people on it, or nil if it is long enough for any number of seats.
    public let people: Int?

    /// A list, unchecked; ``SeatCount`` checks it.
    public init(_ name: String, votes: Int, people: Int? = nil) {
        self.name = name
        self.votes = votes
        self.people = people
    }
}

/// The votes of an election of lists as they were counted.
public struct SeatCount: Hashable, Sendable {
    /// The lists in the order of the ballot, which decides nothing.
    public let lists: [ListVotes]
    /// The seats to fill.
    public let seats: Int

    /// Counts that can be right; without a single vote for a list there is nothing to allot.
    public init(lists: [ListVotes], seats: Int) throws(InvalidInput) {
        try lists.map(\.name).checkedNames(.list)
        for list in lists {
            try list.votes.checked(.list)
            try list.people?.checkedPositive(.people)
        }
        try seats.checkedPositive(.seats, atMost: Limit.seats)
        guard lists.contains(where: { $0.votes > 0 }) else { throw InvalidInput(.list, .noVotes) }
        self.lists = lists
        self.seats = seats
    }

    /// All votes for lists.
    public var votes: Int { lists.reduce(0) { $0 + $1.votes } }
}

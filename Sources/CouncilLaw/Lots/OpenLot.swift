/// A tie that the law leaves to the lot: who takes part, and for how many seats.
///
/// Only the rules make one, out of counted votes. So there is no lot before a tie has been determined, and none is ever
/// resolved by the order of the input.
public struct OpenLot: Hashable, Sendable {
    /// What the lot gives to those on whom it falls.
    public enum Purpose: String, CaseIterable, Sendable {
        /// A seat.
        case seat
        /// A place in the narrower election.
        case narrowerElection = "narrower-election"
        /// A place in the order of the deputy mayors.
        case rank
    }

    /// The persons or lists that are equal.
    public let among: [String]
    /// The seats or places to be drawn for.
    public let seats: Int
    /// What they are.
    public let purpose: Purpose

    init(among: [String], seats: Int, purpose: Purpose = .seat) {
        self.among = among
        self.seats = seats
        self.purpose = purpose
    }

    /// What is to be drawn, in words, the names as in a German list; ``among`` keeps the order that records have.
    public var statement: Statement {
        let names = among.sorted { ($0.germanOrder, $0) < ($1.germanOrder, $1) }
        return Statement(plural: "law.lot.open.\(purpose.rawValue)", of: seats, ["names": .names(names)])
    }
}

/// A lot as a human wrote it down.
///
/// The program never draws: the mayor does (§ 50 (2), (3) GO NRW), before a witness.
public struct LotEntry: Hashable, Sendable {
    /// On whom the lot fell; for a rank, all of them in the order in which they were drawn.
    public let winners: [String]
    /// Who drew it.
    public let drawnBy: String
    /// Who saw it.
    public let witness: String

    /// An entry, unchecked; ``OpenLot/drawn(_:)`` checks it.
    public init(winners: [String], drawnBy: String, witness: String) {
        self.winners = winners
        self.drawnBy = drawnBy
        self.witness = witness
    }
}

/// Why an entry of a lot was refused.
public enum LotRefusal: Error, Hashable, Sendable {
    /// There is no tie: nothing has been determined that a lot could decide.
    case noTie
    /// Nobody is named who drew, or nobody who saw it.
    case nameMissing
    /// The person who drew cannot be the witness.
    case samePerson
    /// Not as many winners as seats.
    case wrongNumber(seats: Int, winners: Int)
    /// A winner who does not take part in this lot.
    case notAmong(String)
    /// A winner named twice.
    case twice(String)

    /// The refusal in words.
    public var statement: Statement {
        switch self {
        case .noTie: Statement(.lotNoTie)
        case .nameMissing: Statement(.lotNameMissing)
        case .samePerson: Statement(.lotSamePerson)
        case .wrongNumber(let seats, let winners):
            Statement(.lotWrongNumber, ["seats": .number(seats), "winners": .number(winners)])
        case .notAmong(let name): Statement(.lotNotAmong, ["name": .text(name)])
        case .twice(let name): Statement(.lotTwice, ["name": .text(name)])
        }
    }
}

/// A lot that was drawn and checked.
public struct DrawnLot: Hashable, Sendable {
    /// The tie.
    public let lot: OpenLot
    /// On whom it fell, by whose hand, and who saw it.
    public let entry: LotEntry

    /// The draw in words, for the minutes.
    public var statement: Statement {
        Statement(
            plural: .lotDrawn,
            of: entry.winners.count,
            ["names": .names(entry.winners), "drawnBy": .text(entry.drawnBy), "witness": .text(entry.witness)]
        )
    }
}

extension OpenLot {
    /// Accepts what a human drew, if two different people stand for it and it fits the tie.
    public func drawn(_ entry: LotEntry) throws(LotRefusal) -> DrawnLot {
        guard entry.drawnBy.isReadableName, entry.witness.isReadableName else { throw .nameMissing }
        guard entry.drawnBy.foldedName != entry.witness.foldedName else { throw .samePerson }
        var seen: Set<String> = []
        for winner in entry.winners {
            guard among.contains(winner) else { throw .notAmong(winner) }
            guard seen.insert(winner).inserted else { throw .twice(winner) }
        }
        guard entry.winners.count == seats else {
            throw .wrongNumber(seats: seats, winners: entry.winners.count)
        }
        return DrawnLot(lot: self, entry: entry)
    }
}

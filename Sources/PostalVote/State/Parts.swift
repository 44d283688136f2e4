import CouncilLaw
import Election
import Ristretto255

/// One entry of the journal with its meaning.
public struct PostalEntry: Hashable, Sendable {
    /// Its number in the journal, from 1.
    public let n: Int
    /// Who signed it.
    public let by: PersonID
    /// What was done.
    public let act: PostalAct
}

/// What became of a kit.
public struct KitRecord: Hashable, Sendable {
    /// The Wahlschein.
    public let number: Wahlscheinnummer
    /// Whose it is.
    public let p: PersonID
    /// Posted or handed over, if it was.
    public internal(set) var sent: PostalAct.Sent?
    /// Came back undeliverable, if it did.
    public internal(set) var returned: PostalAct.Returned?
    /// The kit that took its place: then this one is on the list of invalid Wahlscheine.
    public internal(set) var replacedBy: Wahlscheinnummer?
    /// The kit in whose place it is.
    public internal(set) var replaces: Wahlscheinnummer?

    /// Whether it is not on the list of invalid Wahlscheine.
    public var isValid: Bool { replacedBy == nil }
}

/// What became of a Wahlbrief.
public struct LetterRecord: Hashable, Sendable {
    /// Admitted, rejected, or not decided.
    public enum Decision: Hashable, Sendable {
        case open
        case admitted(PostalAct.Admitted)
        case rejected(PostalAct.Rejected)
    }

    /// The entry of the receipt book.
    public let received: PostalAct.Received
    /// Who entered it.
    public let by: PersonID
    /// Whether it arrived after the deadline; then it stays closed and counts as rejected on ground 1.
    public let isLate: Bool
    /// Whether it came while the board was sitting already.
    public let cameLater: Bool
    /// Whether it was in time at another office and reached the recipient when the admission had ended; then it stays closed.
    public let isAfterAdmission: Bool
    /// The objection, if there was one.
    public internal(set) var objected: PostalAct.Objected?
    /// The resolution about it, and whether it admits.
    public internal(set) var resolution: (act: PostalAct.Resolution, admits: Bool)?
    /// What was decided.
    public internal(set) var decision = Decision.open

    /// Whether the board has yet to decide; late ones are decided by the law, and for others it may be too late.
    public var isOpen: Bool { !isLate && !isAfterAdmission && decision == .open }

    /// The ground of a rejection.
    public var ground: Zurueckweisungsgrund? {
        if isLate { return .late }
        if case .rejected(let act) = decision { return act.ground }
        return nil
    }

    /// The Wahlscheine that were found when it was opened.
    var foundInside: [Wahlscheinnummer] {
        switch decision {
        case .open: []
        case .admitted(let act): act.findings.wahlscheine
        case .rejected(let act): act.findings?.wahlscheine ?? []
        }
    }

    /// Whether two records say the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.received == right.received && left.by == right.by && left.isLate == right.isLate
            && left.cameLater == right.cameLater && left.objected == right.objected
            && left.resolution?.act == right.resolution?.act && left.decision == right.decision
    }

    /// For sets and dictionaries.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(received)
        hasher.combine(decision)
    }
}

/// A member of the board.
public struct BoardMember: Hashable, Sendable {
    /// The person.
    public let p: PersonID
    /// The name in the journal.
    public let name: String
    /// How the person came in.
    public let arrived: PostalAct.Arrived
    /// When the person left, if so.
    public internal(set) var left: PostalAct.Left?

    /// Whether the person is there.
    public var isPresent: Bool { left == nil }
}

/// How far a stack was counted.
public struct StackCount: Hashable, Sendable {
    /// One comparison.
    public struct Comparison: Hashable, Sendable {
        /// The round.
        public let round: Int
        /// The two who counted.
        public let tellers: [PersonID]
        /// Who compared.
        public let comparedBy: PersonID
        /// Their numbers.
        public let numbers: [[Int]]
        /// Whether they agreed.
        public let agreed: Bool
    }

    /// The round that goes on, from 1.
    public internal(set) var round = 1
    /// The commitments of this round.
    public internal(set) var commitments: [(p: PersonID, commit: Digest)] = []
    /// All comparisons.
    public internal(set) var comparisons: [Comparison] = []
    /// The numbers both agreed on.
    public internal(set) var agreed: [Int]?

    /// Who has entered a tally in this round.
    public var tellers: [PersonID] { commitments.map(\.p) }

    /// Whether two counts say the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.round == right.round && left.comparisons == right.comparisons && left.agreed == right.agreed
            && left.commitments.map(\.commit) == right.commitments.map(\.commit)
            && left.tellers == right.tellers
    }

    /// For sets and dictionaries.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(round)
        hasher.combine(comparisons)
    }
}

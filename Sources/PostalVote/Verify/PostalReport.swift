import Words

/// The checks of the record of a postal vote.
public enum PostalCheck: String, CaseIterable, Sendable {
    /// Form, chain and signatures of every entry.
    case form
    /// Every act keeps the rules and the order.
    case order
    /// The deadline is computed rightly, and nothing was opened before it.
    case deadline
    /// Tallies were bound before anybody saw them, by different people.
    case commitments
    /// The sums of the result.
    case sums
    /// `record.txt` is the text that follows from the journal.
    case text
    /// `niederschrift.json` is what follows from the journal.
    case data
    /// The signatures `URNE-V1-postal`.
    case signatures
    /// The signed text is the one whose checksum was read from the paper; stands in the report only if one was given.
    case paper
}

/// What became of a check.
public enum PostalCheckOutcome: Hashable, Sendable {
    case passed
    /// Key of the reason and its holes.
    case failed(key: String, holes: [String: PostalRefusal.Hole])
    /// The vote has not come that far.
    case notYet
    /// An earlier check failed.
    case notReached
}

/// What a verifier says about the record of a postal vote.
public struct PostalReport: Sendable {
    /// The state, if the journal could be followed to its end.
    public let state: PostalState?
    /// All checks in order.
    public let checks: [(check: PostalCheck, outcome: PostalCheckOutcome)]
    /// The checksum that somebody read from the paper.
    public let expected: TextChecksum?

    /// The checksum of the signed text; nil before the first signature.
    public var fingerprint: TextChecksum? { state?.checksum }

    /// Whether it is the expected one; nil if none was given.
    public var fingerprintMatches: Bool? { expected.map { $0 == fingerprint } }

    /// Whether no check failed and none was left out for a failure.
    public var isValid: Bool {
        checks.allSatisfy { $0.outcome == .passed || $0.outcome == .notYet }
    }

    /// The outcome of one check.
    public func outcome(of check: PostalCheck) -> PostalCheckOutcome? {
        checks.first { $0.check == check }?.outcome
    }
}

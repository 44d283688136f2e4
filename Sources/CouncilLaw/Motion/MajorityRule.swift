/// The majority a motion needs, as an object: of which number, which part, and whether reaching it is enough.
public struct MajorityRule: Hashable, Sendable {
    /// The number of which a part is needed.
    public enum Base: String, CaseIterable, Sendable {
        /// Yes and No; abstentions and invalid votes do not count (§ 50 (5) GO NRW).
        case yesAndNo = "yes-and-no"
        /// All valid votes. In a motion these are Yes and No.
        case validVotes = "valid-votes"
        /// Everybody present.
        case present
        /// The statutory number of members (gesetzliche Zahl), with the seats that stand empty.
        case statutory
        /// The members who hold their seat.
        case inOffice = "in-office"
    }

    /// Whether the part itself is enough.
    public enum Comparison: String, CaseIterable, Sendable {
        case moreThan = "more-than"
        case atLeast = "at-least"
    }

    /// Of which number.
    public let base: Base
    /// Which part of it.
    public let share: Fraction
    /// Whether the part itself is enough.
    public let comparison: Comparison
    /// Whether the mayor counts in the base; "Mitglieder des Rates" includes the mayor, "Ratsmitglieder" does not.
    public let countsMayor: Bool

    /// A majority; a share above one is refused.
    public init(
        base: Base,
        share: Fraction,
        comparison: Comparison,
        countsMayor: Bool = true
    ) throws(InvalidInput) {
        guard share.numerator <= share.denominator, share.denominator <= Limit.count else {
            throw InvalidInput(.majority, .malformed(share.description))
        }
        self.init(known: base, share, comparison, countsMayor: countsMayor)
    }

    private init(known base: Base, _ share: Fraction, _ comparison: Comparison, countsMayor: Bool = true) {
        self.base = base
        self.share = share
        self.comparison = comparison
        self.countsMayor = countsMayor
    }

    /// The majority of the votes cast, § 50 (1) GO NRW: more Yes than No.
    public static let simple = MajorityRule(known: .yesAndNo, .half, .moreThan)
    /// The majority of the statutory number, as for the Hauptsatzung (§ 7 (3) GO NRW).
    public static let absolute = MajorityRule(known: .statutory, .half, .moreThan)
    /// Two thirds of the statutory number, as for a recall (§§ 67 (4), 71 (7) GO NRW).
    public static let twoThirds = MajorityRule(known: .statutory, .twoThirds, .atLeast)
    /// Two thirds of the statutory number of Ratsmitglieder, without the mayor (§ 66 (1) GO NRW).
    public static let twoThirdsOfRatsmitglieder =
        MajorityRule(known: .statutory, .twoThirds, .atLeast, countsMayor: false)

    /// The majorities that have a short name: `simple`, `absolute`, `two-thirds`.
    public static let named: [String: MajorityRule] = ["simple": simple, "absolute": absolute, "two-thirds": twoThirds]

    static func digitalSession(base: Base) -> MajorityRule {
        MajorityRule(known: base, .twoThirds, .atLeast)
    }

    /// The smallest number of Yes votes that is enough out of `number`; never zero, nothing is adopted without a vote.
    func needed(of number: Int) -> Int {
        switch comparison {
        case .moreThan: share.floor(of: number) + 1
        case .atLeast: max(1, share.ceiling(of: number))
        }
    }

    /// Whether this majority asks for no less than another one, whatever the votes are.
    func isAtLeast(_ other: MajorityRule) -> Bool {
        // Never more people vote with Yes or No than are present, in office, or in the statutory number.
        let cast: Set<Base> = [.yesAndNo, .validVotes]
        let isWider = base == other.base ? countsMayor || !other.countsMayor : cast.contains(other.base)
        if share != other.share { return isWider && share > other.share }
        return isWider && (comparison == .moreThan || other.comparison == .atLeast)
    }

    /// The part in words: "mehr als die Hälfte".
    var statement: Statement {
        let key: SentenceKey? =
            switch (share, comparison) {
            case (.half, .moreThan): .shareMoreThanHalf
            case (.half, .atLeast): .shareAtLeastHalf
            case (.twoThirds, .moreThan): .shareMoreThanTwoThirds
            case (.twoThirds, .atLeast): .shareAtLeastTwoThirds
            default: nil
            }
        if let key { return Statement(key) }
        return Statement(comparison == .moreThan ? .shareMoreThan : .shareAtLeast, ["share": .fraction(share)])
    }
}

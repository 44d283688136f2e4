/// Whether enough members are present to decide (Beschlussfähigkeit, § 49 GO NRW).
///
/// The number of those present is counted by the chair. It is never guessed from the number of ballots: who is present
/// need not vote.
public struct Quorum: Hashable, Sendable {
    /// Why the body can decide, or not.
    public enum Reason: String, CaseIterable, Sendable {
        case enough
        case tooFew = "too-few"
        /// In a committee the sachkundige Bürger present are not outnumbered by Ratsmitglieder (§ 58 (3) GO NRW).
        case notOutnumbered = "not-outnumbered"
        /// The second session for the same item decides with any number, if the invitation said so (§ 49 (2) GO NRW).
        case secondSession = "second-session"
    }

    /// The statutory number of members, the mayor included where the mayor is a member.
    public let statutory: Int
    /// How many are present.
    public let present: Int
    /// The smallest number that is enough: more than half of the statutory number.
    public let needed: Int
    /// Why the body can decide, or not.
    public let reason: Reason

    /// Whether the body can decide.
    public var isQuorate: Bool { reason == .enough || reason == .secondSession }

    /// The quorum of a council, or of any body in its second session for the item.
    public static func of(statutory: Int, present: Int, secondSession: Bool = false) throws(InvalidInput) -> Quorum {
        try statutory.checkedPositive(.statutory)
        try present.checked(.present)
        try present.checked(.present, within: .statutory, of: statutory)
        let needed = needed(of: statutory)
        let reason: Reason = present >= needed ? .enough : secondSession ? .secondSession : .tooFew
        return Quorum(statutory: statutory, present: present, needed: needed, reason: reason)
    }

    /// More than half.
    static func needed(of statutory: Int) -> Int { statutory / 2 + 1 }

    /// The quorum of a committee, where Ratsmitglieder must be more than sachkundige Bürger as well.
    public static func ofCommittee(
        statutory: Int,
        ratsmitglieder: Int,
        sachkundigeBuerger: Int,
        secondSession: Bool = false
    ) throws(InvalidInput) -> Quorum {
        try ratsmitglieder.checked(.present)
        try sachkundigeBuerger.checked(.present)
        let present = ratsmitglieder + sachkundigeBuerger
        let quorum = try of(statutory: statutory, present: present, secondSession: secondSession)
        guard quorum.reason == .enough, ratsmitglieder <= sachkundigeBuerger else { return quorum }
        return Quorum(statutory: statutory, present: present, needed: quorum.needed, reason: .notOutnumbered)
    }

    /// The numbers and the outcome in words.
    public var statements: [Statement] {
        [
            Statement(
                .quorumNumbers,
                ["present": .number(present), "statutory": .number(statutory), "needed": .number(needed)]
            ),
            Statement(key: "law.quorum.\(reason.rawValue)", [:]),
        ]
    }
}

/// When it was determined, on somebody's doubt, that too few are present.
///
/// A body counts as quorate until the lack is determined (§ 49 (1) sentence 2 GO NRW); it has no effect on what was
/// decided before.
public enum QuorumDoubt: String, CaseIterable, Sendable {
    case beforeOpening = "before-opening"
    case whileOpen = "while-open"
    case afterClosing = "after-closing"

    /// Whether the vote goes on or stands.
    public var voteStands: Bool { self == .afterClosing }

    /// What follows, in words.
    public var statement: Statement {
        Statement(key: "law.quorum.lost.\(rawValue)", [:])
    }
}

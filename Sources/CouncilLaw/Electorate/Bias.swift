/// When it came out that somebody who is excluded (§ 31 GO NRW) was on the list of those entitled.
public enum BiasFound: String, CaseIterable, Sendable {
    /// Before the person drew a ballot.
    case beforeDraw = "before-draw"
    /// After the draw, while the vote is open: nobody can tell whether and how the person voted.
    case whileOpen = "while-open"
    /// After the close.
    case afterClose = "after-close"

    /// What the law and the secrecy of the vote leave to do.
    public enum Consequence: String, CaseIterable, Sendable {
        /// Take the person off the list.
        case takeOffTheList = "take-off-the-list"
        /// Void the vote and repeat it with a new key. A single ballot can neither be found nor taken back.
        case repeatTheVote = "repeat-the-vote"
        /// Ask ``Margin`` whether the votes in doubt could have decided (§ 31 (6) GO NRW).
        case analyseTheMargin = "analyse-the-margin"
    }

    /// What is to be done.
    public var consequence: Consequence {
        switch self {
        case .beforeDraw: .takeOffTheList
        case .whileOpen: .repeatTheVote
        case .afterClose: .analyseTheMargin
        }
    }

    /// What is to be done, in words.
    public var statement: Statement {
        Statement(key: "law.bias.\(consequence.rawValue)", [:])
    }
}

extension VoteKind {
    /// Whether somebody who stands for election is excluded from the vote.
    ///
    /// No: § 31 GO NRW does not apply to elections to an honorary office and to recalls, so candidates vote, also for
    /// the deputy mayors (§ 67 (2)).
    public var candidateMayVote: Bool { self != .motion }
}

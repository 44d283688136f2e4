/// A point on which the law can be read in more than one way, put to the chair with all readings.
///
/// A question never stops a result. The result follows the reading that is chosen, and the question says which one that
/// was, so that nobody takes a choice for a certainty.
public struct OpenQuestion: Hashable, Sendable {
    /// What is in doubt.
    public enum Code: String, CaseIterable, Sendable {
        case blankPaperBallot = "blank-paper-ballot"
        case candidateWithdrew = "candidate-withdrew"
        case committeeMethod = "committee-method"
        case deadlineShift = "deadline-shift"
        case digitalSessionMajority = "digital-session-majority"
        case inPersonSession = "in-person-session"
        case nobodyHasAVote = "nobody-has-a-vote"
        case noVotesInNarrowerElection = "no-votes-in-narrower-election"
        case oneFifthBase = "one-fifth-base"
        case postalElectorate = "postal-electorate"
        case sessionOverMidnight = "session-over-midnight"
        case severalSeats = "several-seats"
        case severalSeatsRest = "several-seats-rest"
        case shortList = "short-list"
        case singleCandidate = "single-candidate"
        case substitutes = "substitutes"
        case tiedForFirst = "tied-for-first"
        case tiedForSecond = "tied-for-second"
        case withdrawnObjection = "withdrawn-objection"
    }

    /// What is in doubt.
    public let code: Code
    /// All readings; the one that follows the wording most closely comes first.
    public let readings: [Reading]
    /// The code of the reading that was followed, or nil if the chair has yet to choose.
    public let chosen: String?

    init(_ code: Code, readings: [Reading], chosen: String?) {
        self.code = code
        self.readings = readings
        self.chosen = chosen
    }

    /// The question in words.
    public var statement: Statement {
        Statement(key: "law.question.\(code.rawValue)", [:])
    }
}

/// One way to read the law, and what follows from it.
public struct Reading: Hashable, Sendable {
    /// A short name that stays the same.
    public let code: String
    /// What the vote would go on with under this reading, if that differs.
    public let next: NextStep?
    /// The reading in words.
    public let statement: Statement

    init(_ code: String, _ statement: Statement, next: NextStep? = nil) {
        self.code = code
        self.next = next
        self.statement = statement
    }
}

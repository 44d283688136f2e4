import CouncilLaw

/// What the town decided about votes by post, frozen with the decision to vote by post.
public struct PostalSettings: Hashable, Codable, Sendable {
    /// To whom Wahlbriefe are addressed.
    public var recipient: String
    /// Days from the session to the last day of the period.
    public var days: Int
    /// Whether a last day that is no working day moves; nil if the chair decides each time.
    public var shift: DeadlineShift?
    /// Time of day at which the period ends, `HH:MM` or `24:00`; nil if it is fixed each time.
    public var time: String?
    /// Which day counts for a session that ran past midnight.
    public var sessionDay: SessionDay
    /// Who is pre-selected where attendance of session and item differ.
    public var electorate: PostalElectorateReading
    /// How many officials should be present at opening and count, and how many should sign.
    public var officials: Int
    /// Whether the mayor counts among the officials.
    public var mayorCounts: Bool
    /// Who may open and count; nil in journals from before there was a choice, which are read as they were written.
    public var counters: Counters?
    /// Who may watch.
    public var observers: Observers
    /// Whether the public is told the result.
    public var makesPublic: Bool
    /// What a Stimmzettel without a mark is.
    public var blank: BlankPaperBallot
    /// The wording of the assurance on the Wahlschein.
    public var assurance: Assurance
    /// Whether the count may begin before the deadline once all Wahlbriefe are there.
    public var earlyCount: EarlyCount
    /// What happens to letters found after midnight.
    public var letterBox: LetterBox
    /// When a letter that went to another office of the town has arrived.
    public var otherOffice: OtherOffice
    /// What decides when the board is evenly split.
    public var tie: BoardTie
    /// How long papers are kept.
    public var retention: RetentionMonths

    /// Puts the values together.
    public init(
        recipient: String,
        days: Int = 5,
        shift: DeadlineShift? = nil,
        time: String? = nil,
        sessionDay: SessionDay = .later,
        electorate: PostalElectorateReading = .attendedSession,
        officials: Int = 3,
        mayorCounts: Bool = false,
        counters: Counters? = .officials,
        observers: Observers = .councilMembers,
        makesPublic: Bool = true,
        blank: BlankPaperBallot = .invalid,
        assurance: Assurance = .sworn,
        earlyCount: EarlyCount = .refused,
        letterBox: LetterBox = .firstEmptying,
        otherOffice: OtherOffice = .countsThere,
        tie: BoardTie = .chairDecides,
        retention: RetentionMonths = RetentionMonths()
    ) {
        self.recipient = recipient
        self.days = days
        self.shift = shift
        self.time = time
        self.sessionDay = sessionDay
        self.electorate = electorate
        self.officials = officials
        self.mayorCounts = mayorCounts
        self.counters = counters
        self.observers = observers
        self.makesPublic = makesPublic
        self.blank = blank
        self.assurance = assurance
        self.earlyCount = earlyCount
        self.letterBox = letterBox
        self.otherOffice = otherOffice
        self.tie = tie
        self.retention = retention
    }
}

// The words that fields of acts and settings know.

/// Who may open and count.
public enum Counters: String, CaseIterable, Codable, Sendable {
    /// Officials of the town, and the mayor (Siegburg § 16 (5)); nobody else, and nobody else who may vote.
    case officials
    /// Members of the body, too.
    case everybody
}

/// Who may watch opening and count.
public enum Observers: String, CaseIterable, Codable, Sendable {
    /// Members of the council, on request (Siegburg § 16 (5)).
    case councilMembers = "council-members"
    /// Everybody.
    case everybody
}

/// The wording of the assurance on the Wahlschein.
public enum Assurance: String, CaseIterable, Codable, Sendable {
    /// In lieu of oath, as KWahlG § 26 has it.
    ///
    /// OPEN: whether a mere reference in rules of procedure makes an authority competent to accept one.
    case sworn
    /// A plain assurance.
    case plain
}

/// Whether the count may begin before the deadline once every kit has come back.
public enum EarlyCount: String, CaseIterable, Codable, Sendable {
    case refused
    /// Allowed with a reason.
    case whenAllArrived = "when-all-arrived"
}

/// What a letter box can tell about the hours around midnight.
public enum LetterBox: String, CaseIterable, Codable, Sendable {
    /// It keeps apart what came after midnight (Nachtbriefkasten).
    case separated
    /// It does not: what the first emptying finds arrived in time, in the voter's favour.
    case firstEmptying = "first-emptying"
}

/// When a letter that was delivered to another office of the town has arrived (OPEN).
public enum OtherOffice: String, CaseIterable, Codable, Sendable {
    case countsThere = "counts-there"
    case countsAtRecipient = "counts-at-recipient"
}

/// What decides when the board is evenly split over a Wahlbrief or a Stimmzettel (OPEN).
public enum BoardTie: String, CaseIterable, Codable, Sendable {
    /// The vote of its chair.
    case chairDecides = "chair-decides"
    /// Nothing: what was proposed is rejected.
    case rejects
}

/// Which reading of a deadline was fixed.
public enum DeadlineChoice: String, CaseIterable, Codable, Sendable {
    case literal, workday
    /// Another day, as "grundsätzlich" allows.
    case exception
}

/// How a kit went out.
public enum Dispatch: String, CaseIterable, Codable, Sendable {
    case post, handed
}

/// How a Wahlbrief came.
public enum Channel: String, CaseIterable, Codable, Sendable {
    case post
    case letterBox = "letterbox"
    case personal
    case otherOffice = "other-office"
}

/// What a Wahlbrief looked like from outside.
public enum Condition: String, CaseIterable, Codable, Sendable {
    case closed, damaged, open
}

/// What somebody does in the board.
public enum BoardFunction: String, CaseIterable, Codable, Sendable {
    case chair
    case deputyChair = "deputy-chair"
    case clerk
    case deputyClerk = "deputy-clerk"
    case member
    case teller
}

/// As what somebody watches.
public enum ObserverCapacity: String, CaseIterable, Codable, Sendable {
    case councilMember = "council-member"
    case citizen
}

/// What happened with an observer.
public enum ObserverEvent: String, CaseIterable, Codable, Sendable {
    case requested, arrived, left, declined
}

/// Which step is taken with too few officials.
public enum ShortStep: String, CaseIterable, Codable, Sendable {
    case opening, count, signing
}

/// A stack that two tellers count.
public enum Stack: String, CaseIterable, Codable, Sendable {
    /// Clearly valid Stimmzettel.
    case clear
    /// Stimmzettel without a mark, and empty envelopes.
    case blank
}

/// What the board decided about a doubtful Stimmzettel.
public enum BallotDecision: String, CaseIterable, Codable, Sendable {
    case valid, invalid, abstention
}

/// What a sealed package holds (KWahlO by analogy).
public enum PackageContent: String, CaseIterable, Codable, Sendable {
    case valid, invalid, resolved, wahlscheine, rejected, late, unused
}

/// What can be destroyed when its time has come; record and protocols never are.
public enum RetentionObject: String, CaseIterable, Codable, Sendable {
    case ballots, wahlscheine
    case rejectedLetters = "rejected-letters"
    case lateLetters = "late-letters"
    case unused
    case receiptBook = "receipt-book"
}

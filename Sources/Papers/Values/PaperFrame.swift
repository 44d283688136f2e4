import CouncilLaw

/// Whose paper it is and which vote it is about; the same on every paper of a vote.
public struct PaperFrame: Sendable {
    /// Who writes.
    public var letterhead: Letterhead
    /// The body that votes, as in "Rat der Kreisstadt Musterstadt".
    public var body: String
    /// The day of the session.
    public var session: CalendarDate
    /// The number of the session, as in "12/2024".
    public var sessionNumber: String?
    /// The item of the agenda, as in "TOP 7".
    public var item: String?
    /// What the vote is called.
    public var title: String
    /// What is asked.
    public var question: String
    /// The number of the Wahlgang, if there are several.
    public var round: Int?
    /// An election of persons, and not a vote on a matter.
    public var isElection: Bool
    /// What tells this vote from every other, as the programs show it; never on Stimmzettel or envelope.
    public var id: String?
    /// A rehearsal: every sheet then says PROBE.
    public var isRehearsal: Bool

    /// A value with these parts.
    public init(
        letterhead: Letterhead,
        body: String,
        session: CalendarDate,
        sessionNumber: String? = nil,
        item: String? = nil,
        title: String,
        question: String,
        round: Int? = nil,
        isElection: Bool = false,
        id: String? = nil,
        isRehearsal: Bool = false
    ) {
        self.letterhead = letterhead
        self.body = body
        self.session = session
        self.sessionNumber = sessionNumber
        self.item = item
        self.title = title
        self.question = question
        self.round = round
        self.isElection = isElection
        self.id = id
        self.isRehearsal = isRehearsal
    }

    func add(to fields: inout PaperFields) {
        letterhead.add(to: &fields)
        fields.text("gremium", body)
        fields.text("sitzung", PaperDates.long(session))
        fields.text("sitzung.kurz", PaperDates.short(session))
        fields.text("sitzungsnummer", sessionNumber)
        fields.text("top", item)
        fields.text("titel", title)
        fields.text("frage", question)
        fields.number("wahlgang", round)
        fields.flag("wahl", isElection)
        fields.flag("probe", isRehearsal)
    }
}

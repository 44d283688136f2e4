import CouncilLaw

/// The access letter of the electronic vote.
///
/// Holds the code, which is as secret as the vote: neither this value nor its page or file may be kept or logged.
public struct Zugangsbrief: Paper {
    /// Who writes.
    public var letterhead: Letterhead
    /// The member.
    public var recipient: Recipient
    /// The day of the letter.
    public var date: CalendarDate
    /// The number of the member.
    public var person: String
    /// The code in its groups, as it is typed.
    public var code: String
    /// What the QR code holds: the address of the page, with number and code behind the `#`.
    public var link: String
    /// The address of the voting page, as it is typed.
    public var page: String
    /// The hash of the voting page, in groups.
    public var pageHash: String?
    /// The session for which the code is first used.
    public var session: CalendarDate?
    /// The person has an office in the votes and no vote: the letter speaks of the office.
    public var isOffice: Bool
    /// The page of the chair as it is typed, for whoever votes and also chairs.
    public var chairPage: String?
    /// A rehearsal.
    public var isRehearsal: Bool

    /// A value with these parts.
    public init(
        letterhead: Letterhead,
        recipient: Recipient,
        date: CalendarDate,
        person: String,
        code: String,
        link: String,
        page: String,
        pageHash: String? = nil,
        session: CalendarDate? = nil,
        isOffice: Bool = false,
        chairPage: String? = nil,
        isRehearsal: Bool = false
    ) {
        self.letterhead = letterhead
        self.recipient = recipient
        self.date = date
        self.person = person
        self.code = code
        self.link = link
        self.page = page
        self.pageHash = pageHash
        self.session = session
        self.isOffice = isOffice
        self.chairPage = chairPage
        self.isRehearsal = isRehearsal
    }

    /// The template.
    public static let kind = PaperKind.zugangsbrief

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            letterhead.add(to: &fields)
            recipient.add(to: &fields)
            fields.text("datum", PaperDates.day(date))
            fields.text("mitgliedsnummer", person)
            fields.text("code", code)
            fields.picture("qr", Pictures.scan(link))
            fields.text("seite", page)
            fields.text("pruefsumme", pageHash)
            fields.text("sitzung", session.map(PaperDates.long))
            fields.flag("im-amt", isOffice)
            fields.text("seite.vorsitz", chairPage)
            fields.flag("probe", isRehearsal)
        }
    }
}

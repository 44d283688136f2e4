import CouncilLaw

/// The covering letter of a kit.
public struct Anschreiben: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// The member.
    public var recipient: Recipient
    /// The number of the Wahlschein.
    public var number: String
    /// What the QR code in the window of the envelope holds.
    public var scan: String
    /// The day of the letter.
    public var date: CalendarDate
    /// Why the vote is held by post; whole sentences.
    public var reason: String
    /// Ways to hand in, one sentence each.
    public var handingIn: [String]
    /// When and where is counted.
    public var count: PaperMeeting?
    /// Who signs.
    public var signer: Signer

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        recipient: Recipient,
        number: String,
        scan: String,
        date: CalendarDate,
        reason: String,
        handingIn: [String],
        count: PaperMeeting? = nil,
        signer: Signer
    ) {
        self.frame = frame
        self.deadline = deadline
        self.recipient = recipient
        self.number = number
        self.scan = scan
        self.date = date
        self.reason = reason
        self.handingIn = handingIn
        self.count = count
        self.signer = signer
    }

    /// The template.
    public static let kind = PaperKind.anschreiben

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            recipient.add(to: &fields)
            signer.add(to: &fields)
            fields.text("nummer", number)
            fields.picture("qr", Pictures.scan(scan))
            fields.text("datum", PaperDates.day(date))
            fields.text("grund", reason)
            fields.lines("abgabe", handingIn)
            fields.list("termin", count.map { [$0] } ?? [], names: ["zaehlung", "zaehlung.ort"]) { $0.add(to: &$1) }
        }
    }
}

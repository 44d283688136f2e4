import CouncilLaw

/// The wording of the voter's declaration on the Wahlschein.
public enum Assurance: String, CaseIterable, Sendable {
    /// In lieu of oath, with the note on § 156 StGB.
    case sworn
    /// A plain assurance.
    case plain
}

/// The Wahlschein of one kit, which goes into the outer envelope.
public struct Wahlschein: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// The member.
    public var recipient: Recipient
    /// Its number, with check character, as people read it.
    public var number: String
    /// What the QR code holds.
    public var scan: String
    /// The wording of the declaration.
    public var assurance: Assurance
    /// The day of issue.
    public var date: CalendarDate
    /// The number of the Wahlschein that this one replaces and that is no longer valid.
    public var replaces: String?
    /// Who issues it.
    public var signer: Signer

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        recipient: Recipient,
        number: String,
        scan: String,
        assurance: Assurance,
        date: CalendarDate,
        replaces: String? = nil,
        signer: Signer
    ) {
        self.frame = frame
        self.deadline = deadline
        self.recipient = recipient
        self.number = number
        self.scan = scan
        self.assurance = assurance
        self.date = date
        self.replaces = replaces
        self.signer = signer
    }

    /// The template.
    public static let kind = PaperKind.wahlschein

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            recipient.add(to: &fields)
            signer.add(to: &fields)
            fields.text("nummer", number)
            fields.text("kennung", frame.id)
            fields.picture("qr", Pictures.scan(scan))
            fields.flag("eid", assurance == .sworn)
            fields.text("datum", PaperDates.day(date))
            fields.text("ersetzt", replaces)
        }
    }
}

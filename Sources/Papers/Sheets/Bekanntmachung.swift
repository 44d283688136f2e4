import CouncilLaw

/// The announcement of a postal vote and of its count.
public struct Bekanntmachung: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// When and where is counted.
    public var count: PaperMeeting
    /// Why the vote is held by post; whole sentences.
    public var reason: String
    /// Who may vote; whole sentences, without names.
    public var electorate: String
    /// The public is informed and may come.
    public var isPublic: Bool
    /// The day of the announcement.
    public var date: CalendarDate
    /// Who signs.
    public var signer: Signer

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        count: PaperMeeting,
        reason: String,
        electorate: String,
        isPublic: Bool = true,
        date: CalendarDate,
        signer: Signer
    ) {
        self.frame = frame
        self.deadline = deadline
        self.count = count
        self.reason = reason
        self.electorate = electorate
        self.isPublic = isPublic
        self.date = date
        self.signer = signer
    }

    /// The template.
    public static let kind = PaperKind.bekanntmachung

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            count.add(to: &fields)
            signer.add(to: &fields)
            fields.text("grund", reason)
            fields.text("stimmberechtigt", electorate)
            fields.flag("oeffentlich", isPublic)
            fields.text("datum", PaperDates.day(date))
        }
    }
}

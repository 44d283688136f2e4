/// The print of the blue envelope (C6), the same for all members.
///
/// Front and back are two pages.
public struct Stimmzettelumschlag: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// A letter that tells the votes of one session apart; the same for all members.
    public var mark: String?

    /// A value with these parts.
    public init(frame: PaperFrame, deadline: PaperDeadline, mark: String? = nil) {
        self.frame = frame
        self.deadline = deadline
        self.mark = mark
    }

    /// The template.
    public static let kind = PaperKind.blauerUmschlag

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.text("kennung", mark)
        }
    }
}

/// The print of the red envelope (17.6 × 12 cm) with the return address, as two pages.
public struct Wahlbriefumschlag: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// The number of the Wahlschein (§ 20 KWahlO allows it on the outer envelope); nil leaves it out.
    public var number: String?

    /// A value with these parts.
    public init(frame: PaperFrame, deadline: PaperDeadline, number: String? = nil) {
        self.frame = frame
        self.deadline = deadline
        self.number = number
    }

    /// The template.
    public static let kind = PaperKind.roterUmschlag

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.text("nummer", number)
        }
    }
}

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
    public var outside: Outside?
    /// The town pays the postage.
    public var isPostagePaid: Bool

    /// A value with these parts.
    public init(frame: PaperFrame, deadline: PaperDeadline, outside: Outside? = nil, isPostagePaid: Bool = true) {
        self.frame = frame
        self.deadline = deadline
        self.outside = outside
        self.isPostagePaid = isPostagePaid
    }

    /// What tells the Wahlbrief from every other while it is closed.
    public struct Outside: Sendable {
        /// The number of the Wahlschein, as people read it.
        public var number: String
        /// What the QR code holds.
        public var scan: String

        /// A value with these parts.
        public init(number: String, scan: String) {
            self.number = number
            self.scan = scan
        }
    }

    /// The template.
    public static let kind = PaperKind.roterUmschlag

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.flag("porto-frei", isPostagePaid)
            fields.list("aussen", outside.map { [$0] } ?? [], names: ["nummer", "qr"]) { item, row in
                row.text("nummer", item.number)
                row.picture("qr", Pictures.scan(item.scan))
            }
        }
    }
}

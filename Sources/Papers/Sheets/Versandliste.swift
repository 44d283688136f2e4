/// The dispatch list: every kit, with room for how it left the house.
public struct Versandliste: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// The kits in the order of printing.
    public var rows: [Row]

    /// A value with these parts.
    public init(frame: PaperFrame, deadline: PaperDeadline, rows: [Row]) {
        self.frame = frame
        self.deadline = deadline
        self.rows = rows
    }

    /// The template.
    public static let kind = PaperKind.versandliste

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.number("anzahl", rows.count)
            let names: Set<String> = ["nr", "nummer", "name", "weg", "wann", "bemerkung"]
            fields.list("zeilen", Array(rows.enumerated()), names: names) { item, row in
                row.number("nr", item.offset + 1)
                row.text("nummer", item.element.number)
                row.text("name", item.element.name)
                row.text("weg", item.element.way)
                row.text("wann", item.element.sent.map(PaperDates.brief))
                row.text("bemerkung", item.element.remark)
            }
        }
    }

    /// One kit.
    public struct Row: Sendable {
        /// The number of the Wahlschein.
        public var number: String
        /// The member.
        public var name: String
        /// How it was sent, in words.
        public var way: String?
        /// When.
        public var sent: PaperMoment?
        /// What else is to be said, such as "ersetzt 17".
        public var remark: String?

        /// A value with these parts.
        public init(number: String, name: String, way: String? = nil, sent: PaperMoment? = nil, remark: String? = nil) {
            self.number = number
            self.name = name
            self.way = way
            self.sent = sent
            self.remark = remark
        }
    }
}

/// The receipt book of the Wahlbriefe.
public struct Empfangsbuch: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// What has arrived, in the order of arrival.
    public var rows: [Row]
    /// Lines to be filled by hand.
    public var emptyRows: Int

    /// A value with these parts.
    public init(frame: PaperFrame, deadline: PaperDeadline, rows: [Row], emptyRows: Int = 0) {
        self.frame = frame
        self.deadline = deadline
        self.rows = rows
        self.emptyRows = emptyRows
    }

    /// The template.
    public static let kind = PaperKind.empfangsbuch

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            let names: Set<String> = [
                "nr", "wann", "nummer", "weg", "zustand", "ort", "wer", "bemerkung", "verspaetet",
            ]
            fields.list("zeilen", rows, names: names) { $0.add(to: &$1) }
            let first = (rows.last?.running ?? 0) + 1
            fields.list("leere", Array(first..<first + max(0, emptyRows)), names: ["nr"]) { $1.number("nr", $0) }
        }
    }

    /// One Wahlbrief.
    public struct Row: Sendable {
        /// The running number.
        public var running: Int
        /// When it arrived.
        public var arrived: PaperMoment
        /// The number of the Wahlschein, if it can be read.
        public var number: String?
        /// How it came, in words.
        public var channel: String
        /// Its outer condition, in words.
        public var condition: String
        /// Where it is kept.
        public var place: String?
        /// Who received it.
        public var clerk: String
        /// What else is to be said.
        public var remark: String?
        /// Too late.
        public var isLate: Bool

        /// A value with these parts.
        public init(
            running: Int,
            arrived: PaperMoment,
            number: String? = nil,
            channel: String,
            condition: String,
            place: String? = nil,
            clerk: String,
            remark: String? = nil,
            isLate: Bool = false
        ) {
            self.running = running
            self.arrived = arrived
            self.number = number
            self.channel = channel
            self.condition = condition
            self.place = place
            self.clerk = clerk
            self.remark = remark
            self.isLate = isLate
        }

        func add(to fields: inout PaperFields) {
            fields.number("nr", running)
            fields.text("wann", PaperDates.brief(arrived))
            fields.text("nummer", number)
            fields.text("weg", channel)
            fields.text("zustand", condition)
            fields.text("ort", place)
            fields.text("wer", clerk)
            fields.text("bemerkung", remark)
            fields.flag("verspaetet", isLate)
        }
    }
}

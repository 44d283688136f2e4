/// The list of invalid Wahlscheine, for the people who open the Wahlbriefe (§ 58 KWahlO).
public struct UngueltigeWahlscheine: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// As of when.
    public var date: PaperMoment
    /// The invalid ones; none if there are none.
    public var rows: [Row]

    /// A value with these parts.
    public init(frame: PaperFrame, date: PaperMoment, rows: [Row]) {
        self.frame = frame
        self.date = date
        self.rows = rows
    }

    /// The template.
    public static let kind = PaperKind.ungueltigeWahlscheine

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.text("stand", PaperDates.brief(date))
            fields.number("anzahl", rows.count)
            fields.list("zeilen", rows, names: ["nummer", "name", "wann", "grund", "neu"]) { item, row in
                row.text("nummer", item.number)
                row.text("name", item.name)
                row.text("wann", PaperDates.brief(item.since))
                row.text("grund", item.reason)
                row.text("neu", item.replacement)
            }
        }
    }

    /// One invalid Wahlschein.
    public struct Row: Sendable {
        /// Its number.
        public var number: String
        /// The member.
        public var name: String
        /// Since when it is invalid.
        public var since: PaperMoment
        /// Why.
        public var reason: String
        /// The number of the new one.
        public var replacement: String?

        /// A value with these parts.
        public init(number: String, name: String, since: PaperMoment, reason: String, replacement: String? = nil) {
            self.number = number
            self.name = name
            self.since = since
            self.reason = reason
            self.replacement = replacement
        }
    }
}

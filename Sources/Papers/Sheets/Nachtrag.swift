import CouncilLaw

/// The addendum to minutes of a session that are signed already.
public struct Nachtrag: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Its number, where there are several.
    public var number: Int?
    /// The day on which the minutes were signed.
    public var minutesSigned: CalendarDate
    /// What is added, in whole sentences.
    public var paragraphs: [String]
    /// The result of the postal vote.
    public var result: PaperResult?
    /// The day of the addendum.
    public var date: CalendarDate
    /// Who signs.
    public var signers: [Signer]

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        number: Int? = nil,
        minutesSigned: CalendarDate,
        paragraphs: [String],
        result: PaperResult? = nil,
        date: CalendarDate,
        signers: [Signer]
    ) {
        self.frame = frame
        self.number = number
        self.minutesSigned = minutesSigned
        self.paragraphs = paragraphs
        self.result = result
        self.date = date
        self.signers = signers
    }

    /// The template.
    public static let kind = PaperKind.nachtrag

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.text("nummer", number.map { String($0) })
            fields.text("niederschrift.vom", PaperDates.day(minutesSigned))
            fields.lines("absaetze", paragraphs)
            fields.list("ergebnis", result.map { [$0] } ?? [], names: PaperResult.names) { $0.add(to: &$1) }
            fields.text("datum", PaperDates.day(date))
            fields.list("unterschriften", signers, names: ["name", "funktion"]) { item, row in
                row.text("name", item.name)
                row.text("funktion", item.function)
            }
        }
    }
}

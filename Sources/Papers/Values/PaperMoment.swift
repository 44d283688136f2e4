import CouncilLaw

/// A day and a time of day in Germany, as papers show it.
public struct PaperMoment: Hashable, Sendable {
    /// The day.
    public var date: CalendarDate
    /// What the clock on the wall shows.
    public var time: ClockTime

    /// A day and a time.
    public init(_ date: CalendarDate, _ time: ClockTime) {
        self.date = date
        self.time = time
    }

    /// Day and time in figures, as papers have them.
    public var text: String { PaperDates.brief(self) }

    /// The same from a moment with its distance from Greenwich.
    public init(_ moment: BerlinMoment) {
        self.init(moment.date, moment.time)
    }

    /// Reads `YYYY-MM-DDTHH:MM…` as journals have it; day and time are taken as they stand there.
    ///
    /// Nil for other texts.
    public init?(rfc3339 text: String) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let date = try? CalendarDate(parsing: String(parts[0])),
            let time = try? ClockTime(parsing: String(parts[1].prefix(5)))
        else { return nil }
        self.init(date, time)
    }
}

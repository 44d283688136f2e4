import CouncilLaw
import Words

extension PostalTime {
    /// Day and time as people write them; the end of a day, which the journal has as its last second, is 24:00.
    public func text(in language: Language) -> String {
        let clock = description.dropFirst(11).prefix(8)
        let holes = [
            "date": Self.text(of: date, in: language), "clock": clock == "23:59:59" ? "24:00" : String(clock.prefix(5)),
        ]
        return Words.sentence("postal.moment", holes, in: language)
    }

    /// A day as people write it.
    public static func text(of date: CalendarDate, in language: Language) -> String {
        let parts = date.description.split(separator: "-").map(String.init)
        return Words.sentence("postal.day", ["year": parts[0], "month": parts[1], "day": parts[2]], in: language)
    }
}

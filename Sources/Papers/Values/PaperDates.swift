import CouncilLaw
import Words

/// Days and times in words, German, with spaces at which no line is broken.
enum PaperDates {
    /// With the day of the week.
    static func long(_ date: CalendarDate) -> String {
        let weekday = Words.sentence("law.weekday.\(date.weekday.rawValue)", in: .german)
        return Words.sentence("paper.date.long", ["weekday": weekday, "day": day(date)], in: .german)
    }

    /// With the month in words.
    static func day(_ date: CalendarDate) -> String {
        let (year, month, day) = date.parts
        let holes = [
            "day": String(day), "month": Words.sentence("law.month.\(month)", in: .german), "year": String(year),
        ]
        return Words.sentence("paper.date", holes, in: .german)
    }

    /// In figures.
    static func short(_ date: CalendarDate) -> String {
        date.description.split(separator: "-").reversed().joined(separator: ".")
    }

    static func clock(_ time: ClockTime) -> String {
        let text = time == .endOfDay ? "24:00" : String(time.description.prefix(5))
        return Words.sentence("paper.time", ["time": text], in: .german)
    }

    static func clock(_ moment: PaperMoment) -> String {
        clock(moment.time)
    }

    /// With the day, if it is another one.
    static func clock(_ moment: PaperMoment, on day: CalendarDate?) -> String {
        day == nil || day == moment.date ? clock(moment) : brief(moment)
    }

    /// Day and time in figures.
    static func brief(_ moment: PaperMoment) -> String {
        short(moment.date) + ", " + clock(moment.time)
    }
}

/// Numbers as German papers show them.
enum PaperNumber {
    /// With a point in front of each three digits from 10.000 on, as in "12.345".
    static func text(_ number: Int) -> String {
        let digits = String(number.magnitude)
        guard digits.count > 4 else { return String(number) }
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) { text += "." }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + text
    }
}

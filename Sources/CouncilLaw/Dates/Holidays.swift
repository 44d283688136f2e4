/// A public holiday of North Rhine-Westphalia (§ 2 Feiertagsgesetz NW).
///
/// Christmas Eve, New Year's Eve and Rosenmontag are none, and Easter Sunday and Whit Sunday are Sundays anyway.
public enum HolidayName: String, CaseIterable, Sendable {
    case newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday, corpusChristi, unity
    /// Only once, in 2017, five hundred years after the Reformation.
    case reformation
    case allSaints, christmas, secondChristmas

    /// The name in words.
    public var statement: Statement {
        Statement(key: "law.holiday.\(rawValue)", [:])
    }
}

/// A public holiday on its day.
public struct Holiday: Hashable, Sendable {
    /// The day.
    public let date: CalendarDate
    /// Which holiday it is.
    public let name: HolidayName
}

/// The public holidays of North Rhine-Westphalia, computed.
///
/// The list has been the same since Buß- und Bettag was given up in 1995, but for 31 October 2017.
public enum Holidays {
    /// The years for which the list holds.
    public static let years = 1995...2100

    /// The holidays of one year in their order; two may fall on one day, as 1 May and Ascension did in 2008.
    public static func ofYear(_ year: Int) throws(InvalidInput) -> [Holiday] {
        guard years.contains(year) else { throw InvalidInput(.year, .notCovered("\(year)")) }
        return computed(year)
    }

    /// The holidays between two days, both included.
    static func between(_ first: CalendarDate, _ last: CalendarDate) -> [Holiday] {
        guard first <= last else { return [] }
        return (first.year...last.year).flatMap(computed).filter { first <= $0.date && $0.date <= last }
    }

    /// Monday to Friday, and no holiday (§ 193 BGB).
    static func isWorkday(_ date: CalendarDate) -> Bool {
        date.weekday.rawValue <= 5 && !computed(date.year).contains { $0.date == date }
    }

    private static func computed(_ year: Int) -> [Holiday] {
        let easter = easterSunday(year)
        var all: [Holiday] = [
            Holiday(date: CalendarDate(known: year, 1, 1), name: .newYear),
            Holiday(date: easter.adding(known: -2), name: .goodFriday),
            Holiday(date: easter.adding(known: 1), name: .easterMonday),
            Holiday(date: CalendarDate(known: year, 5, 1), name: .labourDay),
            Holiday(date: easter.adding(known: 39), name: .ascension),
            Holiday(date: easter.adding(known: 50), name: .whitMonday),
            Holiday(date: easter.adding(known: 60), name: .corpusChristi),
            Holiday(date: CalendarDate(known: year, 10, 3), name: .unity),
            Holiday(date: CalendarDate(known: year, 11, 1), name: .allSaints),
            Holiday(date: CalendarDate(known: year, 12, 25), name: .christmas),
            Holiday(date: CalendarDate(known: year, 12, 26), name: .secondChristmas),
        ]
        if year == 2017 { all.append(Holiday(date: CalendarDate(known: 2017, 10, 31), name: .reformation)) }
        return all.sorted { $0.date < $1.date }
    }

    /// Easter Sunday: the Sunday after the first full moon of spring, as the church reckons the moon.
    static func easterSunday(_ year: Int) -> CalendarDate {
        let golden = year % 19
        let century = year / 100
        // The age of the church's moon, corrected for the leap days left out and for the moon's drift over centuries.
        let moonDrift = (8 * century + 13) / 25
        let epact = (19 * golden + century - century / 4 - moonDrift + 15) % 30
        // Two full moons may not fall on one day within the nineteen years of the moon.
        let correction = epact == 29 || (epact == 28 && golden > 10) ? 1 : 0
        let fullMoon = CalendarDate(known: year, 3, 21).adding(known: epact - correction)
        return fullMoon.adding(known: 7 - fullMoon.weekday.rawValue % 7)
    }
}

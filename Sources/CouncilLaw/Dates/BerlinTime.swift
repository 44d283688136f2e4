/// What the clocks in Germany show: Central European Time, and summer time by rule.
///
/// Summer time runs from the last Sunday of March, 02:00, to the last Sunday of October, 03:00 (in 1995 to the last
/// Sunday of September). The rule is computed and not read from the machine, so that an old deadline is the same on
/// every computer. The rule holds for years from 1981 on. Whether the European Union will end
/// summer time is open; the rule is part of the frozen rule set.
public enum BerlinTime {
    /// What a time on the wall means on a given day.
    public enum Meaning: Hashable, Sendable {
        /// The ordinary case.
        case once(offsetHours: Int)
        /// The clocks jump over it: 02:00 to 02:59 on the last Sunday of March.
        case never
        /// The clocks show it twice: 02:00 to 02:59 on the last Sunday of October.
        case twice(firstOffsetHours: Int, secondOffsetHours: Int)
    }

    /// What `time` means on `date`.
    public static func meaning(of time: ClockTime, on date: CalendarDate) -> Meaning {
        let (start, end) = summerTime(in: date.year)
        let isChangingHour = (7_200..<10_800).contains(time.seconds)
        if date == start { return isChangingHour ? .never : .once(offsetHours: time.seconds < 7_200 ? 1 : 2) }
        if date == end {
            if isChangingHour { return .twice(firstOffsetHours: 2, secondOffsetHours: 1) }
            return .once(offsetHours: time.seconds < 7_200 ? 2 : 1)
        }
        return .once(offsetHours: start < date && date < end ? 2 : 1)
    }

    /// The two days of a year on which the clocks are changed.
    public static func summerTime(in year: Int) -> (start: CalendarDate, end: CalendarDate) {
        (lastSunday(of: 3, 31, year), year < 1996 ? lastSunday(of: 9, 30, year) : lastSunday(of: 10, 31, year))
    }

    private static func lastSunday(of month: Int, _ lastDay: Int, _ year: Int) -> CalendarDate {
        let last = CalendarDate(known: year, month, lastDay)
        return last.adding(known: -(last.weekday.rawValue % 7))
    }
}

/// A day and a time of day in Germany, with its distance from Greenwich.
public struct BerlinMoment: Hashable, Sendable {
    /// The day.
    public let date: CalendarDate
    /// The time on the wall.
    public let time: ClockTime
    /// Hours ahead of Greenwich, 1 or 2.
    public let offsetHours: Int

    /// The moment when the clocks show `time` on `date`.
    ///
    /// A time that the clocks skip is refused. One that they show twice is the later of the two, which takes nothing
    /// from a voter.
    public init(_ date: CalendarDate, _ time: ClockTime) throws(InvalidInput) {
        switch BerlinTime.meaning(of: time, on: date) {
        case .once(let offset), .twice(_, let offset): offsetHours = offset
        case .never: throw InvalidInput(.time, .doesNotExist("\(date) \(time)"))
        }
        self.date = date
        self.time = time
    }

    /// Seconds since 1 January 1970, 00:00, in Greenwich.
    public var secondsSince1970: Int {
        CalendarDate(known: 1970, 1, 1).days(until: date) * 86_400 + time.seconds - offsetHours * 3_600
    }
}

extension BerlinMoment: CustomStringConvertible {
    /// The moment as `YYYY-MM-DDTHH:MM:SS+HH:MM`.
    public var description: String {
        "\(date)T\(time)+0\(offsetHours):00"
    }
}

/// A day of the Gregorian calendar, without time and without a clock.
///
/// Deadlines of a council count whole days (§§ 187, 188 BGB), so the arithmetic is that of day numbers. A change to
/// daylight saving time in between does not matter to it.
public struct CalendarDate: Hashable, Sendable, Comparable {
    /// Days since 1 March of the year 0, which puts the leap day at the end of a year.
    let dayNumber: Int

    /// A day of the years 1 to 9999 that exists.
    public init(year: Int, month: Int, day: Int) throws(InvalidInput) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { throw InvalidInput(.date, .doesNotExist(Self.text(year, month, day))) }
        self.init(known: year, month, day)
    }

    /// For a day that is known to exist.
    init(known year: Int, _ month: Int, _ day: Int) {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        // 153 days in each run of five months from March on, or from August on.
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        dayNumber = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
    }

    private init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The day so many days later, or earlier if the number is negative; it must lie in the years 1 to 9999 too.
    public func adding(days: Int) throws(InvalidInput) -> CalendarDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        let range = CalendarDate(known: 1, 1, 1).dayNumber...CalendarDate(known: 9999, 12, 31).dayNumber
        guard !overflow, range.contains(sum) else { throw InvalidInput(.days, .doesNotExist("\(self) + \(days)")) }
        return CalendarDate(dayNumber: sum)
    }

    /// The same for a few days in years that are known to be in the middle of the calendar.
    func adding(known days: Int) -> CalendarDate {
        CalendarDate(dayNumber: dayNumber + days)
    }

    /// The number of days from this day to another.
    public func days(until other: CalendarDate) -> Int {
        other.dayNumber - dayNumber
    }

    /// Earlier comes first.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate {
    /// Year, month and day.
    public var parts: (year: Int, month: Int, day: Int) {
        // 146097 days in 400 years; within a year from March on, see `init(known:)`.
        let era = dayNumber / 146_097
        let dayOfEra = dayNumber % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = (monthFromMarch + 2) % 12 + 1
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The year.
    public var year: Int { parts.year }

    /// The day of the week.
    public var weekday: Weekday {
        // 1 March of the year 0 was a Wednesday.
        Weekday.allCases[(dayNumber + 2) % 7]
    }
}

/// A day of the week, Monday first.
public enum Weekday: Int, CaseIterable, Sendable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday
}

extension CalendarDate: CustomStringConvertible {
    /// The day as `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = parts
        return Self.text(year, month, day)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    public init(parsing text: String, as argument: InvalidInput.Argument = .date) throws(InvalidInput) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d,
            let year = Digits.value(bytes[0..<4]), let month = Digits.value(bytes[5..<7]),
            let day = Digits.value(bytes[8..<10])
        else { throw InvalidInput(argument, .malformed(text)) }
        do throws(InvalidInput) {
            try self.init(year: year, month: month, day: day)
        } catch {
            throw InvalidInput(argument, .doesNotExist(text))
        }
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        Digits.padded(year, to: 4) + "-" + Digits.padded(month, to: 2) + "-" + Digits.padded(day, to: 2)
    }

    /// The day as people say it, with its weekday.
    public var statement: Statement {
        let (year, month, day) = parts
        return Statement(
            .date,
            [
                "weekday": .statement(Statement(key: "law.weekday.\(weekday.rawValue)", [:])),
                "day": .number(day),
                "month": .statement(Statement(key: "law.month.\(month)", [:])),
                "year": .number(year),
            ]
        )
    }
}

import CouncilLaw
import Testing

@Suite("The calendar")
struct DateTests {
    @Test("A day number and its date are the same day, from 1990 to 2110")
    func everyDayIsItself() throws {
        var date = try day("1990-01-01")
        var weekday = Weekday.monday.rawValue
        var previous = ""
        while date.year < 2110 {
            let (year, month, dayOfMonth) = date.parts
            #expect(try CalendarDate(year: year, month: month, day: dayOfMonth) == date)
            #expect(date.weekday.rawValue == weekday)
            #expect(previous < date.description)
            previous = date.description
            weekday = weekday % 7 + 1
            date = try date.adding(days: 1)
        }
    }

    @Test(
        "Days that everybody knows fall on their weekday",
        arguments: [
            ("1582-10-15", Weekday.friday), ("1900-03-01", .thursday), ("1970-01-01", .thursday),
            ("2000-02-29", .tuesday), ("2024-02-21", .wednesday), ("2100-03-01", .monday),
        ]
    )
    func weekdays(text: String, weekday: Weekday) throws {
        #expect(try day(text).weekday == weekday)
        #expect(try day(text).description == text)
    }

    @Test(
        "A date that does not exist is refused",
        arguments: [
            "2023-02-29", "2100-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00",
            "0000-01-01", "2024-06-31",
        ]
    )
    func impossibleDates(text: String) {
        expectRefusal(.date, .doesNotExist(text)) { _ = try day(text) }
    }

    @Test(
        "Anything but YYYY-MM-DD is refused",
        arguments: [
            "", "2024-2-21", "21.02.2024", "2024-02-21 ", "2024-02-2١", "20240221", "2024-02-21T00", "-024-02-21",
        ]
    )
    func otherForms(text: String) {
        expectRefusal(.date, .malformed(text)) { _ = try day(text) }
    }

    @Test("Leap days exist every four years, not in 1900 and 2100, but in 2000")
    func leapDays() throws {
        #expect(try day("2028-02-24").adding(days: 5) == day("2028-02-29"))
        #expect(try day("2100-02-28").adding(days: 1) == day("2100-03-01"))
        #expect(try day("2000-02-28").days(until: day("2000-03-01")) == 2)
    }

    @Test(
        "Days before the year 1 and after the year 9999 are refused",
        arguments: [Int.max, .min, 3_652_058, -800_000]
    )
    func outsideTheCalendar(days: Int) throws {
        expectRefusal(.days) { _ = try day("2024-02-29").adding(days: days) }
    }

    @Test("A date is said with its weekday, in both languages")
    func inWords() throws {
        #expect(german(try day("2024-02-26").statement) == "Montag, 26. Februar 2024")
        #expect(english([try day("2024-02-26").statement]) == "Monday, 26 February 2024")
    }
}

@Suite("The clock in Germany")
struct BerlinTimeTests {
    @Test(
        "Summer time begins and ends by rule",
        arguments: [
            (1995, "1995-03-26", "1995-09-24"), (1996, "1996-03-31", "1996-10-27"), (2024, "2024-03-31", "2024-10-27"),
            (2026, "2026-03-29", "2026-10-25"), (2100, "2100-03-28", "2100-10-31"),
        ]
    )
    func summerTime(year: Int, start: String, end: String) throws {
        let changes = BerlinTime.summerTime(in: year)
        #expect(changes.start.description == start)
        #expect(changes.end.description == end)
    }

    @Test(
        "A time of day has its distance from Greenwich",
        arguments: [
            ("2026-01-15", "12:00", "2026-01-15T12:00:00+01:00"), ("2026-07-15", "12:00", "2026-07-15T12:00:00+02:00"),
            ("2026-03-29", "01:59", "2026-03-29T01:59:00+01:00"), ("2026-03-29", "03:00", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25", "01:59", "2026-10-25T01:59:00+02:00"), ("2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"),
            ("2026-03-29", "24:00", "2026-03-29T23:59:59+02:00"), ("2026-10-25", "00:00", "2026-10-25T00:00:00+02:00"),
        ]
    )
    func offsets(date: String, time: String, moment: String) throws {
        #expect(try BerlinMoment(day(date), ClockTime(parsing: time)).description == moment)
    }

    @Test("A time the clocks skip is refused, one they show twice is the later one")
    func skippedAndDoubled() throws {
        let skipped = try ClockTime(parsing: "02:30")
        #expect(BerlinTime.meaning(of: skipped, on: try day("2026-03-29")) == .never)
        expectRefusal(.time) { _ = try BerlinMoment(day("2026-03-29"), skipped) }
        #expect(
            BerlinTime.meaning(of: skipped, on: try day("2026-10-25"))
                == .twice(firstOffsetHours: 2, secondOffsetHours: 1)
        )
        #expect(try BerlinMoment(day("2026-10-25"), skipped).description == "2026-10-25T02:30:00+01:00")
    }

    @Test("Seconds since 1970 agree with the calendar")
    func seconds() throws {
        #expect(try BerlinMoment(day("1970-01-01"), ClockTime(parsing: "01:00")).secondsSince1970 == 0)
        #expect(try BerlinMoment(day("2024-02-26"), .endOfDay).secondsSince1970 == 1_708_988_399)
        #expect(try BerlinMoment(day("2026-07-01"), ClockTime(parsing: "12:00")).secondsSince1970 == 1_782_900_000)
    }

    @Test("A time of day that does not exist is refused", arguments: ["24:01", "25:00", "12:60", "99:99"])
    func impossibleTimes(text: String) {
        expectRefusal(.time, .notATime(text)) { _ = try ClockTime(parsing: text) }
    }

    @Test("Anything but HH:MM is refused", arguments: ["", "9:00", "12:00:00", "noon", "12.00", "1 :00", "-1:00"])
    func otherForms(text: String) {
        expectRefusal(.time, .malformed(text)) { _ = try ClockTime(parsing: text) }
    }
}

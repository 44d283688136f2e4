import CouncilLaw
import Testing

/// `domain.md` 5.5: session, the fifth day as it falls, and the next working day.
private let vectors = [
    ("2024-02-21", "2024-02-26", "2024-02-26"), ("2025-11-04", "2025-11-09", "2025-11-10"),
    ("2025-12-19", "2025-12-24", "2025-12-24"), ("2025-12-20", "2025-12-25", "2025-12-29"),
    ("2025-12-22", "2025-12-27", "2025-12-29"), ("2025-12-27", "2026-01-01", "2026-01-02"),
    ("2025-12-29", "2026-01-03", "2026-01-05"), ("2026-03-24", "2026-03-29", "2026-03-30"),
    ("2026-03-29", "2026-04-03", "2026-04-07"), ("2026-03-30", "2026-04-04", "2026-04-07"),
    ("2026-03-31", "2026-04-05", "2026-04-07"), ("2026-04-01", "2026-04-06", "2026-04-07"),
    ("2026-04-26", "2026-05-01", "2026-05-04"), ("2026-05-09", "2026-05-14", "2026-05-15"),
    ("2026-05-20", "2026-05-25", "2026-05-26"), ("2026-05-30", "2026-06-04", "2026-06-05"),
    ("2026-09-28", "2026-10-03", "2026-10-05"), ("2026-10-20", "2026-10-25", "2026-10-26"),
    ("2026-10-27", "2026-11-01", "2026-11-02"), ("2026-12-21", "2026-12-26", "2026-12-28"),
    ("2026-12-28", "2027-01-02", "2027-01-04"), ("2027-10-27", "2027-11-01", "2027-11-02"),
    ("2028-02-24", "2028-02-29", "2028-02-29"),
]

/// `domain.md` 5.4: Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi.
private let movableHolidays = [
    (2024, ["03-29", "04-01", "05-09", "05-20", "05-30"]), (2025, ["04-18", "04-21", "05-29", "06-09", "06-19"]),
    (2026, ["04-03", "04-06", "05-14", "05-25", "06-04"]), (2027, ["03-26", "03-29", "05-06", "05-17", "05-27"]),
    (2028, ["04-14", "04-17", "05-25", "06-05", "06-15"]), (2029, ["03-30", "04-02", "05-10", "05-21", "05-31"]),
    (2030, ["04-19", "04-22", "05-30", "06-10", "06-20"]), (2031, ["04-11", "04-14", "05-22", "06-02", "06-12"]),
    (2032, ["03-26", "03-29", "05-06", "05-17", "05-27"]), (2033, ["04-15", "04-18", "05-26", "06-06", "06-16"]),
]

@Suite("Deadlines")
struct DeadlineTests {
    @Test("The fifth day after the session, in both readings", arguments: vectors)
    func bothReadings(session: String, literal: String, shifted: String) throws {
        let deadline = try Deadline(session: day(session))
        #expect(try deadline.literal == day(literal))
        #expect(try deadline.shifted == day(shifted))
        #expect(deadline.differs == (literal != shifted))
        #expect((deadline.question != nil) == deadline.differs)
        #expect((deadline.chosen == nil) == deadline.differs)
    }

    @Test("The readings differ on 1052 of the 2517 working days from 2024 to 2033")
    func howOftenTheReadingsDiffer() throws {
        var (workdays, differing) = (0, 0)
        var session = try day("2024-01-01")
        while session.year < 2034 {
            let isHoliday = try Holidays.ofYear(session.year).contains { $0.date == session }
            if session.weekday.rawValue <= 5, !isHoliday {
                workdays += 1
                if try Deadline(session: session).differs { differing += 1 }
            }
            session = try session.adding(days: 1)
        }
        #expect(workdays == 2517)
        #expect(differing == 1052)
    }

    @Test("The chair fixes one reading, a day and a time")
    func chairFixes() throws {
        let literal = try Deadline(session: day("2025-11-04"), shift: .literal)
        let shifted = try Deadline(session: day("2025-11-04"), shift: .workday, time: ClockTime(parsing: "16:00"))
        #expect(literal.chosen?.description == "2025-11-09T23:59:59+01:00")
        #expect(shifted.chosen?.description == "2025-11-10T16:00:00+01:00")
        #expect(german(shifted.statement) == "Eingang bis Montag, 10. November 2025, 16:00 Uhr.")
        #expect(german(literal.statement) == "Eingang bis Sonntag, 9. November 2025, 24:00 Uhr.")
    }

    @Test("While the readings differ, both are shown and none is chosen")
    func openDeadline() throws {
        let deadline = try Deadline(session: day("2026-03-31"))
        #expect(deadline.chosen == nil)
        #expect(
            german(deadline.statement)
                == "Das Fristende ist noch festzulegen: Sonntag, 5. April 2026 oder Dienstag, 7. April 2026."
        )
        #expect(deadline.question?.readings.map(\.code) == ["none", "workday"])
        #expect(deadline.question?.chosen == nil)
        #expect(deadline.holidays.map(\.name) == [.goodFriday, .easterMonday])
    }

    @Test("A change to or from summer time does not alter the count of days")
    func summerTimeInBetween() throws {
        let spring = try Deadline(session: day("2026-03-24"), shift: .literal)
        let autumn = try Deadline(session: day("2026-10-20"), shift: .literal)
        #expect(spring.chosen?.description == "2026-03-29T23:59:59+02:00")
        #expect(autumn.chosen?.description == "2026-10-25T23:59:59+01:00")
        expectRefusal(.time) {
            _ = try Deadline(session: day("2026-03-24"), shift: .literal, time: ClockTime(parsing: "02:30"))
        }
    }

    @Test("Of a session past midnight the later day counts, unless the town decides otherwise (edge case 6)")
    func pastMidnight() throws {
        let (monday, tuesday) = (try day("2026-02-02"), try day("2026-02-03"))
        #expect(try SessionDay.later.of(begun: monday, ended: tuesday) == tuesday)
        #expect(try SessionDay.earlier.of(begun: monday, ended: tuesday) == monday)
        #expect(Settings.standard[.sessionDay] == "later")
        expectRefusal(.session) { _ = try SessionDay.later.of(begun: tuesday, ended: monday) }
    }

    @Test("Days that are no number of days, and sessions outside the holidays, are refused")
    func refusals() throws {
        let session = try day("2026-02-02")
        expectRefusal(.days, .negative) { _ = try Deadline(session: session, days: -1) }
        expectRefusal(.days, .zero) { _ = try Deadline(session: session, days: 0) }
        expectRefusal(.days, .tooLarge(limit: 366)) { _ = try Deadline(session: session, days: .max) }
        expectRefusal(.session) { _ = try Deadline(session: day("1994-12-31")) }
        expectRefusal(.session) { _ = try Deadline(session: day("2101-01-01")) }
        #expect(try Deadline(session: day("2100-12-30")).shifted == day("2101-01-04"))
    }
}

@Suite("Public holidays of North Rhine-Westphalia")
struct HolidayTests {
    @Test("The movable holidays of 2024 to 2033", arguments: movableHolidays)
    func movable(year: Int, days: [String]) throws {
        let names: [HolidayName] = [.goodFriday, .easterMonday, .ascension, .whitMonday, .corpusChristi]
        let found = try Holidays.ofYear(year).filter { names.contains($0.name) }
        #expect(try found.map(\.date) == days.map { try day("\(year)-\($0)") })
    }

    @Test("Every year has eleven holidays, and 2017 the Reformation as the twelfth")
    func number() throws {
        for year in Holidays.years {
            #expect(try Holidays.ofYear(year).count == (year == 2017 ? 12 : 11), "\(year)")
        }
        #expect(try Holidays.ofYear(2017).first { $0.name == .reformation }?.date == day("2017-10-31"))
    }

    @Test("In 2008 Ascension fell on 1 May")
    func twoOnOneDay() throws {
        let names = try Holidays.ofYear(2008).filter { try $0.date == day("2008-05-01") }.map(\.name)
        #expect(names == [.labourDay, .ascension])
    }

    @Test(
        "Easter Monday of years that are hard to compute",
        arguments: [
            (1995, "1995-04-17"), (2000, "2000-04-24"), (2008, "2008-03-24"), (2011, "2011-04-25"),
            (2038, "2038-04-26"), (2049, "2049-04-19"), (2076, "2076-04-20"), (2079, "2079-04-24"),
            (2100, "2100-03-29"),
        ]
    )
    func easter(year: Int, monday: String) throws {
        #expect(try Holidays.ofYear(year).first { $0.name == .easterMonday }?.date == day(monday))
    }

    @Test("Christmas Eve, New Year's Eve and Rosenmontag are working days (edge case 4)")
    func noHolidays() throws {
        for (session, last) in [
            ("2026-12-19", "2026-12-24"), ("2026-12-26", "2026-12-31"), ("2026-02-11", "2026-02-16"),
        ] {
            #expect(try Deadline(session: day(session)).shifted == day(last))
        }
    }

    @Test("Years without a list are refused", arguments: [1994, 2101, 0, -5])
    func otherYears(year: Int) {
        expectRefusal(.year) { _ = try Holidays.ofYear(year) }
    }
}

/// Whether a last day that is no working day moves to the next one.
///
/// OPEN: the council's rules of procedure say "bis zum fünften Tag nach der betreffenden Sitzung" and refer to election
/// law, whose deadlines do not move (KWahlG § 49); the general rule for periods says they do (§ 193 BGB, § 31 (3) VwVfG
/// NRW). The chair fixes one reading before anything is sent out.
public enum DeadlineShift: String, CaseIterable, Sendable {
    /// The day as it falls.
    case literal = "none"
    /// The next working day.
    case workday
}

/// Until when ballots by post must have arrived, in both readings.
///
/// The day of the session itself is not counted (§ 187 (1) BGB), and the period ends with the end of its last day
/// (§ 188 (1) BGB) unless the session fixes a time.
public struct Deadline: Hashable, Sendable {
    /// The day of the session.
    public let session: CalendarDate
    /// The number of days, five unless the rules of procedure say otherwise.
    public let days: Int
    /// The day as it falls.
    public let literal: CalendarDate
    /// The next working day from there on.
    public let shifted: CalendarDate
    /// The reading the chair fixed, if any.
    public let shift: DeadlineShift?
    /// The time of day at which it ends.
    public let time: ClockTime
    /// The fixed end, or nil while the readings differ and none has been chosen.
    public let chosen: BerlinMoment?

    /// Computes both readings, and the end if it is clear.
    public init(
        session: CalendarDate,
        days: Int = 5,
        shift: DeadlineShift? = nil,
        time: ClockTime = .endOfDay
    ) throws(InvalidInput) {
        guard Holidays.years.contains(session.year) else { throw InvalidInput(.session, .notCovered("\(session)")) }
        try days.checkedPositive(.days, atMost: Limit.days)
        let literal = session.adding(known: days)
        var shifted = literal
        while !Holidays.isWorkday(shifted) { shifted = shifted.adding(known: 1) }
        self.session = session
        self.days = days
        self.literal = literal
        self.shifted = shifted
        self.shift = shift
        self.time = time
        switch shift {
        case .literal: chosen = try BerlinMoment(literal, time)
        case .workday: chosen = try BerlinMoment(shifted, time)
        case nil: chosen = literal == shifted ? try BerlinMoment(literal, time) : nil
        }
    }

    /// Whether the readings name two days.
    public var differs: Bool { literal != shifted }

    /// The holidays from the session to the later of the two days.
    public var holidays: [Holiday] { Holidays.between(session, shifted) }

    /// Both readings, for the chair to choose, if they differ.
    ///
    /// The recommendation is the later day: nobody loses a vote by it.
    public var question: OpenQuestion? {
        guard differs else { return nil }
        return OpenQuestion(
            .deadlineShift,
            readings: [
                Reading(DeadlineShift.literal.rawValue, Statement(.deadlineLiteral, ["date": .date(literal)])),
                Reading(DeadlineShift.workday.rawValue, Statement(.deadlineShifted, ["date": .date(shifted)])),
            ],
            chosen: shift?.rawValue
        )
    }

    /// The deadline in words, or both readings if none has been chosen.
    public var statement: Statement {
        guard let chosen else {
            return Statement(.deadlineOpen, ["literal": .date(literal), "shifted": .date(shifted)])
        }
        return Statement(.deadlineFixed, ["date": .date(chosen.date), "time": .time(chosen.time)])
    }
}

/// Which day counts as the day of a session that runs past midnight.
///
/// OPEN: the rules of procedure say "Sitzung". The later day takes nothing from a voter.
public enum SessionDay: String, CaseIterable, Sendable {
    case later, earlier

    /// The day from which a deadline is counted.
    public func of(begun: CalendarDate, ended: CalendarDate) throws(InvalidInput) -> CalendarDate {
        guard begun <= ended else { throw InvalidInput(.session, .doesNotExist("\(begun) > \(ended)")) }
        return self == .later ? ended : begun
    }
}

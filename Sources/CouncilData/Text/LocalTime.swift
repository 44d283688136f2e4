import Foundation

/// A day and a time on the clock of the town hall: what an invitation says, without a time zone.
public struct LocalTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The day.
    public let day: CalendarDay
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int

    /// The time, or nil if no clock shows it.
    public init?(day: CalendarDay, hour: Int, minute: Int) {
        guard 0...23 ~= hour, 0...59 ~= minute else { return nil }
        (self.day, self.hour, self.minute) = (day, hour, minute)
    }

    /// Reads exactly `yyyy-MM-ddTHH:mm`.
    public init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDay(String(parts[0])), parts[1].utf8.count == 5 else { return nil }
        self.init(day: day, clock: parts[1])
    }

    /// Reads an RFC 3339 time as OParl writes it; a time with an offset becomes the time in Berlin, a time without one
    /// is taken as it stands.
    public init?(rfc3339 text: String) {
        guard text.utf8.count >= 16, let day = CalendarDay(String(text.prefix(10))) else { return nil }
        let separator = text.dropFirst(10).first
        guard separator == "T" || separator == " " || separator == "t",
            let written = LocalTime(day: day, clock: text.dropFirst(11).prefix(5))
        else { return nil }

        var rest = text.dropFirst(16)
        if rest.first == ":" {
            guard Digits.value(rest.dropFirst().prefix(2)) != nil else { return nil }
            rest = rest.dropFirst(3)
        }
        if rest.first == "." { rest = rest.dropFirst().drop { $0.isNumber } }
        if rest.isEmpty {
            self = written
        } else {
            guard let offset = Self.minutes(offset: rest), let local = written.inBerlin(offset: offset) else {
                return nil
            }
            self = local
        }
    }

    /// The time as `yyyy-MM-ddTHH:mm`.
    public var description: String { "\(day)T\(clock)" }

    /// The time of day as `17:00`.
    public var clock: String { "\(Digits.padded(hour, 2)):\(Digits.padded(minute, 2))" }

    /// Earlier times are smaller.
    public static func < (left: LocalTime, right: LocalTime) -> Bool {
        (left.day, left.hour, left.minute) < (right.day, right.hour, right.minute)
    }

    private init?(day: CalendarDay, clock: some StringProtocol) {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let hour = Digits.value(parts[0]), let minute = Digits.value(parts[1])
        else { return nil }
        self.init(day: day, hour: hour, minute: minute)
    }

    private static func minutes(offset text: some StringProtocol) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        let digits = String(text.dropFirst()).filter { $0 != ":" }
        guard let sign = text.first, sign == "+" || sign == "-", digits.utf8.count == 4,
            let value = Digits.value(digits)
        else { return nil }
        let minutes = value / 100 * 60 + value % 100
        return sign == "-" ? -minutes : minutes
    }

    private func inBerlin(offset: Int) -> LocalTime? {
        guard let berlin = TimeZone(identifier: "Europe/Berlin"), let written = TimeZone(secondsFromGMT: offset * 60)
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = written
        let moment = DateComponents(year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
        guard let date = calendar.date(from: moment) else { return nil }
        calendar.timeZone = berlin
        let local = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        guard let year = local.year, let month = local.month, let number = local.day, let hour = local.hour,
            let minute = local.minute, let day = CalendarDay(year: year, month: month, day: number)
        else { return nil }
        return LocalTime(day: day, hour: hour, minute: minute)
    }
}

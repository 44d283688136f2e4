/// A time of day on the wall, without a time zone.
public struct ClockTime: Hashable, Sendable, Comparable {
    /// Seconds since midnight, as the clock on the wall counts them.
    let seconds: Int

    /// The last second of a day: a period of days ends with the end of its last day (§ 188 (1) BGB).
    public static let endOfDay = ClockTime(seconds: 86_399)

    private init(seconds: Int) {
        self.seconds = seconds
    }

    /// An hour and a minute.
    public init(hour: Int, minute: Int) throws(InvalidInput) {
        guard (0...23).contains(hour), (0...59).contains(minute) else {
            throw InvalidInput(.time, .notATime("\(Digits.padded(hour, to: 2)):\(Digits.padded(minute, to: 2))"))
        }
        seconds = hour * 3600 + minute * 60
    }

    /// Reads `HH:MM`; `24:00` is the end of the day.
    public init(parsing text: String) throws(InvalidInput) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 0x3a, let hour = Digits.value(bytes[0..<2]),
            let minute = Digits.value(bytes[3..<5])
        else { throw InvalidInput(.time, .malformed(text)) }
        if hour == 24, minute == 0 {
            self = .endOfDay
        } else {
            try self.init(hour: hour, minute: minute)
        }
    }

    /// Earlier comes first.
    public static func < (left: ClockTime, right: ClockTime) -> Bool {
        left.seconds < right.seconds
    }

    /// The time as people say it; the end of the day is 24:00.
    public var statement: Statement {
        if self == .endOfDay { return Statement(.timeEndOfDay) }
        let hour = Digits.padded(seconds / 3600, to: 2)
        let minute = Digits.padded(seconds / 60 % 60, to: 2)
        return Statement(.time, ["hour": .text(hour), "minute": .text(minute)])
    }
}

extension ClockTime: CustomStringConvertible {
    /// The time as `HH:MM:SS`.
    public var description: String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Digits.padded($0, to: 2) }.joined(separator: ":")
    }
}

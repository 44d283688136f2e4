import CouncilLaw

/// A moment as it stands in the journal: `YYYY-MM-DDTHH:MM:SS+HH:MM`, what the clocks in Germany show.
///
/// A time in another zone is refused, so that nobody reads an hour that was not meant.
public struct PostalTime: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The day.
    public let date: CalendarDate
    /// Seconds since 1 January 1970, 00:00, in Greenwich.
    public let secondsSince1970: Int
    /// The text.
    public let description: String

    /// Reads the text; nil if it has another form, does not exist, or is not German time.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 25, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), text.utf8.allSatisfy({ $0 < 0x80 }),
            let date = try? CalendarDate(parsing: String(text.prefix(10))),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), second < 60,
            let time = try? ClockTime(hour: hour, minute: minute),
            let offset = [1, 2].first(where: { String(text.suffix(6)) == "+0\($0):00" })
        else { return nil }
        switch BerlinTime.meaning(of: time, on: date) {
        case .once(offset), .twice(offset, _), .twice(_, offset): break
        default: return nil
        }
        self.date = date
        secondsSince1970 = Self.epoch.days(until: date) * 86_400 + hour * 3_600 + minute * 60 + second - offset * 3_600
        description = text
    }

    /// The moment so many seconds after 1 January 1970 in Greenwich, for the years from 1981 to 9998.
    public init?(secondsSince1970 seconds: Int) {
        guard (347_155_200...253_300_000_000).contains(seconds) else { return nil }
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        for offset in [2, 1] {
            let local = seconds + offset * 3_600
            guard let date = try? Self.epoch.adding(days: local / 86_400) else { return nil }
            let clock = [local / 3_600 % 24, local / 60 % 60, local % 60].map(two).joined(separator: ":")
            if let time = PostalTime("\(date)T\(clock)+0\(offset):00") {
                self = time
                return
            }
        }
        return nil
    }

    /// The moment when a period ends.
    ///
    /// The end of a day is its last second in writing; whatever arrives with the last stroke of midnight is in time.
    public init?(_ moment: BerlinMoment) { self.init(moment.description) }

    private static let epoch = CalendarDate(unixEpoch: ())

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var result = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            result = result * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return result
    }

    /// Earlier comes first.
    public static func < (left: PostalTime, right: PostalTime) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = PostalTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "time")
        }
        self = time
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CalendarDate {
    /// 1 January 1970.
    fileprivate init(unixEpoch: Void) {
        guard let day = try? CalendarDate(year: 1970, month: 1, day: 1) else { preconditionFailure("no such day") }
        self = day
    }
}

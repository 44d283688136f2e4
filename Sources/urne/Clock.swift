import Foundation

/// The one place where the programs look at a clock, to say when an act was done.
///
/// Nothing is decided by it.
enum Clock {
    /// The time where the council sits, such as `2026-11-22T18:05:00+01:00`.
    static func now() -> String {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(identifier: "Europe/Berlin")
        formatter.formatOptions = [.withInternetDateTime]
        return formatter.string(from: Date())
    }

    /// The same moment as the header of a mail has it (RFC 5322 section 3.3), such as `Sun, 22 Nov 2026 18:05:00 +0100`.
    static func mailDate(_ date: Date = Date()) -> String {
        let formatter = DateFormatter()
        // The names of days and months are English, wherever the program runs.
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Europe/Berlin")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss xx"
        return formatter.string(from: date)
    }
}

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
}

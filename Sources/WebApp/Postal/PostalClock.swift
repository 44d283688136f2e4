import Foundation
import PostalVote

/// The machine's clock, as entries of postal votes write it.
public enum PostalClock {
    /// Now; nil only for a clock that is decades off.
    @Sendable public static func now() -> PostalTime? {
        PostalTime(secondsSince1970: Int(Date().timeIntervalSince1970))
    }
}

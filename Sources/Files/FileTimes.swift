import Foundation

/// File times that tell nothing.
///
/// The time of a store's last write is the time of the last draw or ballot; with one member left it names the member.
/// Therefore stores set their files to one constant time after each transaction (protocol section 16).
public enum FileTimes {
    /// 1 January 2000, 00:00 UTC, in seconds since 1970.
    public static let constant = 946_684_800

    /// Sets access and modification time of a file, if it exists.
    public static func flatten(_ path: String) {
        let time = timespec(tv_sec: constant, tv_nsec: 0)
        var times = [time, time]
        _ = unsafe utimensat(AT_FDCWD, path, &times, 0)
    }
}

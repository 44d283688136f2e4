import Foundation

/// File times that tell nothing.
///
/// The time of a store's last write is the time of the last draw or ballot; with one member left it names the member.
/// Therefore stores set their files, and the folder they are in, to one constant time after each transaction (protocol
/// section 16). The time of the last change of a file's own data (`ctime`) cannot be set on Linux; only the file system's
/// own forensics show it.
public enum FileTimes {
    /// 1 January 2000, 00:00 UTC, in seconds since 1970.
    public static let constant = 946_684_800

    /// Sets access and modification time of a file or folder, if it exists.
    public static func flatten(_ path: String) {
        let time = timespec(tv_sec: constant, tv_nsec: 0)
        var times = [time, time]
        _ = unsafe utimensat(AT_FDCWD, path, &times, 0)
    }
}

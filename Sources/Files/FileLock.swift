import Foundation

/// One at a time, across processes and threads.
public enum FileLock {
    /// Runs `body` while no other process or thread holds the lock of this file, which is made if it is not there.
    ///
    /// Throws a ``FileError`` if the file cannot be opened, or what `body` throws. Not to be nested for one file.
    public static func hold<R>(_ path: String, _ body: () throws -> R) throws -> R {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(.write, path: path, code: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileError(.write, path: path, code: errno) }
        }
        return try body()
    }
}

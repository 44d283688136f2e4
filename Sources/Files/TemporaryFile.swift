import Foundation

/// The file in which a new content grows before it gets its name.
///
/// It stands beside the final file, so that it is on the same disk; it is hidden, and has the same name each time, so
/// that what a crash leaves is replaced by the next try. Its lock keeps two writers, in one process or several, from
/// taking each other's half-written content.
struct TemporaryFile: ~Copyable {
    let path: String
    private let final: String
    private let descriptor: Int32

    /// Where the temporary file of `path` is.
    static func path(beside path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).new").path
    }

    /// Opens an empty file that nobody else writes, waiting for others to finish.
    init(beside final: String, mode: mode_t) throws(FileError) {
        let path = Self.path(beside: final)
        while true {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
            guard descriptor >= 0 else { throw FileError(.write, path: final, code: errno) }
            while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
            var ours = stat()
            var named = stat()
            let isNamed = fstat(descriptor, &ours) == 0 && lstat(path, &named) == 0 && ours.st_ino == named.st_ino
            if isNamed, ours.st_size == 0, ours.st_nlink == 1 {
                // One that a crash left may be readable by others.
                fchmod(descriptor, ours.st_mode & 0o777 & mode)
                self.path = path
                self.final = final
                self.descriptor = descriptor
                return
            }
            // Another writer has given the file its name; or a crash left one, which may be a second name of a finished
            // file and is therefore removed, not emptied.
            if isNamed { unlink(path) }
            Foundation.close(descriptor)
        }
    }

    /// Writes the content, down to the disk; takes the file away if that fails.
    func fill(_ bytes: [UInt8]) throws(FileError) {
        var code: Int32 = 0
        var position = 0
        while position < bytes.count, code == 0 {
            let count = bytes[position...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { position += count } else if errno != EINTR { code = errno }
        }
        if code == 0, fsync(descriptor) != 0 { code = errno }
        guard code == 0 else { throw FileError(.write, path: final, code: code) }
    }

    /// Takes the temporary name away.
    func remove() { unlink(path) }

    /// Lets the next writer in; takes the file away unless it has got its name.
    func close() {
        var ours = stat()
        var named = stat()
        if fstat(descriptor, &ours) == 0, lstat(path, &named) == 0, ours.st_ino == named.st_ino { unlink(path) }
        Foundation.close(descriptor)
    }
}

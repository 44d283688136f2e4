import Foundation

/// Why a file could not be written or read; holds the path and the system's reason, never content.
public struct FileError: Error, Hashable, Sendable {
    /// What was tried.
    public enum Operation: String, Sendable {
        case read, write, makeFolder
        /// The file exists, and what it holds must not be replaced.
        case exists
        /// Other people of the machine could read it.
        case permissions
        /// The content has another form.
        case form
    }

    /// What was tried.
    public let operation: Operation
    /// The file or folder.
    public let path: String
    /// The system's error number, or 0.
    public let code: Int32

    /// An error.
    public init(_ operation: Operation, path: String, code: Int32 = 0) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// The disk is full.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// The system's reason in words, such as "Permission denied".
    public var reason: String { code == 0 ? "" : String(cString: strerror(code)) }
}

/// Files that appear only when they are complete, and are on disk when the call returns.
public enum AtomicFile {
    /// Writes a file, replacing one that is there.
    ///
    /// `mode` is the permission of the new file. Throws a ``FileError``; the old file then stands unchanged.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(FileError) {
        let temporary = temporaryPath(path)
        try writeNew(bytes, to: temporary, for: path, mode: mode)
        WritePoint.reach("before rename \(path)")
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw FileError(.write, path: path, code: code)
        }
        flushFolder(of: path)
        WritePoint.reach("after rename \(path)")
    }

    /// Writes a file that must not exist yet.
    ///
    /// Throws a ``FileError``, `exists` if there is one; it then stands unchanged.
    public static func create(_ bytes: [UInt8], at path: String, mode: mode_t = 0o644) throws(FileError) {
        let temporary = temporaryPath(path)
        try writeNew(bytes, to: temporary, for: path, mode: mode)
        defer { unlink(temporary) }
        // Unlike `rename`, `link` refuses to replace.
        guard link(temporary, path) == 0 else {
            let code = errno
            throw FileError(code == EEXIST ? .exists : .write, path: path, code: code)
        }
        flushFolder(of: path)
    }

    /// Reads a file of at most `limit` bytes.
    public static func read(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.read, path: path, code: errno) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw FileError(.read, path: path, code: errno) }
        guard information.st_mode & S_IFMT != S_IFDIR else { throw FileError(.read, path: path, code: EISDIR) }
        var result: [UInt8] = []
        result.reserveCapacity(min(Int(information.st_size) + 1, limit + 1))
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while result.count <= limit {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw FileError(.read, path: path, code: errno) }
            if count == 0 { return result }
            result += buffer[..<count]
        }
        throw FileError(.read, path: path, code: EFBIG)
    }

    /// Beside the file, so that it is on the same disk; hidden, and the same name each time, so that what a crash leaves
    /// is replaced by the next try.
    private static func temporaryPath(_ path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).new").path
    }

    /// Writes the temporary file; errors name the file that the caller knows.
    private static func writeNew(
        _ bytes: [UInt8],
        to temporary: String,
        for path: String,
        mode: mode_t
    ) throws(FileError) {
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError(.write, path: path, code: errno) }
        var code: Int32 = 0
        var position = 0
        while position < bytes.count, code == 0 {
            let count = bytes[position...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { code = errno } else { position += count }
        }
        if code == 0, fsync(descriptor) != 0 { code = errno }
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else {
            unlink(temporary)
            throw FileError(.write, path: path, code: code)
        }
    }

    /// Makes a new name durable; a failure only means that a power loss could take it back, so it is not an error.
    private static func flushFolder(of path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

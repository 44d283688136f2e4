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
        let temporary = try TemporaryFile(beside: path, mode: mode)
        defer { temporary.close() }
        try temporary.fill(bytes)
        WritePoint.reach("before rename \(path)")
        guard rename(temporary.path, path) == 0 else { throw FileError(.write, path: path, code: errno) }
        flushFolder(of: path)
        WritePoint.reach("after rename \(path)")
    }

    /// Writes a file that must not exist yet.
    ///
    /// Throws a ``FileError``, `exists` if there is one; it then stands unchanged.
    public static func create(_ bytes: [UInt8], at path: String, mode: mode_t = 0o644) throws(FileError) {
        let temporary = try TemporaryFile(beside: path, mode: mode)
        defer { temporary.close() }
        try temporary.fill(bytes)
        WritePoint.reach("before link \(path)")
        // Unlike `rename`, `link` refuses to replace.
        guard link(temporary.path, path) == 0 else {
            let code = errno
            throw FileError(code == EEXIST ? .exists : .write, path: path, code: code)
        }
        WritePoint.reach("after link \(path)")
        temporary.remove()
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
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(.read, path: path, code: errno) }
            if count == 0 { return result }
            result += buffer[..<count]
        }
        throw FileError(.read, path: path, code: EFBIG)
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

import Foundation
import Ristretto255
import StrictJSON

/// Secrets on disk: one per file, mode 0600, lowercase hex and a line feed.
public enum SecretFile {
    /// Writes a secret to a new file; `store` lends its bytes, in one or several pieces.
    ///
    /// Throws a ``FileError``, `exists` if there is a file already.
    public static func create(
        _ path: String,
        _ store: ((UnsafeRawBufferPointer) -> Void) -> Void
    ) throws(FileError) {
        var text = hex(store)
        defer { wipe(&text) }
        try AtomicFile.create(text, at: path, mode: 0o600)
    }

    /// The same, replacing a file that is there.
    public static func replace(
        _ path: String,
        _ store: ((UnsafeRawBufferPointer) -> Void) -> Void
    ) throws(FileError) {
        var text = hex(store)
        defer { wipe(&text) }
        try AtomicFile.write(text, to: path, mode: 0o600)
    }

    /// Reads a secret of `byteCount` bytes, or of any length; the caller wipes it.
    ///
    /// Throws a ``FileError``, `permissions` if others can read the file.
    public static func read(_ path: String, byteCount: Int? = nil) throws(FileError) -> [UInt8] {
        var text = try readText(path)
        defer { wipe(&text) }
        if text.last == 0x0A { text.removeLast() }
        guard let bytes = try? Hex.decode(String(decoding: text, as: UTF8.self), field: "", byteCount: byteCount)
        else { throw FileError(.form, path: path) }
        return bytes
    }

    /// Reads a small secret text, such as a code file; the caller wipes it.
    public static func readText(_ path: String) throws(FileError) -> [UInt8] {
        var information = stat()
        guard stat(path, &information) == 0 else { throw FileError(.read, path: path, code: errno) }
        guard information.st_mode & 0o077 == 0 || information.st_mode & S_IFMT != S_IFREG else {
            throw FileError(.permissions, path: path)
        }
        return try AtomicFile.read(path, limit: 4096)
    }

    /// Overwrites a secret and removes the file; nothing happens if it is not there.
    ///
    /// What a crash left of writing it goes, too.
    public static func erase(_ path: String) {
        eraseOne(TemporaryFile.path(beside: path))
        eraseOne(path)
    }

    private static func eraseOne(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            var information = stat()
            fstat(descriptor, &information)
            let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: Int(information.st_size))
            _ = zeros.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            fsync(descriptor)
            close(descriptor)
        }
        unlink(path)
    }

    private static func hex(_ store: ((UnsafeRawBufferPointer) -> Void) -> Void) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        // One allocation, so that growing leaves no copies of the secret behind.
        text.reserveCapacity(1024)
        store { bytes in
            for byte in bytes {
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
        text.append(0x0A)
        return text
    }
}

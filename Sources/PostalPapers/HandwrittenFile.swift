import Files

/// A JSON file that people write by hand.
public enum HandwrittenFile {
    /// Its bytes without blanks before and after, as editors end a file with a line feed.
    ///
    /// Throws a `FileError`.
    public static func bytes(_ path: String) throws(FileError) -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let bytes = try AtomicFile.read(path, limit: 1 << 24)
        let first = bytes.firstIndex { !blanks.contains($0) } ?? bytes.endIndex
        let last = bytes.lastIndex { !blanks.contains($0) } ?? first
        return first < bytes.endIndex ? Array(bytes[first...last]) : []
    }
}

import Foundation

/// An archive in the common form (POSIX ustar), so that `tar` can list and open it.
///
/// Names are ASCII of at most 100 bytes; owners, times and modes are constant and tell nothing.
public enum TarFile {
    /// One file in an archive.
    public struct Entry: Sendable {
        /// Its path.
        public let name: String
        /// Its content.
        public let bytes: [UInt8]

        /// An entry.
        public init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    private static let block = 512

    /// The archive of these files.
    public static func write(_ entries: [Entry]) -> [UInt8] {
        var archive: [UInt8] = []
        archive.reserveCapacity(entries.reduce(2 * block) { $0 + $1.bytes.count + 2 * block })
        for entry in entries {
            archive += header(entry)
            archive += entry.bytes
            archive += zeros((block - entry.bytes.count % block) % block)
        }
        return archive + zeros(2 * block)
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    private static func header(_ entry: Entry) -> [UInt8] {
        precondition(entry.name.utf8.count <= 100)
        var header = zeros(block)
        func put(_ text: String, at position: Int) {
            for (offset, byte) in text.utf8.enumerated() { header[position + offset] = byte }
        }
        put(entry.name, at: 0)
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(entry.bytes.count, 11), at: 124)
        put(octal(FileTimes.constant, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6), at: 148)
        header[154] = 0
        return header
    }

    private static func octal(_ number: Int, _ digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The files of an archive; nil if it is none or has been cut off.
    public static func read(_ archive: [UInt8]) -> [Entry]? {
        var entries: [Entry] = []
        var position = 0
        while position + block <= archive.count {
            let header = archive[position..<(position + block)]
            position += block
            if header.allSatisfy({ $0 == 0 }) { return entries }
            func text(_ start: Int, _ count: Int) -> String {
                let field = header[(header.startIndex + start)..<(header.startIndex + start + count)]
                return String(decoding: field.prefix { $0 != 0 && $0 != 0x20 }, as: UTF8.self)
            }
            let sum = header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
            guard Int(text(148, 8), radix: 8) == sum, let count = Int(text(124, 12), radix: 8), count >= 0,
                count <= archive.count - position, text(156, 1) == "0"
            else { return nil }
            entries.append(Entry(text(0, 100), Array(archive[position..<(position + count)])))
            position += (count + block - 1) / block * block
        }
        return nil
    }
}

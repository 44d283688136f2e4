/// The lines of a `*.jsonl` file: every line ends with one line feed and nothing else (protocol section 2).
struct Lines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    /// Refuses a file whose last line has no line feed.
    init(_ bytes: [UInt8], file: String) throws(Fault) {
        if let last = bytes.last, last != 0x0A {
            let lines = bytes.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
            throw Fault(.noFinalLineFeed, file: file, line: lines)
        }
        self.bytes = bytes
    }

    /// The next line without its line feed, and its number from 1.
    mutating func next() -> (number: Int, line: ArraySlice<UInt8>)? {
        guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0x0A) else { return nil }
        defer { position = end + 1 }
        number += 1
        return (number, bytes[position..<end])
    }
}

/// What one walk over a text can tell before and after it is parsed: where strings are, and how deep brackets nest.
struct Structure {
    /// The deepest nesting that is read.
    ///
    /// Parsing and copying recurse once for each level. No message of the protocol nests deeper than four levels; foreign
    /// files have a few more.
    static let maximumDepth = 64

    /// Where the nesting goes deeper than ``maximumDepth``; line and column count from 1.
    private(set) var tooDeep: (line: Int, column: Int)?
    /// Whether a minus sign stands outside all strings.
    private(set) var hasMinus = false
    /// At least as many as there are values in the text: one, and one for each bracket and comma outside strings.
    private(set) var values = 1
    /// The last complete string, with its quotation marks.
    private(set) var lastString: Range<Int>?

    /// Walks over the first `count` bytes.
    init(_ bytes: [UInt8], count: Int) {
        var depth = 0
        var line = 1
        var column = 0
        var opening: Int?
        var escaped = false
        for index in 0..<min(count, bytes.count) {
            let byte = bytes[index]
            // Bytes that continue a character do not count as columns.
            if byte & 0xC0 != 0x80 { column += 1 }
            if let start = opening {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    lastString = start..<index + 1
                    opening = nil
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): opening = index
            case UInt8(ascii: "-"): hasMinus = true
            case UInt8(ascii: ","): values += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                values += 1
                if depth > Self.maximumDepth {
                    tooDeep = (line, column)
                    return
                }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case 0x0A:
                line += 1
                column = 0
            default: break
            }
        }
    }
}

/// Splits the bytes of a table into rows and cells (RFC 4180, with the line ends and separators of practice).
struct CSVScanner {
    let text: [UInt8]
    let separator: UInt8
    let file: String

    private var position = 0
    private var line = 1

    init(text: [UInt8], separator: UInt8, file: String) {
        self.text = text
        self.separator = separator
        self.file = file
    }

    /// All rows, also empty ones.
    mutating func rows() throws(ImportError) -> [CSVTable.Row] {
        var rows: [CSVTable.Row] = []
        while position < text.count {
            let start = line
            var cells = [try cell()]
            while position < text.count, text[position] == separator {
                position += 1
                cells.append(try cell())
            }
            takeLineEnd()
            rows.append(CSVTable.Row(line: start, cells: cells))
        }
        return rows
    }

    private mutating func cell() throws(ImportError) -> String {
        guard position < text.count, text[position] == Self.quote else {
            // A quote inside an unquoted cell stands for itself, as in Excel.
            let start = position
            while position < text.count, !isEndOfCell { position += 1 }
            return String(decoding: text[start..<position], as: UTF8.self)
        }
        let opened = line
        position += 1
        var content: [UInt8] = []
        while position < text.count {
            if text[position] == Self.quote {
                position += 1
                guard position < text.count, text[position] == Self.quote else {
                    guard position == text.count || isEndOfCell else {
                        throw ImportError(file, line: line, .textAfterQuote)
                    }
                    return String(decoding: content, as: UTF8.self)
                }
                content.append(Self.quote)
                position += 1
            } else if isLineEnd {
                takeLineEnd()
                content.append(0x0A)
            } else {
                content.append(text[position])
                position += 1
            }
        }
        throw ImportError(file, line: opened, .unclosedQuote)
    }

    private static let quote = UInt8(ascii: "\"")

    private var isLineEnd: Bool { text[position] == 0x0A || text[position] == 0x0D }

    private var isEndOfCell: Bool { text[position] == separator || isLineEnd }

    /// Skips LF, CRLF or a lone CR, which counts as one line end.
    private mutating func takeLineEnd() {
        guard position < text.count, isLineEnd else { return }
        let isPair = text[position] == 0x0D && position + 1 < text.count && text[position + 1] == 0x0A
        position += isPair ? 2 : 1
        line += 1
    }
}

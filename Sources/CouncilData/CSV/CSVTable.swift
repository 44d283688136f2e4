/// A table as spreadsheet programs write it, in particular Excel on a German machine.
///
/// The separator is a semicolon, a comma or a tab; cells may be quoted, with doubled quotes and line breaks inside; the
/// text is UTF-8 with or without byte order mark, or Windows-1252. Rows without any content are left out.
public struct CSVTable: Sendable {
    /// One row below the header.
    public struct Row: Sendable, Hashable {
        /// The line of the file the row starts on, from 1.
        public let line: Int
        /// The cells as written.
        public let cells: [String]
    }

    /// The name of the file.
    public let file: String
    /// The line of the header.
    public let headerLine: Int
    /// The cells of the first row.
    public let header: [String]
    /// The other rows; no row has more cells than the header.
    public let rows: [Row]
    /// What was tolerated while reading.
    public let notices: [Notice]

    /// Reads the file at `path`.
    public init(contentsOf path: String) throws(ImportError) {
        try self.init(SourceFile(path: path))
    }

    /// Reads a file.
    public init(_ source: SourceFile) throws(ImportError) {
        var log = NoticeLog()
        let text = try source.text(&log)
        let separator = Self.separator(of: text)
        var scanner = CSVScanner(text: text, separator: separator.byte, file: source.name)
        var all = try scanner.rows()
        if separator.isDeclared, !all.isEmpty { all.removeFirst() }
        all.removeAll { row in row.cells.allSatisfy { PlainText.line($0).text.isEmpty } }
        guard let first = all.first else { throw ImportError(source.name, .noRows) }

        // Columns that are empty in the header and everywhere else come from formatted but unused cells.
        var width = first.cells.count
        while width > 0, PlainText.line(first.cells[width - 1]).text.isEmpty { width -= 1 }
        var rows: [Row] = []
        for row in all.dropFirst() {
            let extra = row.cells.dropFirst(width)
            guard extra.allSatisfy({ PlainText.line($0).text.isEmpty }) else {
                throw ImportError(
                    source.name,
                    line: row.line,
                    .tooManyCells(expected: width, found: row.cells.count)
                )
            }
            if row.cells.count < width { log.add(source.name, nil, line: row.line, .shortRow) }
            rows.append(Row(line: row.line, cells: Array(row.cells.prefix(width))))
        }
        self.file = source.name
        self.headerLine = first.line
        self.header = Array(first.cells.prefix(width))
        self.rows = rows
        self.notices = log.notices
    }

    /// The separator: the one that a first line `sep=;` names, else the most frequent one of the header.
    private static func separator(of text: [UInt8]) -> (byte: UInt8, isDeclared: Bool) {
        let candidates = Array(";,\t".utf8)
        let firstLine = text.prefix { $0 != 0x0A && $0 != 0x0D }
        let declaration = String(decoding: firstLine.prefix(16), as: UTF8.self).filter { $0 != "\"" }
        if declaration.utf8.count == 5, declaration.lowercased().hasPrefix("sep="),
            let byte = declaration.utf8.last, candidates.contains(byte)
        {
            return (byte, true)
        }
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in text.drop(while: { $0 == 0x0A || $0 == 0x0D }) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        // The semicolon wins a draw: it is what a German Excel writes.
        let best = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
        return (candidates[best], false)
    }
}

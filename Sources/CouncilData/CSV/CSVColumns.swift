/// A column that a list may have.
public struct CSVColumn: Sendable {
    /// The name in this program.
    public let name: String
    /// What a header may say instead; case, spaces and punctuation do not count.
    public let synonyms: [String]
    /// Whether the list is refused without it.
    public let isRequired: Bool
    /// Whether its absence is worth a notice.
    public let isExpected: Bool

    /// A column.
    public init(_ name: String, _ synonyms: [String] = [], isRequired: Bool = false, isExpected: Bool = true) {
        self.name = name
        self.synonyms = synonyms
        self.isRequired = isRequired
        self.isExpected = isExpected
    }
}

/// One row with cells by the names of their columns.
public struct CSVRecord: Sendable {
    /// The line of the file the row starts on.
    public let line: Int
    let cells: [String: String]

    /// The cell as written; empty if the column is absent.
    public subscript(_ column: String) -> String { cells[column] ?? "" }
}

extension CSVTable {
    /// The rows by the names of `columns`, whatever their order in the file; unknown columns are reported and left out.
    public func records(_ columns: [CSVColumn]) throws(ImportError) -> Imported<[CSVRecord]> {
        var log = NoticeLog()
        var places: [String: Int] = [:]
        for (index, title) in header.enumerated() {
            let key = Self.key(title)
            guard let column = columns.first(where: { ([$0.name] + $0.synonyms).map(Self.key).contains(key) }) else {
                if !key.isEmpty {
                    log.add(file, nil, line: headerLine, .unknownColumn(name: PlainText.line(title).text))
                }
                continue
            }
            guard places.updateValue(index, forKey: column.name) == nil else {
                throw ImportError(file, line: headerLine, .duplicateColumn(column.name))
            }
        }
        for column in columns where places[column.name] == nil {
            if column.isRequired { throw ImportError(file, line: headerLine, .missingColumn(column.name)) }
            if column.isExpected { log.add(file, nil, line: headerLine, .absentColumn(name: column.name)) }
        }
        guard !rows.isEmpty else { throw ImportError(file, .noRows) }
        let records = rows.map { row in
            CSVRecord(line: row.line, cells: places.compactMapValues { $0 < row.cells.count ? row.cells[$0] : nil })
        }
        return Imported(records, notices: notices + log.notices)
    }

    /// A title without case, spaces and punctuation: "E-Mail" and "email" are one column.
    private static func key(_ title: String) -> String {
        title.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension CSVRecord {
    /// A cell as one clean line, or nil if it says nothing.
    func line(_ column: String, _ file: String, _ log: inout NoticeLog) -> String? {
        let cleaned = PlainText.line(self[column])
        report(cleaned, column, file, &log)
        return PlainText.meaning(cleaned.text)
    }

    /// A cell as clean lines, or nil if it says nothing.
    func lines(_ column: String, _ file: String, _ log: inout NoticeLog) -> String? {
        let cleaned = PlainText.lines(self[column])
        report(cleaned, column, file, &log)
        return PlainText.meaning(cleaned.text)
    }

    private func report(_ cleaned: PlainText.Cleaned, _ column: String, _ file: String, _ log: inout NoticeLog) {
        if cleaned.hadHiddenCharacters { log.add(file, nil, line: line, .hiddenCharacters(field: column)) }
        if cleaned.hadNoBreakSpace { log.add(file, nil, line: line, .noBreakSpace(field: column)) }
    }
}

import StrictJSON

/// Reads the text of one file as JSON, as vendors write it.
enum OParlText {
    static func parse(_ source: SourceFile, _ log: inout NoticeLog) throws(ImportError) -> JSON {
        let text = try source.text(&log)
        if source.hasByteOrderMark { log.add(source.name, nil, .byteOrderMark) }
        do {
            return try JSON(lenient: text, refusingDuplicates: true)
        } catch {
            if case .duplicateName(let name) = error {
                throw ImportError(source.name, line: error.line(in: text), .duplicateField(name))
            }
        }

        // Not JSON as it stands; raw control characters inside strings are the known reason.
        let repaired = Repaired(text)
        do {
            let value = try JSON(lenient: repaired.text, refusingDuplicates: true)
            log.add(source.name, nil, .controlCharacters)
            return value
        } catch {
            let line = error.line(in: repaired.text).map(repaired.originalLine)
            switch error {
            case .duplicateName(let name): throw ImportError(source.name, line: line, .duplicateField(name))
            case .malformed(_, let column): throw ImportError(source.name, line: line, .malformedJSON(column: column))
            default: throw ImportError(source.name, .malformedJSON(column: 1))
            }
        }
    }

    /// A text whose control characters inside strings are escaped.
    private struct Repaired {
        private(set) var text: [UInt8] = []
        /// For each line of the repaired text the line of the file it starts on: an escaped line break joins two lines.
        private var lines = [1]

        init(_ original: [UInt8]) {
            text.reserveCapacity(original.count)
            var line = 1
            var isInString = false
            var isEscaped = false
            for byte in original {
                if byte == 0x0A { line += 1 }
                if isInString, byte < 0x20 {
                    // After a backslash the control character takes the place of the escaped one.
                    if isEscaped { text.append(UInt8(ascii: "\\")) }
                    text += Array("\\u00\(Hex.encode([byte]))".utf8)
                    isEscaped = false
                    continue
                }
                text.append(byte)
                if byte == 0x0A { lines.append(line) }
                if isInString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isInString = false
                    }
                } else if byte == UInt8(ascii: "\"") {
                    isInString = true
                }
            }
        }

        func originalLine(_ line: Int) -> Int {
            lines.indices.contains(line - 1) ? lines[line - 1] : lines.last ?? line
        }
    }
}

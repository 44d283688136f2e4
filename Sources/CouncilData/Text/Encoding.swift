/// What a file that is no text seems to be, so that the message can say what to do instead.
public enum FileFormat: String, CaseIterable, Sendable {
    case image, pdf
    /// An Excel or LibreOffice workbook, or another ZIP archive.
    case workbook
    /// Text in UTF-16, which Excel calls Unicode text.
    case utf16
    case binary
}

extension SourceFile {
    /// The text of the file as UTF-8 without byte order mark.
    ///
    /// Bytes that are no UTF-8 are read as Windows-1252, in which any byte has a meaning; that is reported.
    func text(_ log: inout NoticeLog) throws(ImportError) -> [UInt8] {
        guard !bytes.isEmpty else { throw ImportError(name, .emptyFile) }
        if let format = Self.format(of: bytes) { throw ImportError(name, .notText(format)) }
        let content = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
        if String(validating: content, as: UTF8.self) != nil { return content }
        log.add(name, nil, .windows1252)
        var text = String.UnicodeScalarView()
        for byte in content { text.append(Self.windows1252(byte)) }
        return Array(String(text).utf8)
    }

    /// Whether the file starts with U+FEFF in UTF-8.
    var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    private static func format(of bytes: [UInt8]) -> FileFormat? {
        let signatures: [(FileFormat, [UInt8])] = [
            (.image, [0x89, 0x50, 0x4E, 0x47]), (.image, [0xFF, 0xD8, 0xFF]), (.image, Array("GIF8".utf8)),
            (.pdf, Array("%PDF".utf8)), (.workbook, [0x50, 0x4B, 0x03, 0x04]), (.workbook, [0xD0, 0xCF, 0x11, 0xE0]),
            (.utf16, [0xFF, 0xFE]), (.utf16, [0xFE, 0xFF]),
        ]
        if let known = signatures.first(where: { bytes.starts(with: $0.1) }) { return known.0 }
        return bytes.contains(0) ? .binary : nil
    }

    /// The character of one byte; the five bytes without one become U+FFFD.
    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        let high: [UInt16] = [
            0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
            0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
            0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
        ]
        guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(high[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }
}

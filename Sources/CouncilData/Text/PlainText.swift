/// Text that shows what it holds.
///
/// A roll is compared by eye. A name with an override of the reading direction, or with an invisible character, can
/// look like another name; so such characters never get in. They are taken out and reported instead of refusing the
/// file, because a clerk cannot see what they should correct. Marks that scripts need (joiners, the left-to-right and
/// right-to-left marks) stay.
enum PlainText {
    /// A cleaned text and what was done to it.
    struct Cleaned {
        var text: String
        var hadNoBreakSpace = false
        var hadHiddenCharacters = false
    }

    /// One line: line breaks and tabs become spaces, runs of spaces one space.
    static func line(_ raw: String) -> Cleaned {
        var result = Cleaned(text: "")
        var pendingSpace = false
        for scalar in raw.unicodeScalars {
            if isSpace(scalar) {
                if isNoBreakSpace(scalar) { result.hadNoBreakSpace = true }
                pendingSpace = !result.text.isEmpty
            } else if isHidden(scalar) {
                result.hadHiddenCharacters = true
            } else {
                if pendingSpace { result.text.unicodeScalars.append(" ") }
                pendingSpace = false
                result.text.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Several lines, as in an address: each cleaned, empty ones dropped.
    static func lines(_ raw: String) -> Cleaned {
        var result = Cleaned(text: "")
        var lines: [String] = []
        for part in raw.split(whereSeparator: \.isNewline) {
            let cleaned = line(String(part))
            result.hadNoBreakSpace = result.hadNoBreakSpace || cleaned.hadNoBreakSpace
            result.hadHiddenCharacters = result.hadHiddenCharacters || cleaned.hadHiddenCharacters
            if !cleaned.text.isEmpty { lines.append(cleaned.text) }
        }
        result.text = lines.joined(separator: "\n")
        return result
    }

    /// Whether cleaning `text` would change nothing, and something is there.
    static func isLine(_ text: String) -> Bool {
        !text.isEmpty && line(text).text.utf8.elementsEqual(text.utf8)
    }

    /// Whether cleaning the lines of `text` would change nothing, and something is there.
    static func isLines(_ text: String) -> Bool {
        !text.isEmpty && lines(text).text.utf8.elementsEqual(text.utf8)
    }

    /// The text, or nil if it stands for nothing.
    ///
    /// Vendors write empty strings and "N/A" for a missing value. "Null" is not among them: people are called that.
    static func meaning(_ text: String) -> String? {
        text.isEmpty || ["n/a", "-"].contains(text.lowercased()) ? nil : text
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    private static func isNoBreakSpace(_ scalar: Unicode.Scalar) -> Bool {
        [0xA0, 0x2007, 0x202F].contains(scalar.value)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.generalCategory == .control { return true }
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: return true  // overrides and isolates of the reading direction
        case 0xAD, 0x200B, 0x2060, 0xFEFF: return true  // invisible: soft hyphen, zero-width space, word joiner, BOM
        default: return false
        }
    }
}

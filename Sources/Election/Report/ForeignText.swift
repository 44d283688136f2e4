/// Text that somebody else wrote into a record: titles, names, labels, reasons.
///
/// A record comes from a stranger. What it says is shown, what it might do to a terminal or to the order of a line is
/// not: control characters and escapes, marks that turn the reading direction, invisible separators.
public enum ForeignText {
    /// `text` in a form that can be shown on one line; characters that cannot are written as `<U+202E>`.
    ///
    /// Line breaks and tabs become spaces. A text longer than `limit` Unicode scalars is cut and ends in an ellipsis.
    public static func shown(_ text: String, limit: Int = 2000) -> String {
        var shown = String.UnicodeScalarView()
        for (position, scalar) in text.unicodeScalars.enumerated() {
            guard position < limit else {
                shown.append("…")
                break
            }
            switch scalar {
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}": shown.append(" ")
            case _ where isHarmful(scalar):
                shown.append(contentsOf: "<U+\(hexadecimal(scalar))>".unicodeScalars)
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // The two joiners belong to ordinary writing in Persian and in emoji, and move nothing.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

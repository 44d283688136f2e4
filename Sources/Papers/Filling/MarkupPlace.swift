/// Where in a page a reader of HTML is, as far as it decides whether a value may stand there.
///
/// Escaping makes a value harmless in text and in quoted attributes. It does not in a bare attribute, in an address,
/// in a style or in a script.
struct MarkupPlace: Equatable {
    private enum State: Equatable {
        case text
        case tag
        case quoted(by: Unicode.Scalar)
        /// In `<style>` or `<script>`.
        case raw
        case comment
    }

    private var state = State.text
    /// The tag since its `<`, or the text since the last one; short.
    private var recent = ""

    /// In text, where also markup may be put.
    var isText: Bool { state == .text }

    /// A value may stand here.
    var mayHoldValue: Bool {
        switch state {
        case .text: true
        case .quoted: Self.harmless.contains(attribute)
        case .tag, .raw, .comment: false
        }
    }

    /// Attributes that are read as text.
    private static let harmless: Set<String> = ["alt", "class", "content", "lang", "title", "aria-label", "value"]

    /// The name of the attribute whose value begins at the end of `recent`.
    private var attribute: String {
        let head = recent.lowercased().drop { $0 != " " && $0 != "\n" }
        let words = head.split { " \n\t\"'".contains($0) }
        guard let last = words.last(where: { $0.hasSuffix("=") }) else { return "" }
        return String(last.dropLast())
    }

    static func == (left: MarkupPlace, right: MarkupPlace) -> Bool {
        left.state == right.state && (left.state == .text || left.attribute == right.attribute)
    }

    mutating func pass(_ scalar: Unicode.Scalar) {
        switch state {
        case .text:
            guard scalar == "<" else { return }
            recent = ""
            state = .tag
        case .tag:
            passInTag(scalar)
        case .quoted(let quote):
            if scalar == quote {
                recent += " "
                state = .tag
            }
        case .raw:
            recent.unicodeScalars.append(scalar)
            let tail = recent.suffix(9).lowercased()
            if tail.hasSuffix("</style>") || tail.hasSuffix("</script>") { state = .text }
        case .comment:
            recent.unicodeScalars.append(scalar)
            if recent.hasSuffix("-->") { state = .text }
        }
    }

    private mutating func passInTag(_ scalar: Unicode.Scalar) {
        recent.unicodeScalars.append(scalar)
        switch scalar {
        case "\"", "'":
            state = .quoted(by: scalar)
        case ">":
            let tag = recent.lowercased()
            state = tag.hasPrefix("style") || tag.hasPrefix("script") ? .raw : .text
        case "-" where recent == "!--":
            state = .comment
            recent = ""
        default:
            break
        }
    }
}

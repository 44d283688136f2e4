import StrictJSON

extension PostalState {
    /// The text that those who counted sign; the same journal has the same text, and every line is one field.
    ///
    /// It ends with the announcement: signatures, packages and hand-over come after it. Its wording belongs to the version
    /// in its first line, so that an old record is checked with the words it was signed in.
    public var recordText: String { RecordText(niederschrift, .today).text }
}

/// The lines of a Niederschrift, in German.
struct RecordText {
    /// What its first line begins with; the version follows.
    static let head = "URNE-V1-postal "

    private let words: RecordWords
    private var lines: [String]

    var text: String { lines.map { $0 + "\n" }.joined() }

    init(_ niederschrift: Niederschrift, _ words: RecordWords) {
        self.words = words
        lines = [Self.head + String(words.version)]
        add("head", niederschrift.head)
        add("persons", niederschrift.persons)
        add("admission", niederschrift.admission)
        add("count", niederschrift.count)
        add("result", niederschrift.result)
        add("end", Ending(incidents: niederschrift.end.incidents, breaks: niederschrift.end.breaks))
    }

    private struct Ending: Encodable {
        let incidents: [Niederschrift.Note]
        let breaks: [Niederschrift.Pause]
    }

    private mutating func add(_ section: String, _ part: some Encodable) {
        lines += ["", words.label("section.\(section)")]
        // What this room wrote, it can read.
        guard let value = try? JSON(strict: ActCoding.text(of: part).utf8) else { return }
        add(value, "", depth: 1)
    }

    private mutating func add(_ value: JSON, _ name: String, depth: Int) {
        guard case .object(let object) = value else { return }
        for (member, value) in object.members {
            let label = words.label("field.\(member)")
            let indent = String(repeating: "  ", count: depth)
            switch value {
            case .array(let values):
                lines.append("\(indent)\(label): \(values.count)")
                for (index, value) in values.enumerated() {
                    if case .object = value {
                        lines.append("\(indent)  \(index + 1).")
                        add(value, member, depth: depth + 2)
                    } else {
                        lines.append("\(indent)  \(index + 1). \(text(value, of: member))")
                    }
                }
            case .object:
                lines.append("\(indent)\(label)")
                add(value, member, depth: depth + 1)
            default: lines.append("\(indent)\(label): \(text(value, of: member))")
            }
        }
    }

    private func text(_ value: JSON, of member: String) -> String {
        switch value {
        case .string(let text): words.value(text, of: member)
        case .integer(let number): String(number)
        case .bool(let flag): words.label(flag ? "yes" : "no")
        default: ""
        }
    }
}

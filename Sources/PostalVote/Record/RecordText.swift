import StrictJSON
import Words

extension PostalState {
    /// The text that those who counted sign; the same journal has the same text, and every line is one field.
    ///
    /// It ends with the announcement: signatures, packages and hand-over come after it. Its wording belongs to the version
    /// in its first line, so that an old record is checked with the words it was signed in.
    public var recordText: String { RecordText(niederschrift).text }
}

/// The lines of a Niederschrift, in German.
struct RecordText {
    private var lines = ["URNE-V1-postal 1"]

    var text: String { lines.map { $0 + "\n" }.joined() }

    init(_ niederschrift: Niederschrift) {
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
        lines += ["", Self.label("section.\(section)")]
        // What this room wrote, it can read.
        guard let value = try? JSON(strict: ActCoding.text(of: part).utf8) else { return }
        add(value, "", depth: 1)
    }

    private mutating func add(_ value: JSON, _ name: String, depth: Int) {
        guard case .object(let object) = value else { return }
        for (member, value) in object.members {
            let label = Self.label("field.\(member)")
            let indent = String(repeating: "  ", count: depth)
            switch value {
            case .array(let values):
                lines.append("\(indent)\(label): \(values.count)")
                for (index, value) in values.enumerated() {
                    if case .object = value {
                        lines.append("\(indent)  \(index + 1).")
                        add(value, member, depth: depth + 2)
                    } else {
                        lines.append("\(indent)  \(index + 1). \(Self.text(value, of: member))")
                    }
                }
            case .object:
                lines.append("\(indent)\(label)")
                add(value, member, depth: depth + 1)
            default: lines.append("\(indent)\(label): \(Self.text(value, of: member))")
            }
        }
    }

    private static func text(_ value: JSON, of member: String) -> String {
        switch value {
        case .string(let text):
            let key = "postal.value.\(member).\(text)"
            let word = Words.sentence(key, in: .german)
            return word == key ? text : word
        case .integer(let number): return String(number)
        case .bool(let flag): return label(flag ? "yes" : "no")
        default: return ""
        }
    }

    private static func label(_ key: String) -> String { Words.sentence("postal.record.\(key)", in: .german) }
}

import StrictJSON

/// The two languages the program speaks.
public enum Language: String, CaseIterable, Sendable {
    case german = "de"
    case english = "en"
}

/// The catalogue of sentences for people.
///
/// A sentence has a key such as `verify.V1.ok` and holes such as `{line}`; each area of the program has one file per
/// language in `Catalogue`.
public enum Words {
    /// The sentence behind `key` with its holes filled; the key itself if there is none, which a test rules out.
    public static func sentence(_ key: String, _ holes: [String: String] = [:], in language: Language) -> String {
        guard let pattern = catalogue[language]?[key] else { return key }
        return fill(pattern, holes)
    }

    /// A pattern with its holes filled; a hole without a text stays as it is.
    public static func fill(_ pattern: String, _ holes: [String: String]) -> String {
        var text = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            text += rest[..<open] + (holes[name] ?? "{\(name)}")
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// All sentences of a language.
    public static func all(in language: Language) -> [String: String] {
        catalogue[language] ?? [:]
    }

    private static let catalogue: [Language: [String: String]] = [
        .german: read(german), .english: read(english),
    ]

    private static func read(_ areas: [[UInt8]]) -> [String: String] {
        var sentences: [String: String] = [:]
        for area in areas {
            guard case .object(let object)? = try? JSON(lenient: area) else { continue }
            for case (let key, .string(let sentence)) in object.members { sentences[key] = sentence }
        }
        return sentences
    }
}

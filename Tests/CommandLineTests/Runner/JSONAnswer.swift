import Foundation

/// What a command said with `--json`.
struct JSONAnswer {
    private let value: Any

    init(_ text: String) throws {
        value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    /// `json NAME VALUE` compares one field, `fields A B C` the names of all.
    func perform(_ word: String, _ arguments: [String]) throws {
        if word == "fields" {
            let found = (object?.keys.sorted() ?? []).joined(separator: " ")
            guard found == arguments.sorted().joined(separator: " ") else {
                throw ScriptRun.Failure(description: "fields \(found)")
            }
        } else {
            let found = try text(arguments[0])
            guard found == arguments.dropFirst().joined(separator: " ") else {
                throw ScriptRun.Failure(description: "\(arguments[0]) is \(found)")
            }
        }
    }

    /// A field as text; lists and objects as JSON without spaces.
    func text(_ name: String) throws -> String {
        guard let field = object?[name] else { throw ScriptRun.Failure(description: "no field \(name)") }
        if let text = field as? String { return text }
        let bytes = try JSONSerialization.data(
            withJSONObject: field,
            options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        )
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The object, or the last of a list of objects.
    private var object: [String: Any]? { value as? [String: Any] ?? (value as? [[String: Any]])?.last }
}

import Ristretto255
import StrictJSON
import Words

/// Something in a record, a message or a file that breaks a rule: where, and which rule.
///
/// Never carries secrets; it is shown and may be logged.
public struct Fault: Error, Hashable, Sendable {
    /// The file, such as `ballots.jsonl`, or nil for a single message.
    public var file: String?
    /// The line in the file, counted from 1.
    public var line: Int?
    /// The rule.
    public let rule: Rule

    /// A fault at a place.
    public init(_ rule: Rule, file: String? = nil, line: Int? = nil) {
        self.rule = rule
        self.file = file
        self.line = line
    }

    /// The same fault with its place.
    public func at(file: String, line: Int? = nil) -> Fault {
        Fault(rule, file: self.file ?? file, line: self.line ?? line)
    }

    /// One line for people: file, line, rule.
    public func sentence(in language: Language) -> String {
        let rule = rule.sentence(in: language)
        guard let file = file.map({ ForeignText.shown($0) }) else { return rule }
        guard let line else { return "\(file): \(rule)" }
        return Words.sentence("fault.place", ["file": file, "line": String(line)], in: language) + ": " + rule
    }
}

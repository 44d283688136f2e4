import CouncilLaw
import Election
import StrictJSON
import Words

/// Why a `law.json` cannot be read, and so nothing be judged by it.
public enum LawFault: Error, Hashable, Sendable {
    case json(JSONFault)
    /// Another version of the format.
    case version(Int)
    /// A rule set this program does not know.
    case unknownRuleSet(String)
    /// A rule set this program knows with other rules.
    case ruleSetDiffers(String)
    /// A word that a field does not have.
    case unknownWord(field: String, String)
    /// A number or a name that cannot be right.
    case input(InvalidInput)
    /// The same content written in another way.
    case notCanonical

    /// Whether another version of this program may be able to read it.
    public var isForeign: Bool {
        switch self {
        case .version, .unknownRuleSet, .ruleSetDiffers: true
        case .json, .unknownWord, .input, .notCanonical: false
        }
    }

    /// One line for people.
    public func sentence(in language: Language) -> String {
        func words(_ key: String, _ holes: [String: String] = [:]) -> String {
            Words.sentence("rule.file.\(key)", holes.mapValues { ForeignText.shown($0) }, in: language)
        }
        switch self {
        case .json(let fault): return words("json") + " " + Fault(.json(fault)).sentence(in: language)
        case .version(let number): return words("version", ["version": String(number)])
        case .unknownRuleSet(let id): return words("unknownRuleSet", ["id": id])
        case .ruleSetDiffers(let id): return words("ruleSetDiffers", ["id": id])
        case .unknownWord(let field, let value): return words("unknownWord", ["field": field, "value": value])
        case .input(let input): return words("input") + " " + input.statement.text(in: language)
        case .notCanonical: return words("notCanonical")
        }
    }
}

import StrictJSON
import Words

/// An officer's or teller's request for what the chair says, with the result before it is released: a ``ViewRequest`` and
/// the language.
public struct WordsRequest: Hashable, Sendable {
    /// Who asks.
    public let view: ViewRequest
    /// In which language the words are wanted.
    public let language: Language

    /// Reads the body of `words`: `{"by":str,"sig":hex64,"lang":str}`.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["by", "sig", "lang"])
            let language = try Self.language(fields.string("lang"))
            return WordsRequest(view: try ViewRequest(fields, wantsLog: false), language: language)
        }
    }

    private init(view: ViewRequest, language: Language) {
        self.view = view
        self.language = language
    }

    /// A language by its name; ``ErrorCode/badRequest`` for one the program does not speak.
    public static func language(_ name: String) throws -> Language {
        guard let language = Language(rawValue: name) else { throw ErrorCode.badRequest }
        return language
    }
}

import CouncilLaw
import Election
import Words

extension Statement {
    /// The sentence in one language, in a form that can be shown on one line.
    public func text(in language: Language) -> String {
        [self].text(in: language)
    }
}

extension [Statement] {
    /// The sentences one after another, in a form that can be shown on one line.
    public func text(in language: Language) -> String {
        ForeignText.shown(text { Words.sentence($0, $1, in: language) }, limit: 100_000)
    }
}

extension InvalidInput {
    /// The refusal in one line that names the argument as the command line has it.
    public func line(in language: Language) -> String {
        "--" + statement.text(in: language)
    }
}

import Papers
import PostalVote
import Words

extension PaperMoment {
    /// A moment of the journal.
    init?(_ time: PostalTime?) {
        guard let time else { return nil }
        self.init(rfc3339: time.description)
    }
}

/// A German word of the papers.
func paperWord(_ key: String, _ holes: [String: String] = [:]) -> String {
    Words.sentence("cli.postal." + key, holes, in: .german)
}

extension PostalState {
    /// What a field of a stack is called.
    public func labelOfField(_ field: String, in language: Language) -> String {
        start.options.first { $0.id == field }?.label ?? Words.sentence("postal.tallyField.\(field)", in: language)
    }
}

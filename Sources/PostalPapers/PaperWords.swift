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

extension String {
    /// With a full stop at its end, unless it ends a sentence already.
    public var asSentence: String {
        let text = trimming { $0.isWhitespace }
        // A sentence may end within quotation marks or brackets.
        let end = text.last { !"“”\"'»«)".contains($0) }
        return end.map { ".!?…".contains($0) } ?? true ? text : text + "."
    }

    private func trimming(_ isBlank: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}

extension PostalState {
    /// What a field of a stack is called.
    public func labelOfField(_ field: String, in language: Language) -> String {
        start.options.first { $0.id == field }?.label ?? Words.sentence("postal.tallyField.\(field)", in: language)
    }
}

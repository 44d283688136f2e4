import Election
import Journals
import PostalVote
import Words

extension JournalDamage {
    /// One line for people: which entry of which journal was changed, and what to do.
    public func sentence(in language: Language) -> String {
        let start = sound?.postalStart
        return Words.sentence(
            start == nil ? "postal.damaged.journal" : "postal.damaged",
            [
                "journal": String(id.description.prefix(8)), "title": start.map { ForeignText.shown($0.title) } ?? "",
                "n": String(n), "type": ForeignText.shown(type), "reason": rule.sentence(in: language),
            ],
            in: language
        )
    }
}

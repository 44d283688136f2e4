import Papers
import Words

/// Why a paper of a postal vote cannot be made, besides what is wrong with its template.
public enum PostalPaperFault: Error, Hashable, Sendable {
    /// A member whose address nobody gave.
    case noAddress(name: String)
    /// The town's file has a count before the deadline.
    case countBeforeDeadline(count: PaperMoment, deadline: PaperMoment)
    /// The announcement says when and where is counted, and the town's file does not.
    case noCount
    /// A paper that there is nothing for yet.
    case noPaper(PostalPaper)

    /// Key and holes of the sentence in the catalogue.
    public var words: (key: String, holes: [String: String]) {
        switch self {
        case .noAddress(let name): ("error.postal.noAddress", ["name": name])
        case .countBeforeDeadline(let count, let deadline):
            ("error.postal.countBeforeDeadline", ["count": count.text, "deadline": deadline.text])
        case .noCount: ("error.postal.noCount", [:])
        case .noPaper(let paper): ("error.postal.noPaper", ["name": paper.rawValue])
        }
    }

    /// One line for people.
    public func sentence(in language: Language) -> String {
        Words.sentence(words.key, words.holes, in: language)
    }
}

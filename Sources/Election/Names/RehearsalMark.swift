/// The mark of a rehearsal: the word that stands first in the vote's title, which is signed, frozen and on every page.
public enum RehearsalMark {
    private static let word = "PROBE"

    /// Whether a title begins with the mark, which a longer word is not.
    public static func stands(before title: String) -> Bool {
        let scalars = title.unicodeScalars
        guard scalars.starts(with: word.unicodeScalars) else { return false }
        guard let next = scalars.dropFirst(word.unicodeScalars.count).first else { return true }
        switch next.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return false
        case .decimalNumber, .letterNumber, .otherNumber: return false
        default: return true
        }
    }
}

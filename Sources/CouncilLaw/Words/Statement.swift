/// Something to be said, without the sentence: the key of a sentence and what fills its holes.
///
/// The sentences themselves are in the catalogue of the room `Words`, in German and English. Two statements are equal
/// if they say the same thing, so a verifier can compare what was announced with what the law yields.
public struct Statement: Hashable, Sendable {
    /// What fills a hole.
    public indirect enum Hole: Hashable, Sendable {
        case number(Int)
        case fraction(Fraction)
        case text(String)
        case date(CalendarDate)
        case time(ClockTime)
        case statement(Statement)
        /// Several, joined as a language joins them: "A, B und C".
        case list([Hole])
        /// Whole sentences, one after another.
        case sequence([Statement])
    }

    /// The key in the catalogue.
    public let key: String
    /// The holes by name.
    public let holes: [String: Hole]

    init(_ key: SentenceKey, _ holes: [String: Hole] = [:]) {
        self.key = key.inCatalogue
        self.holes = holes
    }

    init(key: String, _ holes: [String: Hole]) {
        self.key = key
        self.holes = holes
    }
}

/// Fills the holes of the sentence behind a key, in one language.
public typealias Sentences = (_ key: String, _ holes: [String: String]) -> String

extension Statement {
    /// The text in the language of `sentences`.
    public func text(_ sentences: Sentences) -> String {
        sentences(key, holes.mapValues { $0.text(sentences) })
    }
}

extension [Statement] {
    /// The sentences one after another.
    public func text(_ sentences: Sentences) -> String {
        map { $0.text(sentences) }.joined(separator: " ")
    }
}

extension Statement.Hole {
    /// The names of several people or lists.
    static func names(_ names: [String]) -> Self {
        .list(names.map(Self.text))
    }

    func text(_ sentences: Sentences) -> String {
        switch self {
        case .number(let number): "\(number)"
        case .fraction(let fraction): fraction.description
        case .text(let text): text
        case .date(let date): date.statement.text(sentences)
        case .time(let time): time.statement.text(sentences)
        case .statement(let statement): statement.text(sentences)
        case .sequence(let statements): statements.text(sentences)
        case .list(let parts): Self.join(parts.map { $0.text(sentences) }, sentences)
        }
    }

    private static func join(_ parts: [String], _ sentences: Sentences) -> String {
        guard let last = parts.last else { return "" }
        guard var text = parts.first, parts.count > 1 else { return last }
        for part in parts.dropFirst().dropLast() {
            text = sentences(SentenceKey.listComma.inCatalogue, ["first": text, "last": part])
        }
        return sentences(SentenceKey.listAnd.inCatalogue, ["first": text, "last": last])
    }
}

import CouncilLaw
import Election
import Words

extension Judgement {
    /// The lines that say what the counts mean, in the chair's words; nothing where nothing is to be said.
    ///
    /// `known` are the codes of warnings that stand elsewhere already.
    public func lines(title: String, in language: Language, known: Set<String> = []) -> [String] {
        switch self {
        case .noLaw, .open: []
        case .notJudged(let reason): [Words.sentence("rule.notJudged", in: language)] + reason.lines(in: language)
        case .decided(let result): result.lines(title: title, in: language, known: known)
        }
    }

    /// What signed minutes say: the same in German, without the warnings.
    ///
    /// Three persons sign for a count, not for a rule that waits for the legal office or for what could be guessed.
    public func minutes(title: String) -> [String] {
        guard case .decided(let result) = self else { return lines(title: title, in: .german) }
        return result.lines(title: title, in: .german, known: Set(result.warnings.map(\.code)))
    }

    /// What stands in front of a warning.
    fileprivate static let mark = "! "

    /// The result as a JSON object, or null.
    public func json(title: String, in language: Language) -> String {
        guard case .decided(let result) = self else { return "null" }
        return result.json(title: title, in: language)
    }

    /// Why counts are not judged, as one line; nil if they are, or if there is nothing to judge.
    public func problem(in language: Language) -> String? {
        guard case .notJudged(let reason) = self else { return nil }
        return reason.lines(in: language).joined(separator: " ")
    }
}

extension Judgement.Reason {
    /// Why, for people.
    public func lines(in language: Language) -> [String] {
        switch self {
        case .invalidRecord: [Words.sentence("rule.notJudged.invalidRecord", in: language)]
        case .notTheFrozenFile: [Words.sentence("rule.notJudged.notTheFrozenFile", in: language)]
        case .unreadable(let fault): [fault.sentence(in: language)]
        case .misfits(let misfits): misfits.map { $0.sentence(in: language) }
        case .refused(let refusal): refusal.statements.map { $0.text(in: language) }
        }
    }

    /// Whether the result must not be released.
    ///
    /// A law this program cannot judge by is no reason to hold a result back: the counts stand, and whoever has the rules
    /// can tell what they mean. Numbers that contradict each other are one.
    public var forbidsRelease: Bool {
        switch self {
        case .unreadable(let fault): !fault.isForeign
        case .invalidRecord, .notTheFrozenFile, .misfits, .refused: true
        }
    }
}

extension VoteResult {
    fileprivate func lines(title: String, in language: Language, known: Set<String>) -> [String] {
        var lines = [announcement(title: title).text(in: language)]
        let questions = questions
        if !questions.isEmpty {
            lines.append(Words.sentence("rule.heading.questions", in: language))
            lines += questions.flatMap { $0.lines(in: language) }.map { "  " + $0 }
        }
        for warning in warnings where !known.contains(warning.code) {
            // That a wording is still to be compared is no alarm.
            let mark = warning.code == "unclear-rules" ? "" : Judgement.mark
            lines.append(mark + warning.statement.text(in: language))
        }
        lines.append(frame.ruleSet.statement.text(in: language))
        return lines
    }
}

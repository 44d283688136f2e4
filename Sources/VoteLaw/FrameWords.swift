import CouncilLaw
import Election
import Words

extension LegalFrame {
    /// What is frozen, line by line, for the officer to read before it is: numbers, majority, the meaning of each option,
    /// the settings that apply with their defaults and how to change them, and the points on which the law can be read in
    /// two ways.
    public func lines(in language: Language) -> [String] {
        let words = FrameWords(language)
        var lines = head(words) + [whatDecides.text(in: language), words("rule.frame.options")]
        for option in options {
            let people = option.people.map { " " + words.counted("rule.frame.people", $0) } ?? ""
            let holes = ["label": option.label, "meaning": words(option.meaning.key)]
            lines.append("  " + words("rule.frame.option", holes) + people)
        }
        lines.append(words("rule.frame.settings"))
        lines += settingsThatApply.map { "  " + settings.line($0, words) }
        if !questions.isEmpty {
            lines.append(words("rule.heading.questions"))
            lines += questions.flatMap { $0.lines(in: language) }.map { "  " + $0 }
        }
        return lines + warnings.map { "! " + $0.statement.text(in: language) }
    }

    /// By what the counts were judged, line by line: kind, day, rule set, numbers, majority, and the town's settings.
    public func judgedBy(in language: Language) -> [String] {
        let words = FrameWords(language)
        return (head(words) + [whatDecides.text(in: language), words("rule.frame.settings")]).map { "  " + $0 }
            + settingsThatApply.map { "    " + settings.shortLine($0, words) }
    }

    private func head(_ words: FrameWords) -> [String] {
        let language = words.language
        var lines = [
            words("rule.frame.kind", ["kind": words("law.kind.\(kind.rawValue)"), "paragraph": kind.paragraph]),
            words("rule.frame.session", ["date": session.statement.text(in: language)]) + " "
                + ruleSet.statement.text(in: language),
        ]
        if let paragraph = matter.paragraph { lines.append(words("rule.frame.matter", ["paragraph": paragraph])) }
        lines.append(
            words(
                "rule.frame.numbers",
                ["entitled": String(entitled), "present": String(present), "excluded": String(excluded)]
            )
        )
        for (reason, count) in leftOut.sorted(by: { $0.key < $1.key }) {
            lines.append("  " + words("rule.frame.leftOut.\(reason)", ["n": String(count)]))
        }
        return lines + circumstancesInWords.map { $0.text(in: language) }
    }
}

extension Settings {
    /// The value, whether it is the default, and how to change it.
    fileprivate func line(_ name: Name, _ words: FrameWords) -> String {
        let others = name.choices.filter { $0 != self[name] }.map { choice in
            words("rule.frame.settingOther", ["name": name.rawValue, "code": choice, "value": words(name.key(choice))])
        }
        var list = others.first ?? ""
        for other in others.dropFirst() { list = words("rule.frame.settingOr", ["first": list, "last": other]) }
        let key = self[name] == name.standard ? "rule.frame.settingDefault" : "rule.frame.settingChanged"
        return words(key, holes(name, words).merging(["others": list]) { $1 })
    }

    /// The value, and whether it is the default.
    fileprivate func shortLine(_ name: Name, _ words: FrameWords) -> String {
        let key = self[name] == name.standard ? "rule.frame.judgedDefault" : "rule.frame.judgedChanged"
        return words(key, holes(name, words))
    }

    private func holes(_ name: Name, _ words: FrameWords) -> [String: String] {
        ["name": name.statement.text(in: words.language), "value": words(name.key(self[name]))]
    }
}

/// Sentences in one language, with holes as they can be shown.
private struct FrameWords {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func callAsFunction(_ key: String, _ holes: [String: String] = [:]) -> String {
        Words.sentence(key, holes.mapValues { ForeignText.shown($0) }, in: language)
    }

    func counted(_ key: String, _ number: Int) -> String {
        self(key + (number == 1 ? ".one" : ".many"), ["n": String(number)])
    }
}

extension OptionMeaning {
    fileprivate var key: String { "rule.meaning.\(rawValue)" }
}

extension Settings.Name {
    fileprivate func key(_ choice: String) -> String { "rule.choice.\(rawValue).\(choice)" }
}

/// Everything the catalogue must have for this room, so that a test can compare the two.
package enum VoteLawSentences {
    /// The keys that end with the code of a value.
    package static var byCode: [String] {
        let reasons = LeftOutReason.codes.map { "rule.frame.leftOut.\($0)" }
        let meanings = OptionMeaning.allCases.map(\.key)
        let choices = Settings.Name.allCases.flatMap { name in name.choices.map { name.key($0) } }
        return reasons + meanings + choices
    }
}

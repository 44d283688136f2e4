import CouncilLaw
import Election
import Words

extension LegalFrame {
    /// Everything that is frozen, line by line, for the officer to read before it is: numbers, majority, the meaning of
    /// each option, the town's settings with their defaults, and the points on which the law can be read in two ways.
    public func lines(in language: Language) -> [String] {
        func words(_ key: String, _ holes: [String: String] = [:]) -> String {
            Words.sentence(key, holes.mapValues { ForeignText.shown($0) }, in: language)
        }
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
        lines.append(whatDecides.text(in: language))
        lines.append(words("rule.frame.options"))
        for option in options {
            let people = option.people.map { " " + words("rule.frame.people", ["n": String($0)]) } ?? ""
            let holes = ["label": option.label, "meaning": words(option.meaning.key)]
            lines.append("  " + words("rule.frame.option", holes) + people)
        }
        lines.append(words("rule.frame.settings"))
        for name in Settings.Name.allCases {
            let key = settings[name] == name.standard ? "rule.frame.settingDefault" : "rule.frame.settingChanged"
            let value = words("rule.choice.\(name.rawValue).\(settings[name])")
            lines.append("  " + words(key, ["name": name.statement.text(in: language), "value": value]))
        }
        if !questions.isEmpty {
            lines.append(words("rule.heading.questions"))
            lines += questions.flatMap { $0.lines(in: language) }.map { "  " + $0 }
        }
        return lines + warnings.map { "! " + $0.statement.text(in: language) }
    }
}

extension OptionMeaning {
    fileprivate var key: String { "rule.meaning.\(rawValue)" }
}

/// Everything the catalogue must have for this room, so that a test can compare the two.
package enum VoteLawSentences {
    /// The keys that end with the code of a value.
    package static var byCode: [String] {
        let reasons = LeftOutReason.codes.map { "rule.frame.leftOut.\($0)" }
        let meanings = OptionMeaning.allCases.map(\.key)
        let choices = Settings.Name.allCases.flatMap { name in
            name.choices.map { "rule.choice.\(name.rawValue).\($0)" }
        }
        return reasons + meanings + choices
    }
}

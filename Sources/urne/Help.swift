import Words

/// The help texts: what stands in a verb's table, with sentences from the catalogue.
enum Help {
    static func overview(_ verbs: [Verb], _ language: Language) -> String {
        let width = verbs.map { $0.path.joined(separator: " ").count }.max() ?? 0
        let lines = verbs.map { verb in
            let name = verb.path.joined(separator: " ")
            return "  urne " + name + String(repeating: " ", count: width - name.count + 2) + summary(verb, language)
        }
        return
            ([Words.sentence("help.intro", in: language), ""] + lines + ["", Words.sentence("help.more", in: language)])
            .joined(separator: "\n")
    }

    static func verb(_ verb: Verb, _ language: Language) -> String {
        var usage = "urne " + verb.path.joined(separator: " ")
        if let operand = verb.operand {
            let text = operand.value + (operand.isRepeatable ? " …" : "")
            usage += operand.isOptional ? " [" + text + "]" : " " + text
        }
        for option in verb.options {
            let text = "--" + option.name + (option.value.map { " " + $0 } ?? "")
            usage += option.isRequired ? " " + text : " [" + text + "]" + (option.isRepeatable ? " …" : "")
        }
        let all = verb.options + [.value("lang", "de|en")]
        let names = all.map { "--" + $0.name + ($0.value.map { " " + $0 } ?? "") }
        let width = names.map(\.count).max() ?? 0
        let rows = zip(all, names).map { option, name in
            "  " + name + String(repeating: " ", count: width - name.count + 2) + describe(option, verb, language)
        }
        // What a line for each option cannot say; few verbs have it.
        let more = Words.all(in: language)["more." + verb.path.joined(separator: ".")].map { ["", $0] } ?? []
        return ([usage, "", summary(verb, language), ""] + rows + more).joined(separator: "\n")
    }

    private static func summary(_ verb: Verb, _ language: Language) -> String {
        Words.sentence("help." + verb.path.joined(separator: "."), in: language)
    }

    /// An option's sentence; a verb may have one of its own.
    private static func describe(_ option: Verb.Option, _ verb: Verb, _ language: Language) -> String {
        let own = "option." + verb.path.joined(separator: ".") + "." + option.name
        let all = Words.all(in: language)
        return all[own] ?? all["option." + option.name] ?? ""
    }
}

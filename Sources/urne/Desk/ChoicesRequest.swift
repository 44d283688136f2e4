import CouncilLaw
import StrictJSON
import VoteLaw
import Words

/// What an officer may choose where the law has rules of its own or leaves something to the town.
///
/// `{"language":"de"|"en"}`.
struct ChoicesRequest: DeskRequest {
    let language: Language

    init(_ value: JSON) throws {
        language = try Fields(value, exactly: ["language"]).language()
    }

    /// `{"matters":[{"id":str,"text":str}],"settings":[{"id":str,"text":str,"choices":[{"id":str,"text":str}]}]}`; the
    /// first choice of a setting is its default.
    func answer() throws -> String {
        let matters = Matter.allCases.filter { !$0.mustBeNamed }.map { matter in
            choice(matter.rawValue, matter.paragraph ?? Words.sentence("cli.desk.ordinary", in: language))
        }
        let settings = Settings.Name.allCases.map { name in
            var writer = JSONWriter()
            writer.add("id", name.rawValue)
            writer.add("text", name.statement.text(in: language))
            let choices = name.choices.map { value in
                choice(value, Words.sentence("rule.choice.\(name.rawValue).\(value)", in: language))
            }
            writer.add("choices", raw: JSONWriter.array(choices))
            return writer.object
        }
        var writer = JSONWriter()
        writer.add("matters", raw: JSONWriter.array(matters))
        writer.add("settings", raw: JSONWriter.array(settings))
        return writer.object
    }

    private func choice(_ id: String, _ text: String) -> String {
        var writer = JSONWriter()
        writer.add("id", id)
        writer.add("text", text)
        return writer.object
    }
}

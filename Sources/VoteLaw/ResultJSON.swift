import CouncilLaw
import StrictJSON
import Words

extension VoteResult {
    /// The whole result as one JSON object: numbers, decision, next step, what is open, and the words for chair and minutes.
    public func json(title: String, in language: Language) -> String {
        var writer = JSONWriter()
        writer.add("kind", frame.kind.rawValue)
        writer.add("session", "\(frame.session)")
        writer.add("rule_set", frame.ruleSet.id)
        for (name, number) in [
            ("entitled", counts.entitled), ("present", counts.present), ("excluded", counts.excluded),
            ("drawn", counts.drawn), ("cast", counts.cast), ("gap", counts.gap), ("valid", counts.valid),
            ("invalid", counts.invalid), ("abstentions", counts.abstentions),
        ] {
            writer.add(name, number)
        }
        let options = counts.options.map { option in
            var writer = JSONWriter()
            writer.add("name", option.name)
            writer.add("votes", option.votes)
            return writer.object
        }
        writer.add("options", raw: JSONWriter.array(options))
        writer.add("needed", raw: majorityNeeded.map(String.init) ?? "null")
        writer.add("reached", raw: majorityReached.map(String.init) ?? "null")
        writer.add("outcome", raw: decision.json)
        writer.add("next", raw: next?.json ?? "null")
        writer.add("questions", raw: JSONWriter.array(questions.map { $0.json(in: language) }))
        let warnings = warnings.map { warning in
            var writer = JSONWriter()
            writer.add("code", warning.code)
            writer.add("text", warning.statement.text(in: language))
            return writer.object
        }
        writer.add("warnings", raw: JSONWriter.array(warnings))
        writer.add("text", announcement(title: title).text(in: language))
        writer.add("minutes", minutesLine.text(in: language))
        writer.add("resolution", resolutionText(title: title).text(in: language))
        return writer.object
    }
}

extension Decision {
    /// What was decided: `adopted`, `elected`, `seats` with `lots`, `places`, or `order`, as fits the kind of vote.
    fileprivate var json: String {
        func names(_ names: [String]) -> String { JSONWriter.array(names.map(JSONWriter.quote)) }
        var writer = JSONWriter()
        switch self {
        case .motion(let outcome): writer.add("adopted", outcome.isAdopted)
        case .election(let outcome): writer.add("elected", raw: names(outcome.elected))
        case .seats(let allotment):
            writer.add("method", allotment.method.rawValue)
            var seats = JSONWriter()
            for share in allotment.shares { seats.add(share.name, share.seats) }
            writer.add("seats", raw: seats.object)
            writer.add("lots", raw: JSONWriter.array(allotment.lots.map(\.json)))
        case .deputyMayors(let deputies):
            let places = deputies.places.map { place in
                var writer = JSONWriter()
                writer.add("first", place.first)
                writer.add("places", place.places)
                writer.add("among", raw: names(place.among))
                return writer.object
            }
            writer.add("places", raw: JSONWriter.array(places))
        case .deputyRunoff(let runoff): writer.add("order", raw: names(runoff.order))
        case .nothing: break
        }
        return writer.object
    }
}

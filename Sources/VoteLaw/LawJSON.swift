import CouncilLaw
import StrictJSON
import Words

extension OpenLot {
    /// `{"seats":int,"among":[NAME,…]}`.
    public var json: String {
        var writer = JSONWriter()
        writer.add("seats", seats)
        writer.add("among", raw: JSONWriter.array(among.map(JSONWriter.quote)))
        return writer.object
    }
}

extension NextStep {
    /// `{"kind":"runoff"|"lot","among":[NAME,…],"seats":int}`.
    public var json: String {
        var writer = JSONWriter()
        writer.add("kind", kind)
        writer.add("among", raw: JSONWriter.array(among.map(JSONWriter.quote)))
        writer.add("seats", seats)
        return writer.object
    }
}

extension OpenQuestion {
    /// `{"code":…,"readings":[{"code":…,"text":…,"next":…,"chosen":bool},…]}`; no reading is chosen while it is up to the
    /// chair.
    public func json(in language: Language) -> String {
        var writer = JSONWriter()
        writer.add("code", code.rawValue)
        let readings = readings.map { reading in
            var writer = JSONWriter()
            writer.add("code", reading.code)
            writer.add("text", reading.statement.text(in: language))
            writer.add("next", raw: reading.next?.json ?? "null")
            writer.add("chosen", reading.code == chosen)
            return writer.object
        }
        writer.add("readings", raw: JSONWriter.array(readings))
        return writer.object
    }

    /// The question, its readings, and which one is followed, line by line.
    public func lines(in language: Language) -> [String] {
        [statement.text(in: language)]
            + readings.map { reading in
                let mark = reading.code == chosen ? "rule.question.chosen" : "rule.question.other"
                return "  " + Words.sentence(mark, ["reading": reading.statement.text(in: language)], in: language)
            }
    }
}

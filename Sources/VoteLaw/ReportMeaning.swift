import CouncilLaw
import Election
import StrictJSON
import Words

extension VerificationReport {
    /// The report for people, with what the counts mean by the vote's `law.json`.
    public func lines(in language: Language, law: [UInt8]?) -> [String] {
        // The report warns of these two itself.
        let known: Set<String> = ["gap", "unanimous"]
        let lines = Judgement(self, law: law).lines(title: title, in: language, known: known)
        let heading = lines.isEmpty ? [] : [Words.sentence("rule.heading.decision", in: language)]
        return ReportText(self, in: language, meaning: heading + lines).lines
    }

    /// The report for programs, with two more fields: `decision`, the result as ``CouncilLaw/VoteResult`` or null, and
    /// `decision_problem`, why there is none although there are counts and a law.
    public func json(in language: Language, law: [UInt8]?) -> String {
        let judgement = Judgement(self, law: law)
        let problem = judgement.problem(in: language).map(JSONWriter.quote) ?? "null"
        return json(
            in: language,
            more: [("decision", judgement.json(title: title, in: language)), ("decision_problem", problem)]
        )
    }

    private var title: String { log.manifest?.title ?? "" }
}

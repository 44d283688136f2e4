import CouncilLaw
import Election
import StrictJSON
import Words

extension VerificationReport {
    /// The report for people, with what the counts mean by the vote's law, by what that was judged, and the lot.
    ///
    /// `law` is the content of `law.json`, `lot` that of `lot.jsonl`. An entry of a lot that does not hold is said again after the verdict.
    public func lines(in language: Language, law: [UInt8]?, lot: [UInt8]? = nil) -> [String] {
        // The report warns of these two itself.
        let known: Set<String> = ["gap", "unanimous"]
        let judgement = Judgement(self, law: law)
        let recorded = RecordedLot(lot, log, judgement)
        var lines = judgement.lines(title: title, in: language, known: known) + recorded.lines(in: language)
        if !lines.isEmpty { lines.insert(Words.sentence("rule.heading.decision", in: language), at: 0) }
        if case .decided(let result) = judgement {
            lines += ["", Words.sentence("rule.heading.judgedBy", in: language)]
            lines += result.frame.judgedBy(in: language)
        }
        let report = ReportText(self, in: language, meaning: lines).lines
        return report + (recorded.problem(in: language).map { ["✗ " + $0] } ?? [])
    }

    /// The report for programs, with four more fields: `decision`, the result as ``CouncilLaw/VoteResult`` or null, and
    /// `decision_problem`, why there is none although there are counts and a law; `lot`, the result with the lot that the
    /// chair entered, or null, and `lot_problem`, why an entry does not hold.
    public func json(in language: Language, law: [UInt8]?, lot: [UInt8]? = nil) -> String {
        let judgement = Judgement(self, law: law)
        let recorded = RecordedLot(lot, log, judgement)
        func quoted(_ text: String?) -> String { text.map(JSONWriter.quote) ?? "null" }
        return json(
            in: language,
            more: [
                ("decision", judgement.json(title: title, in: language)),
                ("decision_problem", quoted(judgement.problem(in: language))),
                ("lot", recorded.json(title: title, in: language)),
                ("lot_problem", quoted(recorded.problem(in: language))),
            ]
        )
    }

    /// Whether the record holds, and an entry of a lot beside it as well: what the exit status of a verifier says.
    public func holds(law: [UInt8]?, lot: [UInt8]?) -> Bool {
        guard isValid else { return false }
        guard case .fails = RecordedLot(lot, log, Judgement(self, law: law)) else { return true }
        return false
    }

    private var title: String { log.manifest?.title ?? "" }
}

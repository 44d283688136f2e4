import CouncilLaw
import Election
import StrictJSON
import Words

/// What the chair reads aloud, and what goes into the minutes, as far as a vote has come.
///
/// Every view has the same result object, so screen, minutes and the chair's sentences cannot say different things.
public struct VoteWords: Sendable {
    private let title: String
    private let frame: LegalFrame?
    private let judgement: Judgement
    /// With the lot, where the chair's entry holds.
    private let settled: VoteResult?
    private let closed: (drawn: Int, cast: Int)?

    /// The words for a log that was followed.
    ///
    /// `law` and `lot` are the texts of `law.json` and `lot.jsonl`; `drawn` and `cast` count while the log has no board yet.
    public init(_ log: EventLog, law: [UInt8]?, lot: [UInt8]?, drawn: Int, cast: Int) {
        title = log.manifest?.title ?? ""
        judgement = Judgement(log, law: law)
        if case .holds(let result, _) = RecordedLot(lot, log, judgement) {
            settled = result
        } else if case .decided(let result) = judgement {
            settled = result
        } else {
            settled = nil
        }
        if let manifest = log.manifest, manifest.law != nil, let law {
            frame = try? LawFile.frame(for: manifest, law)
        } else {
            frame = nil
        }
        if let board = log.board {
            closed = (board.draws, board.ballots)
        } else {
            closed = log.state == .closed ? (drawn, cast) : nil
        }
    }

    /// One JSON object.
    ///
    /// `opening`, `closing` and `announcing` are arrays of sentences, empty while there is nothing to say; `decided` are
    /// those of `announcing` that say what was decided; `minutes` and `resolution` are texts or null; `questions` are the
    /// points that the law leaves open, each an array of lines; `result` is the result or null; `problem` says why counts
    /// are not judged, or is null; and `forbids_release` whether they must not be released.
    ///
    /// A lot that holds is in all sentences. `result` follows from the counts alone, so that a page can hold the entry of
    /// the lot against it.
    public func json(in language: Language) -> String {
        func texts(_ statements: [Statement]?) -> String {
            JSONWriter.array((statements ?? []).map { JSONWriter.quote($0.text(in: language)) })
        }
        func text(_ statement: Statement?) -> String {
            statement.map { JSONWriter.quote($0.text(in: language)) } ?? "null"
        }
        let result = settled
        var forbids = false
        if case .notJudged(let reason) = judgement { forbids = reason.forbidsRelease }
        var writer = JSONWriter()
        writer.add("opening", raw: texts(frame?.opening(title: title)))
        writer.add("closing", raw: texts(closed.flatMap { frame?.closing(drawn: $0.drawn, cast: $0.cast) }))
        writer.add("announcing", raw: texts(result?.announcement(title: title)))
        writer.add("decided", raw: texts(result?.decisionInWords))
        writer.add("minutes", raw: text(result?.minutesLine))
        writer.add("resolution", raw: text(result?.resolutionText(title: title)))
        let questions = (result?.questions ?? []).map { question in
            JSONWriter.array(question.lines(in: language).map(JSONWriter.quote))
        }
        writer.add("questions", raw: JSONWriter.array(questions))
        writer.add("result", raw: judgement.json(title: title, in: language))
        writer.add("problem", raw: judgement.problem(in: language).map(JSONWriter.quote) ?? "null")
        writer.add("forbids_release", forbids)
        return writer.object
    }
}

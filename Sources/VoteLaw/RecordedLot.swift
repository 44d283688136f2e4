import CouncilLaw
import Election
import Words

/// What `lot.jsonl`, the chair's entry beside the record, says about a decision that was left to the lot.
///
/// The record is judged without it (V1 to V22), and the decision stays open where the entry does not hold. But a file that
/// claims a decision and does not hold is said loudly, and a verifier ends with status 1.
public enum RecordedLot: Sendable {
    /// There is no entry.
    case none
    /// The entry is the chair's and fits the open lot; the result with it.
    case holds(VoteResult, LotDraw)
    case fails(Problem)

    /// Why an entry does not hold.
    public enum Problem: Error, Hashable, Sendable {
        /// Not readable, not signed by the chair, or for another vote or log.
        case journal(Fault)
        /// The counts are not judged, so nothing is known about a tie.
        case notJudged
        /// The decision is not left to the lot.
        case notOpen
        /// Others than those who are equal, or another number of seats.
        case otherTie
        /// Not drawn as a lot must be.
        case refused(LotRefusal)
    }

    /// Holds an entry against the log and the decision that follows from its counts.
    public init(_ file: [UInt8]?, _ log: EventLog, _ judgement: Judgement) {
        guard let file else {
            self = .none
            return
        }
        do throws(Problem) {
            let draw = try Self.draw(file, log)
            self = .holds(try judgement.settled(by: draw), draw)
        } catch {
            self = .fails(error)
        }
    }

    private static func draw(_ file: [UInt8], _ log: EventLog) throws(Problem) -> LotDraw {
        let name = RecordFile.lot.rawValue
        let journal: Journal
        do throws(Fault) { journal = try Journal(file: file, named: name) } catch { throw .journal(error) }
        do throws(LogFault) {
            return try log.lot(in: journal)
        } catch {
            throw .journal(Fault(error.rule, file: name))
        }
    }
}

extension Judgement {
    fileprivate func settled(by draw: LotDraw) throws(RecordedLot.Problem) -> VoteResult {
        switch self {
        case .noLaw, .open: throw .notOpen
        case .notJudged: throw .notJudged
        case .decided(let result):
            guard case .lot(let lot) = result.next else { throw .notOpen }
            guard lot.seats == draw.seats, lot.among == draw.among else { throw .otherTie }
            do throws(LotRefusal) { return try result.settled(by: draw.entry) } catch { throw .refused(error) }
        }
    }
}

extension LotDraw {
    /// What a human wrote down.
    public var entry: LotEntry { LotEntry(winners: winners, drawnBy: drawnBy, witness: witness) }
}

extension RecordedLot {
    /// The line below the decision; nothing without an entry.
    public func lines(in language: Language) -> [String] {
        switch self {
        case .none: []
        case .holds(let result, _):
            [
                Words.sentence(
                    "rule.lot.holds",
                    ["decision": result.decisionInWords.text(in: language)],
                    in: language
                )
            ]
        case .fails: problem(in: language).map { ["✗ " + $0] } ?? []
        }
    }

    /// Why the entry does not hold, as one line; nil if it does, or if there is none.
    public func problem(in language: Language) -> String? {
        guard case .fails(let problem) = self else { return nil }
        return Words.sentence("rule.lot.fails", ["reason": problem.sentence(in: language)], in: language)
    }

    /// The result with the lot as a JSON object, or null.
    public func json(title: String, in language: Language) -> String {
        guard case .holds(let result, _) = self else { return "null" }
        return result.json(title: title, in: language)
    }
}

extension RecordedLot.Problem {
    /// Why, in one line for people.
    public func sentence(in language: Language) -> String {
        switch self {
        case .journal(let fault): fault.sentence(in: language)
        case .notJudged: Words.sentence("rule.lot.notJudged", in: language)
        case .notOpen: Words.sentence("rule.lot.notOpen", in: language)
        case .otherTie: Words.sentence("rule.lot.otherTie", in: language)
        case .refused(let refusal): refusal.statement.text(in: language)
        }
    }
}

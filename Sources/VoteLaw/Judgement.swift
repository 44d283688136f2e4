import CouncilLaw
import Election
import Ristretto255
import Words

/// What the counts of a vote mean by the law that was frozen for it.
public enum Judgement: Sendable {
    /// The vote has no `law.json`.
    case noLaw
    /// Nothing has been counted, or the vote was voided.
    case open
    /// There are counts, and nothing is said about what they mean.
    case notJudged(Reason)
    /// What was decided.
    case decided(VoteResult)

    /// Why counts are not judged.
    public enum Reason: Error, Hashable, Sendable {
        /// The record does not hold, so its counts do not either.
        case invalidRecord
        /// The file is not there, or is not the one that was frozen.
        case notTheFrozenFile
        case unreadable(LawFault)
        case misfits([Misfit])
        /// Control equations that do not hold, or numbers no rule can judge.
        case refused(ResultRefusal)
    }
}

extension Judgement {
    /// Judges a record that was verified.
    public init(_ report: VerificationReport, law: [UInt8]?) {
        guard report.log.manifest?.law != nil else {
            self = .noLaw
            return
        }
        guard report.log.result != nil, report.log.state != .voided else {
            self = .open
            return
        }
        self = report.isValid ? Judgement(report.log, law: law) : .notJudged(.invalidRecord)
    }

    /// Judges the counts of a log that was followed.
    public init(_ log: EventLog, law: [UInt8]?) {
        guard let manifest = log.manifest, let frozen = manifest.law else {
            self = .noLaw
            return
        }
        guard let board = log.board, let counts = log.result?.counts, log.state != .voided else {
            self = .open
            return
        }
        do throws(Reason) {
            guard let law, Digest.sha512(law) == frozen else { throw .notTheFrozenFile }
            self = .decided(try Self.result(LawFile.frame(for: manifest, law), manifest, board, counts))
        } catch {
            self = .notJudged(error)
        }
    }

    private static func result(
        _ frame: LegalFrame,
        _ manifest: Manifest,
        _ board: EventContent.Board,
        _ counts: [Int]
    ) throws(Reason) -> VoteResult {
        // A ballot marks one option or none where that is allowed, so what no option has is blank.
        let blank = frame.votesEach == 1 && manifest.minimum == 0 ? board.ballots - counts.reduce(0, +) : 0
        do throws(ResultRefusal) {
            return try VoteResult(frame, drawn: board.draws, cast: board.ballots, votes: counts, blank: blank)
        } catch {
            throw .refused(error)
        }
    }
}

extension LawFile {
    /// The frame of a vote, from a file that must fit it.
    public static func frame(for manifest: Manifest, _ bytes: [UInt8]) throws(Judgement.Reason) -> LegalFrame {
        let file: LawFile
        do throws(LawFault) { file = try LawFile(parsing: bytes) } catch { throw .unreadable(error) }
        let misfits = file.misfits(with: manifest)
        guard misfits.isEmpty else { throw .misfits(misfits) }
        do throws(InvalidInput) {
            return try file.frame(labels: manifest.options.map(\.label))
        } catch {
            throw .misfits([.labels(error)])
        }
    }
}

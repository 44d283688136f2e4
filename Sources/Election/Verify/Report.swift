import Ristretto255
import Words

/// What a verification found (protocol section 14).
public struct VerificationReport: Sendable {
    /// One check's outcome.
    public struct Result: Sendable {
        /// The check.
        public let check: Check
        /// How it went.
        public let outcome: Outcome

        /// `true`, `false`, or nil if the check does not apply.
        public var ok: Bool? {
            switch outcome {
            case .passed: true
            case .failed: false
            case .open: nil
            }
        }

        /// One plain line.
        public func sentence(in language: Language) -> String {
            let title = Words.sentence("verify.\(check)", in: language)
            switch outcome {
            case .passed: return title
            case .failed(let fault):
                return Words.sentence("verify.\(check).failed", in: language) + " " + fault.sentence(in: language)
            case .open(let reason):
                return title + " " + Words.sentence("verify.open.\(reason.rawValue)", in: language)
            }
        }
    }

    /// How a check went.
    public enum Outcome: Hashable, Sendable {
        case passed
        case failed(Fault)
        case open(OpenReason)
    }

    /// Why a check has neither passed nor failed.
    public enum OpenReason: String, Hashable, Sendable, CaseIterable {
        /// The vote has not come that far, or was voided before.
        case notYet
        /// A public edition leaves the file out.
        case leftOut
        /// An earlier fault leaves nothing to check.
        case afterFault
    }

    /// Something to know that is no fault.
    public enum Warning: Hashable, Sendable {
        case gap(Int)
        case unanimous(option: String)
        case signatures(Int)
        case officerIsTeller
        case tooFewBallots(have: Int, need: Int)

        /// One plain line.
        public func sentence(in language: Language) -> String {
            switch self {
            case .gap(let gap):
                Words.sentence(gap == 1 ? "warning.gap.one" : "warning.gap", ["gap": String(gap)], in: language)
            case .unanimous(let option):
                Words.sentence("warning.unanimous", ["option": ForeignText.shown(option)], in: language)
            case .signatures(0): Words.sentence("warning.signatures.none", in: language)
            case .signatures(1): Words.sentence("warning.signatures.one", in: language)
            case .signatures(let count):
                Words.sentence("warning.signatures", ["count": String(count)], in: language)
            case .officerIsTeller: Words.sentence("warning.officerIsTeller", in: language)
            case .tooFewBallots(let have, let need):
                Words.sentence("warning.tooFewBallots", ["have": String(have), "need": String(need)], in: language)
            }
        }
    }

    /// V1 to V22 in order.
    public let results: [Result]
    /// Warnings, which do not make a record invalid.
    public let warnings: [Warning]
    /// The log as far as it could be followed.
    public let log: EventLog
    /// The fingerprints that were read out, as far as somebody gave them.
    public let expected: Expected

    /// The trackers on the board in its order, one for each line of `ballots.jsonl`; nil without a readable board.
    public let trackers: [Tracker]?
    /// Whether text and JSON show the list of trackers (protocol section 13.2).
    public var listsTrackers = false

    /// What somebody compares the record with.
    public struct Expected: Hashable, Sendable {
        /// fp(h), as it was read out.
        public let vote: Fingerprint?
        /// fp(bx), as it was read out.
        public let board: Fingerprint?
        /// A member's own ballot.
        public let tracker: Tracker?

        /// What was read out, and whose ballot is looked up.
        public init(vote: Fingerprint? = nil, board: Fingerprint? = nil, tracker: Tracker? = nil) {
            self.vote = vote
            self.board = board
            self.tracker = tracker
        }
    }

    /// The line of `ballots.jsonl`, from 1, with the tracker that was asked for; nil if it is not there.
    public var trackerLine: Int? {
        expected.tracker.flatMap { tracker in trackers?.firstIndex(of: tracker) }.map { $0 + 1 }
    }

    /// Whether a tracker was asked for that is not on the board, or there is no board; the record may be valid for all that.
    public var isTrackerMissing: Bool { expected.tracker != nil && trackerLine == nil }

    /// Whether the fingerprint that was asked for is this vote's; nil if none was asked for.
    public var fingerprintMatches: Bool? { expected.vote.map { $0 == fingerprint } }

    /// Whether the fingerprint that was asked for is this board's; nil if none was asked for.
    public var boardFingerprintMatches: Bool? { expected.board.map { $0 == boardFingerprint } }

    /// Whether every applicable check holds.
    ///
    /// A check left open because of a fault counts against the record, whichever check found that fault.
    public var isValid: Bool {
        results.allSatisfy { $0.ok != false && $0.outcome != .open(.afterFault) }
            && fingerprintMatches != false && boardFingerprintMatches != false
    }

    /// fp(h), once the vote was opened.
    public var fingerprint: Fingerprint? { log.electionHead.map(Fingerprint.init) }

    /// fp(bx), once the board was published.
    public var boardFingerprint: Fingerprint? { log.boardHead.map(Fingerprint.init) }

    /// fp(rh), once the sums were opened.
    public var resultFingerprint: Fingerprint? { log.resultHead.map(Fingerprint.init) }

    /// The counts, once the sums were opened and if they are right.
    public var counts: [Int]? {
        results.first { $0.check == .v20 }?.ok == true ? log.result?.counts : nil
    }

    /// The first fault in the order of the checks.
    public var firstFault: Fault? {
        for result in results {
            if case .failed(let fault) = result.outcome { return fault }
        }
        return nil
    }
}

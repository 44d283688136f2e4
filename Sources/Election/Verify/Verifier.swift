import Ristretto255

/// Checks a whole record with nothing but its files (protocol section 14).
public struct Verifier: Sendable {
    /// A stage of long work, for a progress display.
    public enum Stage: String, Sendable {
        case register, ballots
    }

    private let progress: @Sendable (Stage, Int, Int) -> Void

    /// A verifier that tells `progress` the stage, how much of it is done, and how much there is.
    public init(progress: @escaping @Sendable (Stage, Int, Int) -> Void = { _, _, _ in }) {
        self.progress = progress
    }

    /// Checks V1 to V22, and the fingerprints of vote and board if they were read out; looks a tracker up.
    public func verify(
        _ files: RecordFiles,
        expecting fingerprint: Fingerprint? = nil,
        board: Fingerprint? = nil,
        tracker: Tracker? = nil
    ) -> VerificationReport {
        verifyWithSums(files, expecting: fingerprint, board: board, tracker: tracker).report
    }

    /// The same, with the encrypted sums of a board whose ballots all hold; tellers open exactly what they verified.
    public func verifyWithSums(
        _ files: RecordFiles,
        expecting fingerprint: Fingerprint? = nil,
        board: Fingerprint? = nil,
        tracker: Tracker? = nil
    ) -> (report: VerificationReport, sums: EncryptedTally?) {
        var run = VerifierRun(files: files, progress: progress)
        run.checkLog()
        run.checkReadable()
        run.checkRollAndLaw()
        run.checkBoardFiles()
        run.checkRegister()
        run.checkBallots()
        run.checkNumbers()
        run.checkCount()
        let report = VerificationReport(
            results: Check.allCases.map { check in
                VerificationReport.Result(check: check, outcome: run.outcomes[check] ?? .open(.notYet))
            },
            warnings: run.warnings,
            log: run.log,
            expected: VerificationReport.Expected(vote: fingerprint, board: board, tracker: tracker),
            trackers: run.trackers
        )
        return (report, run.tally)
    }
}

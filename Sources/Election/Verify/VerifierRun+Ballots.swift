import Proofs
import Ristretto255
import SealedBallot

// MARK: - Ballots (V14 to V17)

extension VerifierRun {
    private static let ballotChecks: [Check] = [.v14, .v15, .v16, .v17]

    /// What was found in one line of the board.
    private struct LineFindings: Sendable {
        var trackerHash = true
        var ballot: BallotFault?
        var tokenProof = true
        var credential: Element?
        var ciphertexts: [Ciphertext] = []

        init(_ line: BoardLine, _ context: BallotContext) {
            do throws(BallotFault) {
                let unverified = try UnverifiedBallot(decoding: line.ballot, rule: context.rule)
                credential = unverified.credential
                trackerHash = unverified.trackerHash(in: context) == line.trackerHash
                tokenProof = context.issuer.accepts(
                    line.tokenProof,
                    input: context.tokenInput(unverified.credential),
                    evaluated: unverified.token
                )
                ciphertexts = try unverified.verified(in: context).ciphertexts
            } catch {
                ballot = error
            }
        }
    }

    mutating func checkBallots() {
        guard log.hasBoard, let board = log.board, let context = log.ballotContext else {
            set(Self.ballotChecks, .open(logIsWhole ? .notYet : .afterFault))
            return
        }
        guard files[.ballots] != nil,
            let lines = parse(.ballots, { line throws(Fault) in try BoardLine(line: line) })
        else {
            set(Self.ballotChecks, .open(.afterFault))
            return
        }
        trackers = lines.map { Tracker($0.trackerHash) }
        if lines.count != board.ballots {
            fail(.v14, .lineCount(expected: board.ballots, found: lines.count), .ballots)
        }
        checkOrder(lines)
        let progress = progress
        let total = lines.count
        let findings = inParallel(total, progress: { progress(.ballots, $0, total) }) { index in
            LineFindings(lines[index], context)
        }
        judge(findings)
        guard Self.ballotChecks.allSatisfy({ outcomes[$0] == .passed }) else { return }
        tally = EncryptedTally(summing: findings.map(\.ciphertexts), optionCount: context.rule.optionCount)
    }

    private mutating func checkOrder(_ lines: [BoardLine]) {
        var trackers: Set<Tracker> = []
        for (index, line) in lines.enumerated() {
            if index > 0, !lines[index - 1].trackerHash.precedes(line.trackerHash) {
                fail(.v14, .order, .ballots, line: index + 1)
            }
            if !trackers.insert(Tracker(line.trackerHash)).inserted {
                fail(.v16, .trackerTwice, .ballots, line: index + 1)
            }
        }
    }

    private mutating func judge(_ findings: [LineFindings]) {
        var credentials: Set<Element> = []
        for (index, finding) in findings.enumerated() {
            if !finding.trackerHash { fail(.v14, .trackerHash, .ballots, line: index + 1) }
            if let fault = finding.ballot { fail(.v15, fault.rule, .ballots, line: index + 1) }
            if !finding.tokenProof { fail(.v17, .tokenProof, .ballots, line: index + 1) }
            if let credential = finding.credential, !credentials.insert(credential).inserted {
                fail(.v16, .tokenTwice, .ballots, line: index + 1)
            }
        }
        set(Self.ballotChecks, .passed)
    }
}

extension Digest {
    /// Order by bytes.
    func precedes(_ other: Digest) -> Bool {
        encoded.lexicographicallyPrecedes(other.encoded)
    }
}

import Ristretto255
import SealedBallot

// MARK: - Numbers and count (V18 to V22)

extension VerifierRun {
    mutating func checkNumbers() {
        guard let manifest = log.manifest else {
            set(.v18, .open(.afterFault))
            return
        }
        if manifest.officerIsTeller { warnings.append(.officerIsTeller) }
        guard log.state.hasBoard, let board = log.board else {
            set(.v18, .open(logIsWhole ? .notYet : .afterFault))
            return
        }
        if board.ballots > board.draws { fail(.v18, .moreBallotsThanDraws, .log) }
        if board.gap > 0 { warnings.append(.gap(board.gap)) }
        if board.ballots < manifest.minimumBallots {
            if log.state == .boxed {
                warnings.append(.tooFewBallots(have: board.ballots, need: manifest.minimumBallots))
            } else {
                fail(.v18, .tooFewBallots(have: board.ballots, need: manifest.minimumBallots), .log)
            }
        }
        set(.v18, .passed)
    }

    mutating func checkCount() {
        guard logIsWhole else {
            set([.v19, .v20, .v21, .v22], .open(.afterFault))
            return
        }
        guard let manifest = log.manifest, let board = log.board, log.state.hasBoard, !log.shares.isEmpty else {
            set([.v19, .v20, .v21, .v22], .open(.notYet))
            return
        }
        guard let tally else {
            set([.v19, .v20, .v21, .v22], .open(.afterFault))
            return
        }
        if let fault = log.firstShareFault(tally.sums) { fail(.v19, fault, .log) }
        set(.v19, .passed)
        guard let result = log.result else {
            set([.v20, .v21, .v22], .open(.notYet))
            return
        }
        if let fault = log.countFault(result, sums: tally.sums) { fail(.v20, fault, .log) }
        set(.v20, .passed)
        let sum = zip(manifest.options, result.counts).reduce(0) { $0 + $1.0.weight * $1.1 }
        if !(manifest.minimum * board.ballots...manifest.maximum * board.ballots).contains(sum) {
            fail(.v21, .countSum, .log)
        }
        set(.v21, .passed)
        set(.v22, log.signed.isEmpty ? .open(.notYet) : .passed)
        if log.signed.count < KeyCeremony.tellerCount { warnings.append(.signatures(log.signed.count)) }
        for (option, count) in zip(manifest.options, result.counts)
        where board.ballots > 0 && count == board.ballots * option.cap {
            warnings.append(.unanimous(option: option.label))
        }
    }
}

extension EventLog {
    /// The first share whose proof does not hold for these sums (check V19).
    public func firstShareFault(_ sums: [Ciphertext]) -> Rule? {
        for number in shares.keys.sorted() {
            guard let list = shares[number] else { continue }
            if let fault = shareFault(list, from: number, sums: sums) { return fault }
        }
        return nil
    }

    /// What is wrong with one teller's shares for these sums, if anything.
    public func shareFault(_ shares: [DecryptionShare], from number: Int, sums: [Ciphertext]) -> Rule? {
        guard let jointKey, let boardHead, shares.count == sums.count else { return .shareCount(teller: number) }
        let proved = inParallel(sums.count) { option in
            shares[option].isProved(
                for: sums[option],
                option: option,
                board: boardHead,
                publicShare: jointKey.publicShares[number - 1]
            )
        }
        return proved.firstIndex(of: false).map { .shareProof(teller: number, option: $0) }
    }

    /// What is wrong with the counts, if anything (check V20).
    func countFault(_ result: EventContent.Counts, sums: [Ciphertext]) -> Rule? {
        guard let manifest, let board else { return .usedShares }
        let used = result.used
        guard used.count == manifest.threshold, zip(used, used.dropFirst()).allSatisfy(<),
            used.allSatisfy({ shares[$0] != nil })
        else { return .usedShares }
        guard result.counts.count == sums.count else { return .usedShares }
        for (option, sum) in sums.enumerated() {
            let limit = board.ballots * manifest.options[option].cap
            let opened = opened(sum, option: option, used: used)
            guard result.counts[option] <= limit, Scalar(result.counts[option]).timesGenerator == opened else {
                return .countWrong(option: option)
            }
        }
        return nil
    }

    /// The counts that the lowest t shares open, or nil if a sum is out of range (protocol section 13.4).
    public func openedCounts(_ sums: [Ciphertext]) -> EventContent.Counts? {
        guard let manifest, let board, shares.count >= manifest.threshold else { return nil }
        let used = Array(shares.keys.sorted().prefix(manifest.threshold))
        var counts: [Int] = []
        for (option, sum) in sums.enumerated() {
            let limit = board.ballots * manifest.options[option].cap
            let opened = opened(sum, option: option, used: used)
            guard let count = Tally.discreteLogarithm(of: opened, limit: limit) else { return nil }
            counts.append(count)
        }
        return EventContent.Counts(used: used, counts: counts)
    }

    private func opened(_ sum: Ciphertext, option: Int, used: [Int]) -> Element {
        var factors: [Int: Element] = [:]
        for number in used { factors[number] = shares[number]?[option].factor }
        return Tally.opened(sum, factors: factors)
    }
}

extension Manifest {
    /// Whether the officer or the chair also counts, which the record shows as a warning.
    var officerIsTeller: Bool {
        let tellers = Set(officers.suffix(3).map(\.key))
        return officers.prefix(2).contains { tellers.contains($0.key) }
    }
}

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
        guard log.hasBoard, let board = log.board else {
            set(.v18, .open(logIsWhole ? .notYet : .afterFault))
            return
        }
        if board.ballots > board.draws { fail(.v18, .moreBallotsThanDraws, .log, line: line(of: .box)) }
        if board.gap > 0 { warnings.append(.gap(board.gap)) }
        if board.ballots < manifest.minimumBallots {
            if log.state == .boxed {
                warnings.append(.tooFewBallots(have: board.ballots, need: manifest.minimumBallots))
            } else {
                let rule = Rule.tooFewBallots(have: board.ballots, need: manifest.minimumBallots)
                fail(.v18, rule, .log, line: line(of: .box))
            }
        }
        set(.v18, .passed)
    }

    mutating func checkCount() {
        guard logIsWhole else {
            set([.v19, .v20, .v21, .v22], .open(.afterFault))
            return
        }
        guard let manifest = log.manifest, let board = log.board, log.hasBoard, !log.shares.isEmpty else {
            set([.v19, .v20, .v21, .v22], .open(.notYet))
            return
        }
        guard let tally else {
            set([.v19, .v20, .v21, .v22], .open(.afterFault))
            return
        }
        if let (number, fault) = log.firstFaultyShare(tally.sums) {
            fail(.v19, fault, .log, line: line(of: .share, by: Role.teller(number)))
        }
        set(.v19, .passed)
        guard let result = log.result else {
            set([.v20, .v21, .v22], .open(.notYet))
            return
        }
        if let fault = log.countFault(result, sums: tally.sums) { fail(.v20, fault, .log, line: line(of: .result)) }
        set(.v20, .passed)
        if !manifest.allows(result.counts, of: board.ballots) { fail(.v21, .countSum, .log, line: line(of: .result)) }
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
        firstFaultyShare(sums)?.fault
    }

    /// The same with the teller's number.
    func firstFaultyShare(_ sums: [Ciphertext]) -> (number: Int, fault: Rule)? {
        for number in shares.keys.sorted() {
            guard let list = shares[number] else { continue }
            if let fault = shareFault(list, from: number, sums: sums) { return (number, fault) }
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
        guard result.counts.count == sums.count else {
            return .countWrong(option: min(result.counts.count, sums.count))
        }
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
    /// Whether `min·ballots ≤ Σ w_o·counts[o] ≤ max·ballots` (check V21).
    ///
    /// Counts come from the log and may be anything below 2^53; a term beyond the limit ends the sum before it
    /// overflows.
    func allows(_ counts: [Int], of ballots: Int) -> Bool {
        guard counts.count == options.count else { return false }
        let limit = maximum * ballots
        var sum = 0
        for (option, count) in zip(options, counts) {
            guard count <= limit / option.weight else { return false }
            sum += option.weight * count
        }
        return (minimum * ballots...limit).contains(sum)
    }

    /// Whether the officer or the chair also counts, which the record shows as a warning.
    var officerIsTeller: Bool {
        let tellers = Set(officers.suffix(3).map(\.key))
        return officers.prefix(2).contains { tellers.contains($0.key) }
    }
}

import Ristretto255
import SealedBallot

/// The sums of all ballots, still encrypted, one for each option.
public struct EncryptedTally: Sendable {
    /// `(Ā_o, B̄_o)`.
    public let sums: [Ciphertext]

    /// Adds up a board whose ballots were checked when they were accepted.
    ///
    /// Throws a ``BallotFault`` if one cannot be read.
    public init(board: [BoardLine], rule: SelectionRule) throws(BallotFault) {
        var ballots: [[Ciphertext]] = []
        ballots.reserveCapacity(board.count)
        for line in board { ballots.append(try UnverifiedBallot(decoding: line.ballot, rule: rule).ciphertexts) }
        self.init(summing: ballots, optionCount: rule.optionCount)
    }

    /// Adds the ballots up, option by option.
    init(summing ballots: [[Ciphertext]], optionCount: Int) {
        let chunk = 256
        let chunks = (ballots.count + chunk - 1) / chunk
        let partial = inParallel(chunks) { number in
            ballots[number * chunk..<min((number + 1) * chunk, ballots.count)].reduce(Self.none(optionCount), Self.add)
        }
        sums = partial.reduce(Self.none(optionCount), Self.add)
    }

    private static func none(_ optionCount: Int) -> [Ciphertext] {
        [Ciphertext](repeating: .zero, count: optionCount)
    }

    private static func add(_ a: [Ciphertext], _ b: [Ciphertext]) -> [Ciphertext] {
        zip(a, b).map { $0 + $1 }
    }
}

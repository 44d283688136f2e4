import Proofs
import Ristretto255
import SealedBallot
import TestSupport
import Testing

@Suite("Opening the sums (protocol section 13.4)")
struct TallyTests {
    @Test(
        "the tally is the sum of the ballots",
        arguments: [SelectionRule.exactlyOne, .upToThree, .cumulative],
        0..<4
    )
    func sums(rule: SelectionRule, seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let the = try Ceremony(seed: seed, threshold: 2)
        let key = try the.key()
        let allowed = rule.allBallots
        let ballots = (0..<6).map { _ in allowed.randomElement(using: &random)! }
        let sums = try ballots.reduce([Ciphertext](repeating: .zero, count: rule.optionCount)) { sums, values in
            let encrypted = try EncryptedSelection(values, rule: rule, key: key, random: &random)
            return zip(sums, encrypted.ciphertexts).map { $0 + $1 }
        }
        let shares = try the.shares()
        for option in sums.indices {
            let expected = ballots.map { $0[option] }.reduce(0, +)
            let element = opened(sums[option], by: [shares[0], shares[2]], option: option)
            let limit = ballots.count * rule.caps[option]
            #expect(Tally.discreteLogarithm(of: element, limit: limit) == expected)
        }
    }

    static let subsets = [[1, 2], [1, 3], [2, 3], [2, 1], [3, 1], [3, 2], [1, 2, 3], [3, 2, 1]]

    @Test("with t = 2, any two or three tellers open the sum, in whatever order", arguments: subsets, 0..<2)
    func anyTwo(numbers: [Int], seed: Int) throws {
        let the = try Ceremony(seed: seed, threshold: 2)
        let (sum, value) = try encrypted(by: the, seed: seed)
        let shares = try the.shares()
        let element = opened(sum, by: numbers.map { shares[$0 - 1] })
        #expect(Tally.discreteLogarithm(of: element, limit: 100) == value)
    }

    @Test("with t = 2, one teller alone opens nothing", arguments: 1...3)
    func oneAlone(number: Int) throws {
        let the = try Ceremony(seed: 1, threshold: 2)
        let (sum, _) = try encrypted(by: the, seed: 1)
        #expect(Tally.discreteLogarithm(of: opened(sum, by: [try the.share(of: number)]), limit: 1000) == nil)
    }

    @Test("with t = 3, two tellers open nothing, and three do", arguments: 0..<4)
    func allThree(seed: Int) throws {
        let the = try Ceremony(seed: seed, threshold: 3)
        let (sum, value) = try encrypted(by: the, seed: seed)
        let shares = try the.shares()
        for pair in [[0, 1], [0, 2], [1, 2]] {
            let element = opened(sum, by: pair.map { shares[$0] })
            #expect(Tally.discreteLogarithm(of: element, limit: 1000) == nil)
        }
        for order in [[0, 1, 2], [2, 0, 1]] {
            let element = opened(sum, by: order.map { shares[$0] })
            #expect(Tally.discreteLogarithm(of: element, limit: 100) == value)
        }
    }

    /// One of many ballots whose first option holds `value`.
    private func encrypted(by the: Ceremony, seed: Int) throws -> (Ciphertext, Int) {
        var random = SeededRandomSource(seed: seed)
        let key = try the.key()
        var sum = Ciphertext.zero
        var value = 0
        for _ in 0..<5 {
            let values = SelectionRule.cumulative.allBallots.randomElement(using: &random)!
            let selection = try EncryptedSelection(values, rule: .cumulative, key: key, random: &random)
            sum = sum + selection.ciphertexts[0]
            value += values[0]
        }
        return (sum, value)
    }

    @Test("a share is proved for its sum, option, board and teller, and for no other", arguments: 0..<4)
    func shareProofs(seed: Int) throws {
        let the = try Ceremony(seed: seed, threshold: 2)
        var random = SeededRandomSource(seed: seed)
        let board = try Digest(decoding: random.bytes(64))
        let encrypted = try EncryptedSelection([0, 1, 0], rule: .exactlyOne, key: the.key(), random: &random)
        let sums = encrypted.ciphertexts
        let share = try the.share(of: 2)
        let parts = share.decrypt(sums, board: board)
        #expect(parts.count == 3)
        for option in sums.indices {
            func holds(
                _ part: DecryptionShare,
                sum: Ciphertext? = nil,
                option other: Int? = nil,
                board otherBoard: Digest? = nil,
                publicShare: Element? = nil
            ) -> Bool {
                part.isProved(
                    for: sum ?? sums[option],
                    option: other ?? option,
                    board: otherBoard ?? board,
                    publicShare: publicShare ?? share.publicShare
                )
            }
            let part = parts[option]
            #expect(holds(part))
            #expect(!holds(part, sum: sums[(option + 1) % 3]))
            #expect(!holds(part, option: option + 1))
            #expect(!holds(part, option: 10 * option + 10))
            #expect(!holds(part, board: .zero))
            #expect(!holds(part, publicShare: try the.share(of: 1).publicShare))
            #expect(!holds(part, publicShare: .identity))

            let wrong = DecryptionShare(factor: part.factor + .generator, proof: part.proof)
            #expect(!holds(wrong))
            #expect(!holds(DecryptionShare(factor: .identity, proof: part.proof)))
            #expect(!holds(DecryptionShare(factor: part.factor, proof: parts[(option + 1) % 3].proof)))
            #expect(!holds(DecryptionShare(factor: parts[(option + 1) % 3].factor, proof: part.proof)))
            let foreign = try the.share(of: 1).decrypt(sums, board: board)[option]
            #expect(!holds(foreign))
        }
    }

    @Test("the context of a share's proof covers only the first half of the board's hash, as specified")
    func boardHalf() throws {
        let the = try Ceremony(seed: 1, threshold: 2)
        let share = try the.share(of: 1)
        let encrypted = try EncryptedSelection([1, 0, 0], rule: .exactlyOne, key: the.key())
        let part = share.decrypt(encrypted.ciphertexts, board: .zero)[0]
        for index in 0..<64 {
            var bytes = Digest.zero.encoded
            bytes[index] = 1
            let holds = part.isProved(
                for: encrypted.ciphertexts[0],
                option: 0,
                board: try Digest(decoding: bytes),
                publicShare: share.publicShare
            )
            #expect(holds == (index >= 32))
        }
    }

    @Test("every changed byte of a share's proof is refused")
    func changedProof() throws {
        let the = try Ceremony(seed: 2, threshold: 2)
        let share = try the.share(of: 3)
        let encrypted = try EncryptedSelection([1, 0, 0], rule: .exactlyOne, key: the.key())
        let part = share.decrypt(encrypted.ciphertexts, board: .zero)[0]
        for mutation in Mutations.all(part.proof.encoded) {
            guard let proof = try? DLEQProof(decoding: mutation.bytes) else { continue }
            let changed = DecryptionShare(factor: part.factor, proof: proof)
            #expect(
                !changed.isProved(
                    for: encrypted.ciphertexts[0],
                    option: 0,
                    board: .zero,
                    publicShare: share.publicShare
                ),
                "\(mutation)"
            )
        }
        for mutation in Mutations.all(part.factor.encoded) {
            guard let factor = try? Element(decoding: mutation.bytes) else { continue }
            let changed = DecryptionShare(factor: factor, proof: part.proof)
            #expect(
                !changed.isProved(
                    for: encrypted.ciphertexts[0],
                    option: 0,
                    board: .zero,
                    publicShare: share.publicShare
                ),
                "\(mutation)"
            )
        }
    }

    @Test(
        "numbers that are no teller's open nothing and stop nobody",
        arguments: [[0], [0, 1], [4, 5], [1, (1 << 53) - 1], []]
    )
    func otherNumbers(numbers: [Int]) throws {
        let the = try Ceremony(seed: 4, threshold: 2)
        let (sum, _) = try encrypted(by: the, seed: 4)
        let factor = try the.share(of: 1).decrypt([sum], board: .zero)[0].factor
        let factors = Dictionary(uniqueKeysWithValues: numbers.map { ($0, factor) })
        #expect(Tally.discreteLogarithm(of: Tally.opened(sum, factors: factors), limit: 1000) == nil)
    }

    @Test("a wrong factor without its proof would change the count: the proof is what catches it")
    func wrongFactor() throws {
        let the = try Ceremony(seed: 3, threshold: 2)
        let encrypted = try EncryptedSelection([1, 0, 0], rule: .exactlyOne, key: the.key())
        let shares = try the.shares()
        let sum = encrypted.ciphertexts[0]
        var factors = [
            1: shares[0].decrypt([sum], board: .zero)[0].factor,
            2: shares[1].decrypt([sum], board: .zero)[0].factor,
        ]
        #expect(Tally.discreteLogarithm(of: Tally.opened(sum, factors: factors), limit: 1) == 1)
        // The weight of teller 2 beside teller 1 is -1, so this adds one vote.
        factors[2] = factors[2]! + .generator
        #expect(Tally.discreteLogarithm(of: Tally.opened(sum, factors: factors), limit: 2) == 2)
    }
}

@Suite("Small discrete logarithms")
struct DiscreteLogarithmTests {
    @Test("are found for every value up to the limit", arguments: [0, 1, 2, 3, 4, 8, 9, 15, 16, 17, 24, 25, 99, 150])
    func found(limit: Int) {
        for value in 0...limit {
            #expect(Tally.discreteLogarithm(of: Scalar(value).timesGenerator, limit: limit) == value)
        }
    }

    @Test("are nil above the limit and below 0", arguments: [0, 1, 2, 3, 4, 8, 9, 15, 16, 17, 24, 25, 99])
    func outOfRange(limit: Int) {
        for value in limit + 1...limit + 30 {
            #expect(Tally.discreteLogarithm(of: Scalar(value).timesGenerator, limit: limit) == nil)
        }
        for value in 1...30 {
            let negative = Element.identity - Scalar(value).timesGenerator
            #expect(Tally.discreteLogarithm(of: negative, limit: limit) == nil)
        }
        #expect(Tally.discreteLogarithm(of: SecretScalar.random().timesGenerator, limit: limit) == nil)
    }

    @Test("are nil for a negative limit")
    func negativeLimit() {
        #expect(Tally.discreteLogarithm(of: .identity, limit: -1) == nil)
        #expect(Tally.discreteLogarithm(of: .generator, limit: -100) == nil)
    }

    @Test("are found in a large box", arguments: [0, 1, 99_999, 100_000, 54_321])
    func large(value: Int) {
        #expect(Tally.discreteLogarithm(of: Scalar(value).timesGenerator, limit: 100_000) == value)
    }
}

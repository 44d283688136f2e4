import Ristretto255
import SealedBallot
import TestSupport
import Testing

@Suite("Sealed selections: property and refusal")
struct SealedSelectionTests {
    /// A selection sealed under a random key and context.
    struct Case {
        let rule: SelectionRule
        let key: ElectionPublicKey
        let context: Digest
        let sealed: SealedSelection

        init(_ values: [Int], rule: SelectionRule, seed: Int) throws {
            var random = SeededRandomSource(seed: seed)
            self.rule = rule
            key = try ElectionPublicKey(decoding: random.element().encoded)
            context = try Digest(decoding: random.bytes(64))
            let encrypted = try EncryptedSelection(values, rule: rule, key: key, random: &random)
            sealed = encrypted.seal(context: context, random: &random)
        }

        func fault(_ bytes: some Collection<UInt8>) throws -> SelectionFault? {
            try SealedSelection(decoding: bytes, rule: rule).firstFault(context: context, rule: rule, key: key)
        }
    }

    @Test(
        "every allowed ballot is sealed, read back and accepted",
        arguments: [SelectionRule.exactlyOne, .upToThree, .cumulative]
    )
    func complete(rule: SelectionRule) throws {
        for (index, values) in rule.allBallots.enumerated() where index < 12 {
            let the = try Case(values, rule: rule, seed: index)
            let bytes = the.sealed.encoded
            #expect(bytes.count == rule.byteCount)
            #expect(try SealedSelection(decoding: bytes, rule: rule) == the.sealed)
            #expect(try the.fault(bytes) == nil)
            #expect(the.sealed.ciphertextBytes == the.sealed.ciphertexts.flatMap(\.encoded))
        }
    }

    @Test("values that the rule forbids are not encrypted")
    func notAllowed() throws {
        let key = try ElectionPublicKey(decoding: Element.generator.encoded)
        let forbidden: [(SelectionRule, [[Int]])] = [
            (.exactlyOne, [[], [1], [0, 0, 0], [1, 1, 0], [2, 0, 0], [-1, 1, 1], [1, 0, 0, 0], [Int.max, 0, 0]]),
            (.upToThree, [[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0], [1, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 2]]),
            (.cumulative, [[3, 0, 0, 0], [2, 2, 0, 0], [1, 1, 1, 1], [0, 0, 0, -1]]),
        ]
        for (rule, ballots) in forbidden {
            for values in ballots {
                #expect(!rule.allows(values))
                do {
                    _ = try EncryptedSelection(values, rule: rule, key: key)
                    Issue.record("encrypted \(values)")
                } catch {
                    #expect(error == .notAllowed)
                }
            }
        }
    }

    @Test("abstaining with weight k excludes every other mark")
    func abstention() {
        let allowed = SelectionRule.upToThree.allBallots
        // One, two or three of five, or the abstention.
        #expect(allowed.count == 5 + 10 + 10 + 1)
        #expect(allowed.filter { $0[5] == 1 } == [[0, 0, 0, 0, 0, 1]])
    }

    @Test("a selection refuses every changed byte", arguments: [0, 1])
    func flips(seed: Int) throws {
        let the = try Case([0, 1, 0], rule: .exactlyOne, seed: seed)
        for mutation in Mutations.flips(the.sealed.encoded) {
            #expect(throws: (any Error).self, "\(mutation)") {
                if let fault = try the.fault(mutation.bytes) { throw fault }
            }
        }
    }

    @Test("a selection refuses every changed length and piece")
    func lengthsAndPieces() throws {
        let the = try Case([1, 0, 0], rule: .exactlyOne, seed: 2)
        let bytes = the.sealed.encoded
        for mutation in Mutations.lengths(bytes) {
            let expected = GroupError.wrongLength(expected: bytes.count, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try the.fault(mutation.bytes) }
        }
        for mutation in Mutations.pieces(bytes) {
            #expect(throws: (any Error).self, "\(mutation)") {
                if let fault = try the.fault(mutation.bytes) { throw fault }
            }
        }
    }

    @Test("a selection holds for its context, key and rule only")
    func bindsEverything() throws {
        let the = try Case([1, 0, 0], rule: .exactlyOne, seed: 3)
        let other = try Case([1, 0, 0], rule: .exactlyOne, seed: 4)
        #expect(the.sealed.firstFault(context: other.context, rule: the.rule, key: the.key) == .option(0))
        #expect(the.sealed.firstFault(context: the.context, rule: the.rule, key: other.key) == .option(0))

        let weights = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 2], minimum: 1, maximum: 1)
        #expect(the.sealed.firstFault(context: the.context, rule: weights, key: the.key) == .sum)
        let range = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 2, maximum: 2)
        #expect(the.sealed.firstFault(context: the.context, rule: range, key: the.key) == .sum)
        let caps = SelectionRule(caps: [1, 2, 1], weights: [1, 1, 1], minimum: 1, maximum: 1)
        #expect(the.sealed.firstFault(context: the.context, rule: caps, key: the.key) == .option(1))
    }

    @Test("a rule for another number of options is a fault, not a crash")
    func otherOptionCount() throws {
        let the = try Case([1, 0, 0], rule: .exactlyOne, seed: 5)
        for count in [2, 4] {
            let ones = [Int](repeating: 1, count: count)
            let rule = SelectionRule(caps: ones, weights: ones, minimum: 1, maximum: 1)
            #expect(the.sealed.firstFault(context: the.context, rule: rule, key: the.key) != nil)
        }
    }

    @Test("options cannot be exchanged, doubled or taken from another ballot")
    func swaps() throws {
        let the = try Case([1, 0, 0], rule: .exactlyOne, seed: 6)
        let other = try Case([0, 1, 0], rule: .exactlyOne, seed: 7)
        let bytes = the.sealed.encoded
        let foreign = other.sealed.encoded
        let length = the.rule.optionByteCount(0)
        let options = (0..<3).map { Array(bytes[$0 * length..<($0 + 1) * length]) }
        let sum = Array(bytes[(3 * length)...])
        let foreignOption = Array(foreign[length..<2 * length])
        let foreignSum = Array(foreign[(3 * length)...])

        #expect(try the.fault(options[0] + options[1] + options[2] + sum) == nil)
        #expect(try the.fault(options[1] + options[0] + options[2] + sum) == .option(0))
        #expect(try the.fault(options[0] + options[2] + options[1] + sum) == .option(1))
        #expect(try the.fault(options[0] + options[0] + options[2] + sum) == .option(1))
        #expect(try the.fault(options[0] + foreignOption + options[2] + sum) == .option(1))
        #expect(try the.fault(options[0] + options[1] + options[2] + foreignSum) == .sum)
    }

    @Test("two marks, each proved, fail at the sum")
    func twoMarks() throws {
        // The options alone would pass: each is 0 or 1. Only the proof of the sum says how many there are.
        let loose = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 0, maximum: 2)
        let strict = SelectionRule.exactlyOne
        let the = try Case([1, 1, 0], rule: loose, seed: 8)
        #expect(the.sealed.firstFault(context: the.context, rule: loose, key: the.key) == nil)
        #expect(the.sealed.firstFault(context: the.context, rule: strict, key: the.key) == .sum)
    }

    @Test("one choice encrypted twice gives two ciphertexts with nothing in common")
    func randomised() throws {
        let key = try ElectionPublicKey(decoding: Scalar.random().timesGenerator.encoded)
        let one = try EncryptedSelection([1, 0, 0], rule: .exactlyOne, key: key)
        let two = try EncryptedSelection([1, 0, 0], rule: .exactlyOne, key: key)
        let elements = (one.ciphertexts + two.ciphertexts).flatMap { [$0.alpha, $0.beta] }
        #expect(Set(elements).count == 12)
    }

    @Test("lengths follow from the rule")
    func lengths() {
        #expect(SelectionRule.exactlyOne.byteCount == 768 - 64 - 64)
        #expect(SelectionRule.exactlyOne.optionByteCount(0) == 192)
        #expect(SelectionRule.upToThree.byteCount == 6 * 192 + 3 * 64)
        #expect(SelectionRule.cumulative.byteCount == 4 * 256 + 4 * 64)
        let eight = [Int](repeating: 8, count: 64)
        let largest = SelectionRule(caps: eight, weights: [Int](repeating: 1, count: 64), minimum: 0, maximum: 64)
        #expect(largest.byteCount + 128 == 45_248)
    }

    @Test("only rules within the protocol's limits are possible")
    func limits() {
        func isPossible(_ caps: [Int], _ weights: [Int], _ minimum: Int, _ maximum: Int) -> Bool {
            SelectionRule.isPossible(caps: caps, weights: weights, minimum: minimum, maximum: maximum)
        }
        let ones = [Int](repeating: 1, count: 64)
        #expect(isPossible([1, 1], [1, 1], 1, 1))
        #expect(isPossible([8, 8], [64, 64], 0, 64))
        #expect(isPossible(ones, ones, 64, 64))
        #expect(!isPossible([1], [1], 1, 1))
        #expect(!isPossible([], [], 0, 0))
        #expect(!isPossible(ones + [1], ones + [1], 1, 1))
        #expect(!isPossible([1, 1], [1], 1, 1))
        #expect(!isPossible([0, 1], [1, 1], 1, 1))
        #expect(!isPossible([-1, 1], [1, 1], 1, 1))
        #expect(!isPossible([9, 1], [1, 1], 1, 1))
        #expect(!isPossible([1, 1], [0, 1], 1, 1))
        #expect(!isPossible([1, 1], [65, 1], 1, 1))
        #expect(!isPossible([1, 1], [Int.max, 1], 1, 1))
        #expect(!isPossible([1, 1], [1, 1], -1, 1))
        #expect(!isPossible([1, 1], [1, 1], 2, 1))
        #expect(!isPossible([1, 1], [1, 1], 1, 65))
        #expect(!isPossible([1, 1], [1, 1], 0, Int.max))
        #expect(!isPossible([1, 1], [1, 1], 3, 64))
    }
}

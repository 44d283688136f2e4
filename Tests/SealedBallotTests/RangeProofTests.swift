import Ristretto255
import TestSupport
import Testing

@testable import SealedBallot

@Suite("Range proofs (protocol section 11)")
struct RangeProofTests {
    /// A proof that a ciphertext contains `value`, with what is needed to change the statement.
    struct Case {
        let statement: RangeStatement
        let proof: RangeProof

        init(seed: Int, value: Int, range: ClosedRange<Int>, position: Int = 0) throws {
            var random = SeededRandomSource(seed: seed)
            let key = ElectionPublicKey(element: random.element())
            let r = random.secretScalar()
            statement = RangeStatement(
                context: try Digest(decoding: random.bytes(64)),
                position: position,
                range: range,
                key: key,
                ciphertext: .encrypting(value, with: r, to: key)
            )
            proof = RangeProof(statement, value: value, randomness: r, random: &random)
        }
    }

    static let cases: [(value: Int, range: ClosedRange<Int>)] = [
        (0, 0...1), (1, 0...1), (0, 0...0), (5, 5...5), (0, 0...8), (4, 0...8), (8, 0...8), (1, 1...3), (3, 1...3),
        (64, 60...64), (0, 0...64),
    ]

    @Test("show every value of the range", arguments: cases)
    func complete(value: Int, range: ClosedRange<Int>) throws {
        let the = try Case(seed: value, value: value, range: range)
        #expect(the.proof.shows(the.statement))
        #expect(the.proof.encoded.count == RangeProof.byteCount(range))
        let decoded = try RangeProof(decoding: the.proof.encoded, range: range)
        #expect(decoded == the.proof)
        #expect(decoded.encoded == the.proof.encoded)
    }

    @Test("do not show a value outside the range", arguments: [-1, 2, 3])
    func outside(shift: Int) throws {
        // The prover runs on the ciphertext of another value than it claims.
        var random = SeededRandomSource(seed: 20 + shift)
        let key = ElectionPublicKey(element: random.element())
        let r = random.secretScalar()
        let honest = Ciphertext.encrypting(0, with: r, to: key)
        let difference = shift < 0 ? .identity - Element.generator : Scalar(shift).timesGenerator
        for claimed in 0...1 {
            let statement = RangeStatement(
                context: .zero,
                position: 0,
                range: 0...1,
                key: key,
                ciphertext: Ciphertext(alpha: honest.alpha, beta: honest.beta + difference)
            )
            let proof = RangeProof(statement, value: claimed, randomness: r, random: &random)
            #expect(!proof.shows(statement))
        }
    }

    @Test("bind context, position, range, key and ciphertext")
    func bindsEverything() throws {
        let the = try Case(seed: 1, value: 1, range: 0...2, position: 3)
        let good = the.statement
        let other = try Case(seed: 2, value: 1, range: 0...2, position: 3).statement

        func changed(
            context: Digest? = nil,
            position: Int = 3,
            range: ClosedRange<Int> = 0...2,
            key: ElectionPublicKey? = nil,
            ciphertext: Ciphertext? = nil
        ) -> RangeStatement {
            RangeStatement(
                context: context ?? good.context,
                position: position,
                range: range,
                key: key ?? good.key,
                ciphertext: ciphertext ?? good.ciphertext
            )
        }
        #expect(the.proof.shows(changed()))
        #expect(!the.proof.shows(changed(context: other.context)))
        #expect(!the.proof.shows(changed(position: 2)))
        #expect(!the.proof.shows(changed(position: RangeProof.sumPosition)))
        #expect(!the.proof.shows(changed(range: 1...3)))
        #expect(!the.proof.shows(changed(range: 0...1)))
        #expect(!the.proof.shows(changed(range: 0...3)))
        #expect(!the.proof.shows(changed(key: other.key)))
        #expect(!the.proof.shows(changed(ciphertext: other.ciphertext)))
        #expect(!the.proof.shows(changed(ciphertext: .zero)))
        let (alpha, beta) = (good.ciphertext.alpha, good.ciphertext.beta)
        for ciphertext in [
            Ciphertext(alpha: beta, beta: alpha), Ciphertext(alpha: alpha, beta: beta + .generator),
            Ciphertext(alpha: alpha + .generator, beta: beta), Ciphertext(alpha: alpha + alpha, beta: beta + beta),
            Ciphertext(alpha: alpha, beta: .identity), Ciphertext(alpha: .identity, beta: beta),
        ] {
            #expect(!the.proof.shows(changed(ciphertext: ciphertext)))
        }
    }

    @Test("refuse every change of a byte, a length or a piece")
    func mutations() throws {
        let the = try Case(seed: 3, value: 1, range: 0...1)
        for mutation in Mutations.all(the.proof.encoded) {
            guard let changed = try? RangeProof(decoding: mutation.bytes, range: 0...1) else { continue }
            #expect(!changed.shows(the.statement), "\(mutation)")
            #expect(changed.encoded == mutation.bytes, "\(mutation)")
        }
    }

    @Test("have the length of their range, in canonical scalars")
    func decoding() throws {
        let bytes = try Case(seed: 4, value: 1, range: 0...2).proof.encoded
        for mutation in Mutations.lengths(bytes) {
            let expected = GroupError.wrongLength(expected: 192, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try RangeProof(decoding: mutation.bytes, range: 0...2) }
        }
        for start in stride(from: 0, to: bytes.count, by: 32) {
            for wrong in [GroupOrder.bytes, GroupOrder.added(to: Array(bytes[start..<start + 32]))] {
                var changed = bytes
                changed.replaceSubrange(start..<start + 32, with: wrong)
                #expect(throws: GroupError.notCanonicalScalar) { try RangeProof(decoding: changed, range: 0...2) }
            }
        }
    }

    @Test("refuse exchanged branches and branches of another proof")
    func swaps() throws {
        let the = try Case(seed: 5, value: 0, range: 0...1)
        let bytes = the.proof.encoded
        let again = try Case(seed: 6, value: 0, range: 0...1).proof.encoded
        for mixed in [bytes.suffix(64) + bytes.prefix(64), bytes.prefix(64) + again.suffix(64), again[...]] {
            #expect(!(try RangeProof(decoding: mixed, range: 0...1)).shows(the.statement))
        }
    }

    @Test("are not shown by zeros, for no ciphertext")
    func zeros() throws {
        let the = try Case(seed: 7, value: 0, range: 0...1)
        let zeros = try RangeProof(decoding: [UInt8](repeating: 0, count: 128), range: 0...1)
        #expect(!zeros.shows(the.statement))
        let empty = RangeStatement(
            context: .zero,
            position: 0,
            range: 0...1,
            key: the.statement.key,
            ciphertext: .zero
        )
        #expect(!zeros.shows(empty))
    }

    @Test("are as long as the range has values")
    func byteCount() {
        #expect(RangeProof.byteCount(0...1) == 128)
        #expect(RangeProof.byteCount(1...1) == 64)
        #expect(RangeProof.byteCount(0...64) == 65 * 64)
    }
}

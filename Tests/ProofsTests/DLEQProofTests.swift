import Proofs
import Ristretto255
import TestSupport
import Testing

@Suite("DLEQ proofs (protocol section 6)")
struct DLEQProofTests {
    /// A true statement, its key, and a proof.
    struct Case: ~Copyable {
        let key: SecretScalar
        let statement: DLEQStatement
        let proof: DLEQProof

        init(seed: Int, context: String = "test") {
            var random = SeededRandomSource(seed: seed)
            key = random.secretScalar()
            let element = random.element()
            statement = DLEQStatement(
                publicKey: key.timesGenerator,
                element: element,
                evaluated: key.times(element)
            )
            proof = DLEQProof(key: key, statement: statement, context: context)
        }
    }

    @Test("show a true statement", arguments: 0..<16)
    func complete(seed: Int) throws {
        let the = Case(seed: seed)
        #expect(the.proof.shows(the.statement, context: "test"))
        #expect(try DLEQProof(decoding: the.proof.encoded) == the.proof)
        let again = DLEQProof(key: the.key, statement: the.statement, context: "test")
        #expect(again != the.proof, "proofs are randomised")
        #expect(again.shows(the.statement, context: "test"))
    }

    @Test("do not show another statement or the same in another context", arguments: 0..<8)
    func bindsEverything(seed: Int) {
        let the = Case(seed: seed)
        let other = Case(seed: seed + 100)
        let (b, c, d) = (the.statement.publicKey, the.statement.element, the.statement.evaluated)
        let changed = [
            other.statement,
            DLEQStatement(publicKey: other.statement.publicKey, element: c, evaluated: d),
            DLEQStatement(publicKey: b, element: other.statement.element, evaluated: d),
            DLEQStatement(publicKey: b, element: c, evaluated: other.statement.evaluated),
            DLEQStatement(publicKey: b, element: d, evaluated: c),
            DLEQStatement(publicKey: d, element: c, evaluated: b),
            DLEQStatement(publicKey: b, element: c + .generator, evaluated: d + b),
            DLEQStatement(publicKey: .identity, element: c, evaluated: d),
            DLEQStatement(publicKey: b, element: .identity, evaluated: d),
            DLEQStatement(publicKey: b, element: c, evaluated: .identity),
            DLEQStatement(publicKey: .identity, element: .identity, evaluated: .identity),
        ]
        for statement in changed { #expect(!the.proof.shows(statement, context: "test")) }
        for context in ["", "tesT", "test ", "Seed-test"] {
            #expect(!the.proof.shows(the.statement, context: context))
        }
    }

    @Test("cannot be made for a wrong evaluation")
    func wrongEvaluation() {
        let the = Case(seed: 5)
        let wrong = DLEQStatement(
            publicKey: the.statement.publicKey,
            element: the.statement.element,
            evaluated: the.statement.evaluated + .generator
        )
        #expect(!DLEQProof(key: the.key, statement: wrong, context: "test").shows(wrong, context: "test"))
    }

    @Test("refuse every change of a byte, a length or a piece")
    func mutations() {
        let the = Case(seed: 6)
        for mutation in Mutations.all(the.proof.encoded) {
            guard let changed = try? DLEQProof(decoding: mutation.bytes) else { continue }
            #expect(!changed.shows(the.statement, context: "test"), "\(mutation)")
            #expect(changed.encoded == mutation.bytes, "\(mutation)")
        }
    }

    @Test("have 64 bytes, two canonical scalars")
    func decoding() {
        let bytes = Case(seed: 7).proof.encoded
        for mutation in Mutations.lengths(bytes) {
            let expected = GroupError.wrongLength(expected: 64, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try DLEQProof(decoding: mutation.bytes) }
        }
        for half in [0, 32] {
            for wrong in [GroupOrder.bytes, GroupOrder.added(to: Array(bytes[half..<half + 32]))] {
                var changed = bytes
                changed.replaceSubrange(half..<half + 32, with: wrong)
                #expect(throws: GroupError.notCanonicalScalar) { try DLEQProof(decoding: changed) }
            }
        }
    }

    @Test("refuse the halves of two valid proofs, and the halves exchanged")
    func swaps() throws {
        let the = Case(seed: 8)
        let first = the.proof.encoded
        let second = DLEQProof(key: the.key, statement: the.statement, context: "test").encoded
        for mixed in [
            first.prefix(32) + second.suffix(32), second.prefix(32) + first.suffix(32),
            first.suffix(32) + first.prefix(32),
        ] {
            #expect(!(try DLEQProof(decoding: mixed)).shows(the.statement, context: "test"))
        }
    }

    @Test("show the sum of no ballots, whose elements are the identity")
    func identityStatement() {
        var random = SeededRandomSource(seed: 9)
        let key = random.secretScalar()
        let statement = DLEQStatement(publicKey: key.timesGenerator, element: .identity, evaluated: .identity)
        #expect(DLEQProof(key: key, statement: statement, context: "test").shows(statement, context: "test"))
    }
}

import BlindToken
import Proofs
import Ristretto255
import TestSupport
import Testing

@Suite("Blind tokens: property and refusal")
struct BlindTokenTests {
    /// A key, a pending token's parts and the issuer's answer, all from one seed.
    struct Case {
        let issuer: IssuerKey
        let input: [UInt8]
        let blind: Scalar
        let blinded: BlindedElement
        let evaluation: BlindEvaluation

        init(seed: Int) throws {
            var random = SeededRandomSource(seed: seed)
            issuer = IssuerKey(random.secretScalar())
            input = random.bytes(seed % 200)
            blind = random.scalar()
            blinded = PendingToken(input: input, blind: try SecretScalar(decoding: blind.encoded)).blindedElement
            evaluation = issuer.blindEvaluate(blinded)
        }

        func pending() throws -> PendingToken {
            PendingToken(input: input, blind: try SecretScalar(decoding: blind.encoded))
        }
    }

    @Test("a finalized token is the evaluation of its input, and is proved again", arguments: 0..<32)
    func endToEnd(seed: Int) throws {
        let the = try Case(seed: seed)
        let token = try the.pending().finalize(with: the.evaluation, from: the.issuer.publicKey)
        #expect(token == the.issuer.evaluate(the.input))

        let proof = the.issuer.prove(the.input, evaluated: token)
        #expect(the.issuer.publicKey.accepts(proof, input: the.input, evaluated: token))
        #expect(!the.issuer.publicKey.accepts(proof, input: the.input + [0], evaluated: token))
        #expect(!the.issuer.publicKey.accepts(proof, input: the.input, evaluated: token + .generator))
        #expect(!IssuerKey.random().publicKey.accepts(proof, input: the.input, evaluated: token))
    }

    @Test("evaluating and proving in one go gives what the two steps give", arguments: 0..<8)
    func combined(seed: Int) throws {
        let the = try Case(seed: seed)
        let evaluation = the.issuer.evaluation(of: the.input)
        #expect(evaluation.evaluatedElement == the.issuer.evaluate(the.input))
        let proof = the.issuer.prove(evaluation)
        #expect(
            the.issuer.publicKey.accepts(proof, input: the.input, evaluated: evaluation.evaluatedElement)
        )
        let other = IssuerKey.random().prove(evaluation)
        #expect(
            !the.issuer.publicKey.accepts(other, input: the.input, evaluated: evaluation.evaluatedElement)
        )
    }

    @Test("the same input under other blinds gives other blinded elements and one token", arguments: 0..<8)
    func unlinkable(seed: Int) throws {
        let the = try Case(seed: seed)
        let second = PendingToken(input: the.input, blind: .random())
        #expect(second.blindedElement != the.blinded)
        let first = try the.pending().finalize(with: the.evaluation, from: the.issuer.publicKey)
        let answer = the.issuer.blindEvaluate(second.blindedElement)
        #expect(try second.finalize(with: answer, from: the.issuer.publicKey) == first)
    }

    @Test("an answer is given again with the same element", arguments: 0..<4)
    func deterministic(seed: Int) throws {
        let the = try Case(seed: seed)
        #expect(the.issuer.blindEvaluate(the.blinded).evaluatedElement == the.evaluation.evaluatedElement)
    }

    @Test("an answer made with another key is refused")
    func wrongKey() throws {
        let the = try Case(seed: 1)
        let other = IssuerKey.random()
        let pending = try the.pending()
        #expect(throws: TokenError.proofDoesNotHold) {
            try the.pending().finalize(with: other.blindEvaluate(the.blinded), from: the.issuer.publicKey)
        }
        #expect(throws: TokenError.proofDoesNotHold) {
            try the.pending().finalize(with: the.evaluation, from: other.publicKey)
        }
        let token = try pending.finalize(with: the.evaluation, from: the.issuer.publicKey)
        #expect(token == the.issuer.evaluate(the.input))
    }

    @Test("an answer to somebody else's request is refused")
    func swapped() throws {
        let the = try Case(seed: 2)
        let other = PendingToken(input: the.input, blind: .random())
        let answer = the.issuer.blindEvaluate(other.blindedElement)
        #expect(throws: TokenError.proofDoesNotHold) {
            try the.pending().finalize(with: answer, from: the.issuer.publicKey)
        }
        let mixed = try BlindEvaluation(
            decodingElement: the.evaluation.evaluatedElement.encoded,
            proof: answer.proof.encoded
        )
        #expect(!mixed.isProved(for: the.blinded, by: the.issuer.publicKey))
    }

    @Test("an answer refuses every change of its element")
    func changedElement() throws {
        let the = try Case(seed: 3)
        let (element, proof) = (the.evaluation.evaluatedElement.encoded, the.evaluation.proof.encoded)
        for mutation in Mutations.all(element) {
            let changed = try? BlindEvaluation(decodingElement: mutation.bytes, proof: proof)
            #expect(changed?.isProved(for: the.blinded, by: the.issuer.publicKey) != true, "\(mutation)")
        }
    }

    @Test("an answer refuses every change of its proof")
    func changedProof() throws {
        let the = try Case(seed: 4)
        let (element, proof) = (the.evaluation.evaluatedElement.encoded, the.evaluation.proof.encoded)
        for mutation in Mutations.all(proof) {
            let changed = try? BlindEvaluation(decodingElement: element, proof: mutation.bytes)
            #expect(changed?.isProved(for: the.blinded, by: the.issuer.publicKey) != true, "\(mutation)")
        }
    }

    @Test("the proof at the box refuses every change")
    func changedBoxProof() throws {
        let the = try Case(seed: 5)
        let token = the.issuer.evaluate(the.input)
        let proof = the.issuer.prove(the.input, evaluated: token).encoded
        for mutation in Mutations.all(proof) {
            guard let changed = try? DLEQProof(decoding: mutation.bytes) else { continue }
            #expect(
                !the.issuer.publicKey.accepts(changed, input: the.input, evaluated: token),
                "\(mutation)"
            )
        }
    }

    @Test("received elements and keys are strict group elements")
    func decoding() throws {
        let the = try Case(seed: 6)
        #expect(try BlindedElement(decoding: the.blinded.encoded) == the.blinded)
        #expect(try IssuerPublicKey(decoding: the.issuer.publicKey.encoded) == the.issuer.publicKey)
        let zero = [UInt8](repeating: 0, count: 32)
        #expect(throws: GroupError.identity) { try BlindedElement(decoding: zero) }
        #expect(throws: GroupError.identity) { try IssuerPublicKey(decoding: zero) }
        #expect(throws: GroupError.identity) {
            try BlindEvaluation(decodingElement: zero, proof: the.evaluation.proof.encoded)
        }
        for mutation in Mutations.lengths(the.blinded.encoded) + Mutations.pieces(the.blinded.encoded) {
            #expect(throws: GroupError.self, "\(mutation)") { try BlindedElement(decoding: mutation.bytes) }
            #expect(throws: GroupError.self, "\(mutation)") { try IssuerPublicKey(decoding: mutation.bytes) }
        }
    }

    @Test("changed bytes of a blinded element are another element or none")
    func flips() throws {
        let the = try Case(seed: 7)
        for mutation in Mutations.flips(the.blinded.encoded) {
            guard let changed = try? BlindedElement(decoding: mutation.bytes) else { continue }
            #expect(!the.evaluation.isProved(for: changed, by: the.issuer.publicKey), "\(mutation)")
        }
    }

    @Test("an issuer key survives its file")
    func keyFile() throws {
        let key = IssuerKey.random()
        var stored: [UInt8] = []
        key.withBytes { stored = Array($0) }
        #expect(IssuerKey(try SecretScalar(decoding: stored)).publicKey == key.publicKey)
    }
}

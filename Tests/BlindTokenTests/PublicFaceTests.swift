import BlindToken
import Proofs
import Ristretto255
import Testing

/// The play of protocol sections 10 and 12, with nothing but the public names.
@Suite("Blind tokens from outside")
struct PublicFaceTests {
    @Test("a member draws a token, the box accepts it and proves it, and the issuer never saw it")
    func play() throws {
        // The vote has an issuer key; the log publishes its public half.
        let issuer = IssuerKey.random()
        let published = try IssuerPublicKey(decoding: issuer.publicKey.encoded)

        // The member makes a token key and blinds what the token is for.
        let tokenKey = SigningKey(.random())
        let input = enc("URNE-V1-token", Digest.zero, tokenKey.publicKey)
        let pending = PendingToken(input: input, blind: .random())
        let request = pending.blindedElement.encoded

        // The issuer sees B only.
        let blinded = try BlindedElement(decoding: request)
        let answer = issuer.blindEvaluate(blinded)
        #expect(blinded.element != issuer.evaluate(input))

        // The member checks the proof and takes the blind off.
        let received = try BlindEvaluation(
            decodingElement: answer.evaluatedElement.encoded,
            proof: answer.proof.encoded
        )
        let token = try pending.finalize(with: received, from: published)

        // The box recognises the token and publishes a proof of it.
        let evaluation = issuer.evaluation(of: input)
        #expect(evaluation.evaluatedElement == token)
        let proof = issuer.prove(evaluation)
        #expect(published.accepts(proof, input: input, evaluated: token))
    }

    @Test("a member stops when the issuer answers with another key")
    func stops() {
        let pending = PendingToken(input: [1, 2, 3], blind: .random())
        let answer = IssuerKey.random().blindEvaluate(pending.blindedElement)
        let published = IssuerKey.random().publicKey
        do {
            _ = try pending.finalize(with: answer, from: published)
            Issue.record("finalized under another key")
        } catch {
            #expect(error == .proofDoesNotHold)
        }
    }
}

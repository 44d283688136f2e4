import Proofs
import Ristretto255
import TestSupport
import Testing

@testable import BlindToken

@Suite("urne-v1.json: drawing a token, proving it again at the box")
final class UrneVectorTests {
    struct File: Decodable {
        let draw: Draw
        let ballot: Ballot
    }

    struct Draw: Decodable {
        struct Request: Decodable {
            let p: String
            let B: String
            let sealed: String
            let sig: String
        }
        struct Response: Decodable {
            let E: String
            let pi: String
        }
        let usk: String
        let h: String
        let p: String
        let rng: [String]
        let seed: String
        let x: String
        let X: String
        let r: String
        let token_input: String
        let P: String
        let request: Request
        let issuer_sk: String
        let issuer_pk: String
        let server_rng: [String]
        let response: Response
        let N: String
        let voprf_output_unused: String
    }

    struct Ballot: Decodable {
        struct Response: Decodable {
            let pi: String
        }
        let server_rng: [String]
        let response: Response
    }

    let file: File
    let draw: Draw
    let usk: SigningKey
    let issuer: IssuerKey

    init() throws {
        file = try Vectors.load("urne-v1.json")
        draw = file.draw
        usk = SigningKey(try SecretScalar(decoding: draw.usk.unhexed))
        issuer = IssuerKey(try SecretScalar(decoding: draw.issuer_sk.unhexed))
    }

    private func derived(_ tag: String) -> SecretScalar {
        SecretScalar(hashing: tag) {
            $0.part(usk.secret)
            $0.part(draw.h.unhexed)
            $0.part(draw.seed.unhexed)
        }
    }

    @Test("x, X and r are derived from key, election and seed")
    func derivation() {
        #expect(draw.rng.count == 3)
        #expect(draw.seed == draw.rng[0])
        #expect(derived("URNE-V1-x").disclosed().encoded.hex == draw.x)
        #expect(derived("URNE-V1-x").timesGenerator.encoded.hex == draw.X)
        #expect(derived("URNE-V1-r").disclosed().encoded.hex == draw.r)
    }

    @Test("the input is hashed to P and blinded to B")
    func blinding() {
        let input = enc("URNE-V1-token", draw.h.unhexed, derived("URNE-V1-x").timesGenerator)
        #expect(input.hex == draw.token_input)
        #expect(VOPRF.hashToGroup(input).encoded.hex == draw.P)
        let pending = PendingToken(input: input, blind: derived("URNE-V1-r"))
        #expect(pending.blindedElement.encoded.hex == draw.request.B)
    }

    @Test("the seed is sealed under the member's key")
    func sealing() {
        let nonce = draw.rng[1].unhexed
        let mask = labelledHash("URNE-V1-seal") {
            $0.part(usk.secret)
            $0.part(draw.h.unhexed)
            $0.part(nonce)
        }
        let sealed = nonce + zip(draw.seed.unhexed, mask.encoded).map { $0 ^ $1 }
        #expect(sealed.hex == draw.request.sealed)
    }

    @Test("the request is signed by the member")
    func request() throws {
        let sealedHash = labelledHash("URNE-V1-sealed") { $0.part(draw.request.sealed.unhexed) }
        let parts = { [draw] (input: inout Absorber) in
            input.part(draw.h.unhexed)
            input.part(draw.p)
            input.part(draw.request.B.unhexed)
            input.part(sealedHash)
        }
        let signature = usk.sign(tag: "URNE-V1-draw", randomness: draw.rng[2].unhexed, parts)
        #expect(signature.encoded.hex == draw.request.sig)
        #expect(signature.isValid(by: usk.publicKey, tag: "URNE-V1-draw", parts))
    }

    @Test("the issuer answers with E and pi")
    func answer() throws {
        #expect(issuer.publicKey.encoded.hex == draw.issuer_pk)
        #expect(draw.server_rng.count == 1)
        let blinded = try BlindedElement(decoding: draw.request.B.unhexed)
        let nonce = try SecretScalar(decoding: draw.server_rng[0].unhexed)
        let evaluation = issuer.blindEvaluate(blinded, nonce: nonce)
        #expect(evaluation.evaluatedElement.encoded.hex == draw.response.E)
        #expect(evaluation.proof.encoded.hex == draw.response.pi)
    }

    @Test("the answer is finalized to N, the one evaluation of the input")
    func token() throws {
        let input = draw.token_input.unhexed
        let pending = PendingToken(input: input, blind: derived("URNE-V1-r"))
        let evaluation = try BlindEvaluation(
            decodingElement: draw.response.E.unhexed,
            proof: draw.response.pi.unhexed
        )
        let n = try pending.finalize(with: evaluation, from: IssuerPublicKey(decoding: draw.issuer_pk.unhexed))
        #expect(n.encoded.hex == draw.N)
        #expect(issuer.evaluate(input) == n)
        let output = Digest.sha512 {
            $0.add(I2OSP(input.count, 2))
            $0.add(input)
            $0.add(I2OSP(32, 2))
            $0.add(n)
            $0.add("Finalize")
        }
        #expect(output.encoded.hex == draw.voprf_output_unused)
    }

    @Test("the box proves N for the accepted ballot")
    func proofAtTheBox() throws {
        let input = draw.token_input.unhexed
        let n = try Element(decoding: draw.N.unhexed)
        let nonce = try SecretScalar(decoding: #require(file.ballot.server_rng.first).unhexed)
        let proof = issuer.prove(input, evaluated: n, nonce: nonce)
        #expect(proof.encoded.hex == file.ballot.response.pi)
        #expect(issuer.publicKey.accepts(proof, input: input, evaluated: n))
    }
}

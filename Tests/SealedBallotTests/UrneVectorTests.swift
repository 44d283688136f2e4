import BlindToken
import Proofs
import Ristretto255
import TestSupport
import Testing

@testable import SealedBallot

@Suite("urne-v1.json: ceremony, ballot, tally")
struct UrneVectorTests {
    struct File: Decodable {
        struct Ceremony: Decodable {
            let K: String
            let S: [String]
            let secret_shares: [String]
        }
        struct Draw: Decodable {
            let h: String
            let X: String
            let N: String
        }
        struct Audit: Decodable {
            let h: String
            let K: String
            let ct: String
            let m: [Int]
            let r: [String]
        }
        struct Ballot: Decodable {
            let votes: [Int]
            let rng_encrypt: [String]
            let r: [String]
            let rng_proofs_then_signature: [String]
            let ct: String
            let cx: String
            let bctx: String
            let ballot: String
            let audit: Audit
        }
        let ceremony: Ceremony
        let draw: Draw
        let ballot: Ballot
    }

    /// Yes, no, abstain: exactly one.
    static let rule = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1)

    let file: File
    let key: ElectionPublicKey

    init() throws {
        file = try Vectors.load("urne-v1.json")
        key = try ElectionPublicKey(decoding: file.ceremony.K.unhexed)
    }

    @Test("the secret shares have the public shares S_1 to S_3")
    func publicShares() throws {
        #expect(file.ceremony.secret_shares.count == 3)
        for (index, secret) in file.ceremony.secret_shares.enumerated() {
            let share = try KeyShare(number: index + 1, decoding: secret.unhexed)
            #expect(share.publicShare.encoded.hex == file.ceremony.S[index])
        }
    }

    @Test(
        "any two public shares give K by Lagrange, and so do all three",
        arguments: [[1, 2], [1, 3], [2, 3], [1, 2, 3]]
    )
    func jointKey(_ numbers: [Int]) throws {
        let sum = try numbers.reduce(Element.identity) { sum, number in
            let share = try Element(decoding: file.ceremony.S[number - 1].unhexed)
            return sum + Tally.lagrange(number, among: numbers) * share
        }
        #expect(sum == key.element)

        let secret = try numbers.reduce(Scalar.zero) { sum, number in
            let share = try Scalar(decoding: file.ceremony.secret_shares[number - 1].unhexed)
            return sum + Tally.lagrange(number, among: numbers) * share
        }
        #expect(secret.timesGenerator == key.element)
    }

    @Test("encryption and proofs have the bytes of the ballot, random values taken in the protocol's order")
    func ballot() throws {
        let ballot = file.ballot
        #expect(ballot.rng_encrypt == ballot.r)
        #expect(ballot.rng_proofs_then_signature.count == 11)
        var random = FixedRandomSource(ballot.rng_encrypt + ballot.rng_proofs_then_signature)
        let encrypted = try EncryptedSelection(ballot.votes, rule: Self.rule, key: key, random: &random)
        #expect(random.remaining == 11)
        #expect(encrypted.ciphertextBytes.hex == ballot.ct)

        let cx = labelledHash("URNE-V1-cx") {
            $0.part(file.draw.h.unhexed)
            $0.part(encrypted.ciphertextBytes)
        }
        #expect(cx.encoded.hex == ballot.cx)
        let context = labelledHash("URNE-V1-bctx") {
            $0.part(file.draw.h.unhexed)
            $0.part(file.draw.X.unhexed)
            $0.part(file.draw.N.unhexed)
            $0.part(cx)
        }
        #expect(context.encoded.hex == ballot.bctx)

        let sealed = encrypted.seal(context: context, random: &random)
        // The last listed value is the randomness of the ballot's signature.
        #expect(random.remaining == 1)
        let bytes = ballot.ballot.unhexed
        #expect(bytes.count == 768)
        #expect(sealed.encoded == Array(bytes[64..<704]))
        #expect(sealed.firstFault(context: context, rule: Self.rule, key: key) == nil)

        let decoded = try SealedSelection(decoding: bytes[64..<704], rule: Self.rule)
        #expect(decoded == sealed)
        #expect(decoded.ciphertextBytes.hex == ballot.ct)
    }

    @Test("the ballot's signature is the token key's")
    func signature() throws {
        let bytes = file.ballot.ballot.unhexed
        let tokenKey = try Element(decoding: file.draw.X.unhexed)
        let signature = try Signature(decoding: bytes.suffix(64))
        #expect(
            signature.isValid(by: tokenKey, tag: "URNE-V1-ballot") {
                $0.part(file.draw.h.unhexed)
                $0.part(bytes.dropLast(64))
            }
        )
    }

    @Test("the audit explains the ciphertexts, and discloses what was encrypted")
    func audit() throws {
        let audit = file.ballot.audit
        #expect(audit.K == file.ceremony.K)
        #expect(audit.ct == file.ballot.ct)
        let opening = Opening(values: audit.m, randomness: try audit.r.map { try Scalar(decoding: $0.unhexed) })
        let bytes = audit.ct.unhexed
        let ciphertexts = try stride(from: 0, to: bytes.count, by: 64).map {
            try Ciphertext(decoding: bytes[$0..<$0 + 64])
        }
        #expect(ciphertexts.count == 3)
        #expect(opening.explains(ciphertexts, key: key))

        var random = FixedRandomSource(file.ballot.rng_encrypt)
        let encrypted = try EncryptedSelection(file.ballot.votes, rule: Self.rule, key: key, random: &random)
        #expect(encrypted.disclose() == opening)
    }
}

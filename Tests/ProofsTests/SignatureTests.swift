import Proofs
import Ristretto255
import TestSupport
import Testing

@Suite("Schnorr signatures (protocol section 5)")
struct SignatureTests {
    @Test("urne-v1.json: has the bytes of the vector")
    func vector() throws {
        struct File: Decodable {
            struct Sign: Decodable {
                let sk: String
                let pk: String
                let rng: [String]
                let tag: String
                let parts: [String]
                let sig: String
            }
            let sign: Sign
        }
        let vector = try Vectors.load("urne-v1.json", as: File.self).sign
        #expect(vector.rng.count == 1)
        let key = SigningKey(try SecretScalar(decoding: vector.sk.unhexed))
        #expect(key.publicKey.encoded.hex == vector.pk)
        let parts = { (input: inout Absorber) in for part in vector.parts { input.part(part.unhexed) } }
        let signature = key.sign(tag: vector.tag, randomness: vector.rng[0].unhexed, parts)
        #expect(signature.encoded.hex == vector.sig)
        #expect(signature.isValid(by: key.publicKey, tag: vector.tag, parts))
        #expect(try Signature(decoding: vector.sig.unhexed) == signature)
    }

    @Test("hold for the key, the tag and the parts they were made for, and for no others", arguments: 0..<16)
    func bindsEverything(seed: Int) {
        var random = SeededRandomSource(seed: seed)
        let key = SigningKey(random.secretScalar())
        let other = SigningKey(random.secretScalar())
        let message = random.bytes(seed * 7)
        let signature = key.sign(tag: "URNE-V1-test") { $0.part(message) }

        #expect(signature.isValid(by: key.publicKey, tag: "URNE-V1-test") { $0.part(message) })
        #expect(!signature.isValid(by: other.publicKey, tag: "URNE-V1-test") { $0.part(message) })
        #expect(!signature.isValid(by: key.publicKey, tag: "URNE-V1-tess") { $0.part(message) })
        #expect(!signature.isValid(by: key.publicKey, tag: "URNE-V1-test") { $0.part(message + [0]) })
        #expect(!signature.isValid(by: key.publicKey, tag: "URNE-V1-test") { _ in })
        #expect(
            !signature.isValid(by: key.publicKey, tag: "URNE-V1-test") {
                $0.part(message)
                $0.part([UInt8]())
            }
        )
        #expect(!signature.isValid(by: .generator, tag: "URNE-V1-test") { $0.part(message) })
    }

    @Test("refuse every change of a byte, a length or a piece")
    func mutations() throws {
        var random = SeededRandomSource(seed: 1)
        let key = SigningKey(random.secretScalar())
        let signature = key.sign(tag: "URNE-V1-test") { $0.part("m") }
        for mutation in Mutations.all(signature.encoded) {
            guard let changed = try? Signature(decoding: mutation.bytes) else { continue }
            #expect(!changed.isValid(by: key.publicKey, tag: "URNE-V1-test") { $0.part("m") }, "\(mutation)")
            #expect(changed.encoded == mutation.bytes, "\(mutation)")
        }
    }

    @Test("have 64 bytes, two canonical scalars")
    func decoding() throws {
        var random = SeededRandomSource(seed: 2)
        let bytes = random.scalar().encoded + random.scalar().encoded
        #expect(try Signature(decoding: bytes).encoded == bytes)
        for mutation in Mutations.lengths(bytes) {
            let expected = GroupError.wrongLength(expected: 64, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try Signature(decoding: mutation.bytes) }
        }
        for half in [0, 32] {
            for wrong in [GroupOrder.bytes, GroupOrder.added(to: Array(bytes[half..<half + 32]))] {
                var changed = bytes
                changed.replaceSubrange(half..<half + 32, with: wrong)
                #expect(throws: GroupError.notCanonicalScalar) { try Signature(decoding: changed) }
            }
        }
    }

    @Test("refuse two halves from two valid signatures, and the halves exchanged")
    func swaps() throws {
        var random = SeededRandomSource(seed: 3)
        let key = SigningKey(random.secretScalar())
        let first = key.sign(tag: "URNE-V1-test") { $0.part("m") }.encoded
        let second = key.sign(tag: "URNE-V1-test") { $0.part("m") }.encoded
        #expect(first != second, "signatures are randomised")
        for mixed in [
            first.prefix(32) + second.suffix(32), second.prefix(32) + first.suffix(32),
            first.suffix(32) + first.prefix(32),
        ] {
            #expect(!(try Signature(decoding: mixed)).isValid(by: key.publicKey, tag: "URNE-V1-test") { $0.part("m") })
        }
    }

    @Test("refuse the identity as a key, under which anybody could sign")
    func identityKey() throws {
        // With pk = O the commitment is s·G whatever the challenge is.
        let s = Scalar(7)
        let challenge = Scalar(hashing: "URNE-V1-test") {
            $0.part(Element.identity)
            $0.part(s.timesGenerator)
            $0.part("m")
        }
        let forged = try Signature(decoding: challenge.encoded + s.encoded)
        #expect(!forged.isValid(by: .identity, tag: "URNE-V1-test") { $0.part("m") })
    }

    @Test("refuse two zero scalars for every key")
    func zero() throws {
        let zero = try Signature(decoding: [UInt8](repeating: 0, count: 64))
        #expect(!zero.isValid(by: .generator, tag: "URNE-V1-test") { $0.part("m") })
        #expect(!zero.isValid(by: .identity, tag: "URNE-V1-test") { $0.part("m") })
    }

    @Test("change with the randomness, the key and the message")
    func hedged() {
        var random = SeededRandomSource(seed: 4)
        let key = SigningKey(random.secretScalar())
        let zeros = [UInt8](repeating: 0, count: 32)
        func sign(_ message: String, _ randomness: [UInt8]) -> Signature {
            key.sign(tag: "URNE-V1-test", randomness: randomness) { $0.part(message) }
        }
        // A generator that is stuck gives equal signatures, but never one nonce for two messages: equal nonces would
        // mean that the difference of the responses is the key times the difference of the challenges.
        #expect(sign("m", zeros) == sign("m", zeros))
        #expect(sign("m", zeros) != sign("n", zeros))
        #expect(sign("m", zeros) != sign("m", [1] + zeros.dropFirst()))
    }
}

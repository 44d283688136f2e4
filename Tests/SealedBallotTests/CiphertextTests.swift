import Ristretto255
import TestSupport
import Testing

@testable import SealedBallot

@Suite("Ciphertexts and openings")
struct CiphertextTests {
    @Test("decrypt(encrypt(m)) = m", arguments: 0..<32)
    func roundTrip(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let secret = random.secretScalar()
        let key = ElectionPublicKey(element: secret.timesGenerator)
        let ciphertext = Ciphertext.encrypting(seed, with: random.secretScalar(), to: key)
        let opened = ciphertext.beta - secret.times(ciphertext.alpha)
        #expect(Tally.discreteLogarithm(of: opened, limit: 64) == seed)
        #expect(try Ciphertext(decoding: ciphertext.encoded) == ciphertext)
    }

    @Test("sums and weights act on the numbers inside", arguments: 0..<16)
    func homomorphic(seed: Int) {
        var random = SeededRandomSource(seed: seed)
        let secret = random.secretScalar()
        let key = ElectionPublicKey(element: secret.timesGenerator)
        func opened(_ ciphertext: Ciphertext) -> Int? {
            Tally.discreteLogarithm(of: ciphertext.beta - secret.times(ciphertext.alpha), limit: 5000)
        }
        let a = Int.random(in: 0...64, using: &random)
        let b = Int.random(in: 0...64, using: &random)
        let weight = Int.random(in: 1...64, using: &random)
        let first = Ciphertext.encrypting(a, with: random.secretScalar(), to: key)
        let second = Ciphertext.encrypting(b, with: random.secretScalar(), to: key)
        #expect(opened(first + second) == a + b)
        #expect(opened(first.weighted(weight)) == a * weight)
        #expect(opened(first.weighted(0)) == 0)
        #expect(opened(.weightedSum([first, second], weights: [weight, 1])) == a * weight + b)
        #expect(first + .zero == first)
        #expect(first + second == second + first)
    }

    @Test("are two elements, neither of them the identity")
    func decoding() {
        var random = SeededRandomSource(seed: 1)
        let bytes = random.element().encoded + random.element().encoded
        for mutation in Mutations.lengths(bytes) {
            let expected = GroupError.wrongLength(expected: 64, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try Ciphertext(decoding: mutation.bytes) }
        }
        for mutation in Mutations.pieces(bytes) {
            #expect(throws: GroupError.self, "\(mutation)") { try Ciphertext(decoding: mutation.bytes) }
        }
        for mutation in Mutations.flips(bytes) {
            guard let changed = try? Ciphertext(decoding: mutation.bytes) else { continue }
            #expect(changed.encoded == mutation.bytes, "\(mutation)")
        }
    }

    @Test("a key is an element other than the identity")
    func key() throws {
        #expect(throws: GroupError.identity) { try ElectionPublicKey(decoding: Element.identity.encoded) }
        let key = try ElectionPublicKey(decoding: Element.generator.encoded)
        #expect(key.encoded == Element.generator.encoded)
        for mutation in Mutations.lengths(key.encoded) + Mutations.pieces(key.encoded) {
            #expect(throws: GroupError.self, "\(mutation)") { try ElectionPublicKey(decoding: mutation.bytes) }
        }
    }

    @Test("an opening explains the ciphertexts it belongs to and no others", arguments: 0..<8)
    func openings(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let key = ElectionPublicKey(element: random.element())
        let encrypted = try EncryptedSelection([0, 1, 0], rule: .exactlyOne, key: key, random: &random)
        let ciphertexts = encrypted.ciphertexts
        let opening = encrypted.disclose()
        #expect(opening.values == [0, 1, 0])
        #expect(opening.explains(ciphertexts, key: key))

        let r = opening.randomness
        #expect(!opening.explains(ciphertexts, key: ElectionPublicKey(element: random.element())))
        #expect(!opening.explains(Array(ciphertexts.reversed()), key: key))
        #expect(!opening.explains(Array(ciphertexts.dropLast()), key: key))
        #expect(!opening.explains(ciphertexts + [.zero], key: key))
        #expect(!opening.explains([], key: key))
        for values in [
            [1, 0, 0], [0, 0, 0], [0, 1], [0, 1, 0, 0], [0, 1, -1], [0, Int.min, 0], [0, Int.max, 0], [],
        ] {
            #expect(!Opening(values: values, randomness: r).explains(ciphertexts, key: key))
        }
        let otherRandomness: [[Scalar]] = [
            [], r.dropLast(), r + [.zero], r.reversed(), [r[0], r[1], .zero], [r[0] + Scalar(1), r[1], r[2]],
        ]
        for randomness in otherRandomness {
            #expect(!Opening(values: opening.values, randomness: randomness).explains(ciphertexts, key: key))
        }
    }
}

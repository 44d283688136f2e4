import BlindToken
import Proofs
import Ristretto255
import SealedBallot
import TestSupport
import Testing

/// Whatever arrives is decoded or refused; then it is verified and not accepted.
///
/// Nothing may stop the program.
@Suite("Any bytes are survived")
struct AnyBytesTests {
    /// Bytes made of pieces that are likely to be taken for something.
    private func bytes(_ count: Int, _ random: inout SeededRandomSource) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count {
            switch random.next() % 8 {
            case 0: result += random.element().encoded
            case 1: result += random.scalar().encoded
            case 2: result += Element.generator.encoded
            case 3: result += [UInt8](repeating: 0, count: 32)
            case 4: result += GroupOrder.bytes
            case 5: result += GroupOrder.minusOne
            case 6: result += Scalar(Int(random.next() % 3)).encoded
            default: result += random.bytes(32)
            }
        }
        return Array(result.prefix(count))
    }

    @Test("by every decoder and verifier", arguments: 0..<64)
    func survives(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let key = try ElectionPublicKey(decoding: random.element().encoded)
        let issuer = try IssuerPublicKey(decoding: random.element().encoded)
        let context = try Digest(decoding: random.bytes(64))
        let statement = DLEQStatement(
            publicKey: random.element(),
            element: random.element(),
            evaluated: random.element()
        )
        for length in [0, 1, 31, 32, 33, 64, 96, 128, 640] {
            let received = bytes(length, &random)
            let element = try? Element(decoding: received)
            if let element { #expect(element.encoded == received) }
            if let scalar = try? Scalar(decoding: received) { #expect(scalar.encoded == received) }
            if let ciphertext = try? Ciphertext(decoding: received) { #expect(ciphertext.encoded == received) }
            if let signature = try? Signature(decoding: received) {
                #expect(signature.encoded == received)
                #expect(!signature.isValid(by: statement.publicKey, tag: "URNE-V1-event") { $0.part("m") })
            }
            if let proof = try? DLEQProof(decoding: received) {
                #expect(proof.encoded == received)
                #expect(!proof.shows(statement, context: "test"))
                #expect(!issuer.accepts(proof, input: received, evaluated: statement.evaluated))
                let share = DecryptionShare(factor: statement.evaluated, proof: proof)
                #expect(!share.isProved(for: .zero, option: 0, board: context, publicShare: statement.publicKey))
            }
            if let proof = try? RangeProof(decoding: received, range: 0...1) { #expect(proof.encoded == received) }
        }
        for rule in [SelectionRule.exactlyOne, .upToThree, .cumulative] {
            // Only strings that decode reach the verifier, so elements and scalars stand where they should.
            let range = rule.minimum...rule.maximum
            let pairs = rule.caps.map { cap in
                random.element().encoded + random.element().encoded
                    + (0..<2 * (cap + 1)).flatMap { _ in random.scalar().encoded }
            }
            let sum = (0..<2 * range.count).flatMap { _ in random.scalar().encoded }
            let received = pairs.flatMap { $0 } + sum
            let selection = try SealedSelection(decoding: received, rule: rule)
            #expect(selection.encoded == received)
            #expect(selection.firstFault(context: context, rule: rule, key: key) == .option(0))
            _ = try? SealedSelection(decoding: bytes(rule.byteCount, &random), rule: rule)
        }
    }

    @Test("by a ceremony", arguments: 0..<16)
    func ceremony(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let the = try Ceremony(seed: seed, threshold: 2 + seed % 2)
        var commitments: [KeyCeremony.Commitment] = []
        for _ in 0..<Int(random.next() % 5) {
            let coefficients = (0..<Int(random.next() % 5)).map { _ in random.element() }
            let possession = try Signature(decoding: random.scalar().encoded + random.scalar().encoded)
            let commitment = KeyCeremony.Commitment(
                transportKey: random.element(),
                coefficients: coefficients,
                possession: possession
            )
            #expect(!the.ceremony.accepts(commitment, from: 1))
            commitments.append(commitment)
        }
        let dealings = (0..<Int(random.next() % 5)).map { _ in
            KeyCeremony.Dealing(
                ephemeralKey: random.element(),
                maskedShares: (0..<Int(random.next() % 5)).map { _ in random.scalar() }
            )
        }
        for secret in the.secrets {
            #expect(throws: CeremonyFault.self) {
                try secret.keyShare(the.ceremony, commitments: commitments, dealings: dealings)
            }
            #expect(throws: CeremonyFault.self) {
                try secret.keyShare(the.ceremony, commitments: the.commitments, dealings: dealings)
            }
        }
    }
}

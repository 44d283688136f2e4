import Proofs
import Ristretto255
import SealedBallot
import Testing

/// The play of protocol sections 9, 11 and 13, with nothing but the public names.
@Suite("Sealed ballots from outside")
struct PublicFaceTests {
    @Test("three tellers make a key, members vote, two tellers open the sum")
    func play() throws {
        // The ceremony: three messages of each teller.
        let ceremony = KeyCeremony(context: labelledHash("test") { $0.part("mh") }, threshold: 2)
        let secrets = (1...3).map { CeremonySecret(number: $0, threshold: 2) }
        let commitments = secrets.map { $0.commitment(ceremony) }
        for (index, commitment) in commitments.enumerated() {
            #expect(ceremony.accepts(commitment, from: index + 1))
        }
        let dealings = secrets.map { $0.dealing(ceremony, commitments: commitments) }
        let joint = try ceremony.jointKey(commitments)
        let shares = try secrets.map {
            try $0.keyShare(ceremony, commitments: commitments, dealings: dealings)
        }

        // Five members vote on one question.
        let rule = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1)
        let choices = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
        var box: [SealedSelection] = []
        for choice in choices {
            let encrypted = try EncryptedSelection(choice, rule: rule, key: joint.publicKey)
            let context = labelledHash("URNE-V1-bctx") { $0.part(encrypted.ciphertextBytes) }
            let sent = encrypted.seal(context: context).encoded

            // The box reads strictly and checks every proof.
            let received = try SealedSelection(decoding: sent, rule: rule)
            let recomputed = labelledHash("URNE-V1-bctx") { $0.part(received.ciphertextBytes) }
            #expect(received.firstFault(context: recomputed, rule: rule, key: joint.publicKey) == nil)
            box.append(received)
        }

        // The sums, opened by tellers 1 and 3.
        let board = labelledHash("test") { $0.part("bx") }
        let sums = box.map(\.ciphertexts).reduce([Ciphertext](repeating: .zero, count: 3)) { sums, ballot in
            zip(sums, ballot).map { $0 + $1 }
        }
        let posted = [1: shares[0].decrypt(sums, board: board), 3: shares[2].decrypt(sums, board: board)]
        for (number, parts) in posted {
            for (option, part) in parts.enumerated() {
                let publicShare = joint.publicShares[number - 1]
                #expect(part.isProved(for: sums[option], option: option, board: board, publicShare: publicShare))
            }
        }
        let counts = sums.indices.map { option in
            Tally.discreteLogarithm(
                of: Tally.opened(sums[option], factors: posted.mapValues { $0[option].factor }),
                limit: box.count
            )
        }
        #expect(counts == [3, 1, 1])
    }

    @Test("a member audits instead of casting, and the second device sees what was encrypted")
    func audit() throws {
        let rule = SelectionRule(caps: [1, 1], weights: [1, 1], minimum: 1, maximum: 1)
        let key = try ElectionPublicKey(decoding: SecretScalar.random().timesGenerator.encoded)
        let encrypted = try EncryptedSelection([0, 1], rule: rule, key: key)
        let ciphertexts = encrypted.ciphertexts
        let opening = encrypted.disclose()
        #expect(opening.values == [0, 1])
        #expect(rule.allows(opening.values))
        #expect(opening.explains(ciphertexts, key: key))
        #expect(!Opening(values: [1, 0], randomness: opening.randomness).explains(ciphertexts, key: key))
    }
}

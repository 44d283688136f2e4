import Proofs
import Ristretto255
import SealedBallot
import TestSupport
import Testing

@Suite("The key ceremony (protocol section 9)")
struct KeyCeremonyTests {
    @Test("gives each teller the share whose public half everybody computes", arguments: 0..<8, [2, 3])
    func complete(seed: Int, threshold: Int) throws {
        let the = try Ceremony(seed: seed, threshold: threshold)
        for (index, commitment) in the.commitments.enumerated() {
            #expect(the.ceremony.accepts(commitment, from: index + 1))
        }
        let joint = try the.ceremony.jointKey(the.commitments)
        let shares = try the.shares()
        #expect(shares.map(\.publicShare) == joint.publicShares)
        #expect(shares.map(\.number) == [1, 2, 3])
        #expect(joint.publicKey.element == the.commitments.map(\.coefficients[0]).reduce(.identity, +))
    }

    @Test("fresh secrets are as good as stored ones", arguments: [2, 3])
    func fresh(threshold: Int) throws {
        let ceremony = KeyCeremony(context: .zero, threshold: threshold)
        let secrets = (1...3).map { CeremonySecret(number: $0, threshold: threshold) }
        let commitments = secrets.map { $0.commitment(ceremony) }
        let dealings = secrets.map { $0.dealing(ceremony, commitments: commitments) }
        let joint = try ceremony.jointKey(commitments)
        for secret in secrets {
            let share = try secret.keyShare(ceremony, commitments: commitments, dealings: dealings)
            #expect(share.publicShare == joint.publicShares[secret.number - 1])
        }
    }

    @Test("a wrong dealing is blamed on the teller who made it, by the one who got it", arguments: 1...3, 1...3)
    func wrongDealing(dealer: Int, receiver: Int) throws {
        var the = try Ceremony(seed: 1, threshold: 2)
        let dealing = the.dealings[dealer - 1]
        var masked = dealing.maskedShares
        masked[receiver - 1] = masked[receiver - 1] + Scalar(1)
        the.dealings[dealer - 1] = KeyCeremony.Dealing(ephemeralKey: dealing.ephemeralKey, maskedShares: masked)
        for number in 1...3 {
            if number == receiver {
                #expect(throws: CeremonyFault.badShare(from: dealer)) { try the.share(of: number) }
            } else {
                #expect(try the.share(of: number).number == number)
            }
        }
    }

    @Test("another transport key in a dealing is blamed on its dealer by everybody", arguments: 1...3)
    func wrongEphemeralKey(dealer: Int) throws {
        var the = try Ceremony(seed: 2, threshold: 3)
        the.dealings[dealer - 1] = KeyCeremony.Dealing(
            ephemeralKey: the.dealings[dealer - 1].ephemeralKey + .generator,
            maskedShares: the.dealings[dealer - 1].maskedShares
        )
        for number in 1...3 {
            #expect(throws: CeremonyFault.badShare(from: dealer)) { try the.share(of: number) }
        }
    }

    @Test("dealings in another order are blamed")
    func exchangedDealings() throws {
        var the = try Ceremony(seed: 3, threshold: 2)
        the.dealings.swapAt(0, 1)
        for number in 1...3 {
            #expect(throws: CeremonyFault.badShare(from: 1)) { try the.share(of: number) }
        }
    }

    @Test("a dealing of another ceremony is blamed")
    func replayedDealing() throws {
        let other = try Ceremony(seed: 4, threshold: 2)
        var the = try Ceremony(seed: 5, threshold: 2)
        the.dealings[1] = other.dealings[1]
        for number in 1...3 {
            #expect(throws: CeremonyFault.badShare(from: 2)) { try the.share(of: number) }
        }
    }

    @Test("a dealing with another number of shares is blamed and crashes nobody", arguments: [0, 1, 2, 4, 100])
    func dealingLength(count: Int) throws {
        var the = try Ceremony(seed: 6, threshold: 2)
        the.dealings[2] = KeyCeremony.Dealing(
            ephemeralKey: the.dealings[2].ephemeralKey,
            maskedShares: [Scalar](repeating: Scalar(1), count: count)
        )
        for number in 1...3 {
            #expect(throws: CeremonyFault.badShare(from: 3)) { try the.share(of: number) }
        }
    }

    @Test("a missing message stops the ceremony and crashes nobody")
    func missing() throws {
        let whole = try Ceremony(seed: 7, threshold: 2)
        for count in 0..<3 {
            var the = whole
            the.dealings = Array(whole.dealings.prefix(count))
            for number in 1...3 { #expect(throws: CeremonyFault.incomplete) { try the.share(of: number) } }

            the = whole
            the.commitments = Array(whole.commitments.prefix(count))
            #expect(throws: CeremonyFault.incomplete) { try the.key() }
            for number in 1...3 { #expect(throws: CeremonyFault.incomplete) { try the.share(of: number) } }
        }
        var the = whole
        the.dealings.append(whole.dealings[0])
        #expect(throws: CeremonyFault.incomplete) { try the.share(of: 1) }
        the = whole
        the.commitments.append(whole.commitments[0])
        #expect(throws: CeremonyFault.incomplete) { try the.key() }
    }

    @Test("a commitment with another number of coefficients is refused everywhere", arguments: [0, 1, 3, 4])
    func commitmentLength(count: Int) throws {
        let whole = try Ceremony(seed: 8, threshold: 2)
        let old = whole.commitments[1]
        let coefficients = (0..<count).map { old.coefficients[min($0, 1)] }
        var the = whole
        the.commitments[1] = KeyCeremony.Commitment(
            transportKey: old.transportKey,
            coefficients: coefficients,
            possession: old.possession
        )
        #expect(!the.ceremony.accepts(the.commitments[1], from: 2))
        #expect(throws: CeremonyFault.incomplete) { try the.key() }
        #expect(throws: CeremonyFault.incomplete) { try the.share(of: 1) }
    }

    @Test("a commitment holds for its teller, its ceremony and its elements only", arguments: [2, 3])
    func possession(threshold: Int) throws {
        let the = try Ceremony(seed: 9, threshold: threshold)
        let good = the.commitments[0]
        let foreign = try Ceremony(seed: 10, threshold: threshold)
        #expect(the.ceremony.accepts(good, from: 1))
        #expect(!the.ceremony.accepts(good, from: 2))
        #expect(!the.ceremony.accepts(good, from: 0))
        #expect(!foreign.ceremony.accepts(good, from: 1))
        #expect(!KeyCeremony(context: the.ceremony.context, threshold: 5 - threshold).accepts(good, from: 1))

        func changed(_ transportKey: Element, _ coefficients: [Element], _ possession: Signature) -> Bool {
            the.ceremony.accepts(
                KeyCeremony.Commitment(
                    transportKey: transportKey,
                    coefficients: coefficients,
                    possession: possession
                ),
                from: 1
            )
        }
        let other = the.commitments[1]
        #expect(changed(good.transportKey, good.coefficients, good.possession))
        #expect(!changed(other.transportKey, good.coefficients, good.possession))
        #expect(!changed(good.transportKey, good.coefficients, other.possession))
        #expect(!changed(good.transportKey, other.coefficients, good.possession))
        #expect(!changed(good.transportKey, good.coefficients.reversed(), good.possession))
        for index in good.coefficients.indices {
            var coefficients = good.coefficients
            coefficients[index] = coefficients[index] + .generator
            #expect(!changed(good.transportKey, coefficients, good.possession))
            coefficients[index] = .identity
            #expect(!changed(good.transportKey, coefficients, good.possession))
        }
        for mutation in Mutations.flips(good.possession.encoded) {
            guard let possession = try? Signature(decoding: mutation.bytes) else { continue }
            #expect(!changed(good.transportKey, good.coefficients, possession), "\(mutation)")
        }
    }

    /// A teller who speaks last could cancel the others' keys, but would have to prove possession of the difference.
    @Test("a key that cancels the others is the identity and stops the ceremony")
    func cancelled() throws {
        var the = try Ceremony(seed: 11, threshold: 2)
        let others = the.commitments[0].coefficients[0] + the.commitments[1].coefficients[0]
        the.commitments[2] = KeyCeremony.Commitment(
            transportKey: the.commitments[2].transportKey,
            coefficients: [.identity - others, the.commitments[2].coefficients[1]],
            possession: the.commitments[2].possession
        )
        #expect(!the.ceremony.accepts(the.commitments[2], from: 3))
        #expect(throws: CeremonyFault.identityKey) { try the.key() }
    }

    @Test("secrets survive the teller's file", arguments: [2, 3])
    func stored(threshold: Int) throws {
        let the = try Ceremony(seed: 12, threshold: threshold)
        for secret in the.secrets {
            var bytes: [UInt8] = []
            secret.store { bytes += Array($0) }
            #expect(bytes.count == 32 * (threshold + 1))
            let again = try CeremonySecret(number: secret.number, decoding: bytes)
            #expect(again.commitment(the.ceremony).coefficients == the.commitments[secret.number - 1].coefficients)
            let share = try again.keyShare(the.ceremony, commitments: the.commitments, dealings: the.dealings)
            #expect(share.publicShare == (try the.share(of: secret.number).publicShare))

            var shareBytes: [UInt8] = []
            share.store { shareBytes += Array($0) }
            #expect(try KeyShare(number: secret.number, decoding: shareBytes).publicShare == share.publicShare)
        }
    }

    @Test("a teller's file is read strictly")
    func damagedFile() throws {
        var random = SeededRandomSource(seed: 13)
        let bytes = (0..<3).flatMap { _ in random.scalar().encoded }
        for count in [0, 1, 31, 32, 64, 95, 97, 127, 129, 160, 192] {
            let wrong = (bytes + bytes).prefix(count)
            #expect(throws: GroupError.self, "\(count)") { try CeremonySecret(number: 1, decoding: Array(wrong)) }
        }
        for start in [0, 32, 64] {
            var wrong = bytes
            wrong.replaceSubrange(start..<start + 32, with: Scalar.zero.encoded)
            #expect(throws: GroupError.notCanonicalScalar) { try CeremonySecret(number: 1, decoding: wrong) }
            wrong.replaceSubrange(start..<start + 32, with: GroupOrder.bytes)
            #expect(throws: GroupError.notCanonicalScalar) { try CeremonySecret(number: 1, decoding: wrong) }
        }
        #expect(throws: GroupError.notCanonicalScalar) { try KeyShare(number: 1, decoding: Scalar.zero.encoded) }
        #expect(throws: GroupError.notCanonicalScalar) { try KeyShare(number: 1, decoding: GroupOrder.bytes) }
        for mutation in Mutations.lengths(Scalar(5).encoded) {
            #expect(throws: GroupError.self, "\(mutation)") { try KeyShare(number: 1, decoding: mutation.bytes) }
        }
    }
}

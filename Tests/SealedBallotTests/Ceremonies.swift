import Proofs
import Ristretto255
import SealedBallot
import TestSupport

/// A ceremony whose three messages all arrived, with the secrets of the three tellers, from one seed.
struct Ceremony {
    let ceremony: KeyCeremony
    let secrets: [CeremonySecret]
    var commitments: [KeyCeremony.Commitment]
    var dealings: [KeyCeremony.Dealing]

    init(seed: Int, threshold: Int) throws {
        var random = SeededRandomSource(seed: seed)
        ceremony = KeyCeremony(context: try Digest(decoding: random.bytes(64)), threshold: threshold)
        secrets = try (1...3).map { number in
            let bytes = (0...threshold).flatMap { _ in random.scalar().encoded }
            return try CeremonySecret(number: number, decoding: bytes)
        }
        commitments = []
        dealings = []
        commitments = secrets.map { $0.commitment(ceremony) }
        dealings = secrets.map { $0.dealing(ceremony, commitments: commitments) }
    }

    func share(of number: Int) throws(CeremonyFault) -> KeyShare {
        try secrets[number - 1].keyShare(ceremony, commitments: commitments, dealings: dealings)
    }

    func shares() throws(CeremonyFault) -> [KeyShare] {
        var result: [KeyShare] = []
        for number in 1...3 { result.append(try share(of: number)) }
        return result
    }

    func key() throws(CeremonyFault) -> ElectionPublicKey {
        try ceremony.jointKey(commitments).publicKey
    }
}

/// What the tellers with these numbers make of an encrypted sum.
func opened(_ sum: Ciphertext, by shares: [KeyShare], board: Digest = .zero, option: Int = 0) -> Element {
    var factors: [Int: Element] = [:]
    for share in shares {
        let sums = [Ciphertext](repeating: .zero, count: option) + [sum]
        factors[share.number] = share.decrypt(sums, board: board)[option].factor
    }
    return Tally.opened(sum, factors: factors)
}

extension SelectionRule {
    /// Yes, no, abstain.
    static let exactlyOne = SelectionRule(caps: [1, 1, 1], weights: [1, 1, 1], minimum: 1, maximum: 1)
    /// Up to three of five, or "Enthaltung", which excludes every other mark.
    static let upToThree = SelectionRule(
        caps: [1, 1, 1, 1, 1, 1],
        weights: [1, 1, 1, 1, 1, 3],
        minimum: 1,
        maximum: 3
    )
    /// Three votes, up to two for one person, or none at all.
    static let cumulative = SelectionRule(caps: [2, 2, 2, 2], weights: [1, 1, 1, 1], minimum: 0, maximum: 3)

    /// Every allowed ballot.
    var allBallots: [[Int]] {
        caps.reduce([[]]) { ballots, cap in ballots.flatMap { ballot in (0...cap).map { ballot + [$0] } } }
            .filter(allows)
    }
}

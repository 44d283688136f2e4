import Ristretto255

/// A choice, encrypted but not yet proved: the moment in which the voter sees the tracker and decides to cast or to
/// audit (protocol section 11).
///
/// Both ways use the value up. What was audited can no longer be cast, because its randomness is known.
public struct EncryptedSelection: ~Copyable, Sendable {
    /// `(A_i, B_i)` for each option.
    public let ciphertexts: [Ciphertext]
    private let rule: SelectionRule
    private let key: ElectionPublicKey
    private let values: [Int]
    private let randomness: [SecretBox]

    /// Encrypts `values`, one for each option.
    ///
    /// - Throws: ``SelectionError/notAllowed`` if the rule forbids them.
    public init(_ values: [Int], rule: SelectionRule, key: ElectionPublicKey) throws(SelectionError) {
        var random = SystemRandomSource()
        try self.init(values, rule: rule, key: key, random: &random)
    }

    /// The deterministic twin, for test vectors.
    package init(
        _ values: [Int],
        rule: SelectionRule,
        key: ElectionPublicKey,
        random: inout some RandomSource
    ) throws(SelectionError) {
        guard rule.allows(values) else { throw .notAllowed }
        var randomness: [SecretBox] = []
        var ciphertexts: [Ciphertext] = []
        for value in values {
            let r = SecretBox(random.secretScalar())
            ciphertexts.append(.encrypting(value, with: r.scalar, to: key))
            randomness.append(r)
        }
        self.ciphertexts = ciphertexts
        self.randomness = randomness
        self.values = values
        self.rule = rule
        self.key = key
    }

    /// `ct`: all ciphertexts in order, 64 bytes each.
    public var ciphertextBytes: [UInt8] { ciphertexts.flatMap(\.encoded) }

    /// Proves that the choice is allowed; `context` is `bctx`, which binds the proofs to election, token and ciphertexts.
    public consuming func seal(context: Digest) -> SealedSelection {
        var random = SystemRandomSource()
        return seal(context: context, random: &random)
    }

    /// The deterministic twin, for test vectors.
    package consuming func seal(context: Digest, random: inout some RandomSource) -> SealedSelection {
        var proofs: [RangeProof] = []
        for option in ciphertexts.indices {
            let statement = RangeStatement(
                context: context,
                position: option,
                range: 0...rule.caps[option],
                key: key,
                ciphertext: ciphertexts[option]
            )
            proofs.append(
                RangeProof(
                    statement,
                    value: values[option],
                    randomness: randomness[option].scalar,
                    random: &random
                )
            )
        }
        let sumStatement = RangeStatement(
            context: context,
            position: RangeProof.sumPosition,
            range: rule.minimum...rule.maximum,
            key: key,
            ciphertext: .weightedSum(ciphertexts, weights: rule.weights)
        )
        let weighted = zip(randomness, rule.weights).map { SecretBox($0.scalar.multiplied(by: Scalar($1))) }
        let sum = weighted.dropFirst().reduce(weighted[0]) { SecretBox($0.scalar.adding($1.scalar)) }
        let sumProof = RangeProof(
            sumStatement,
            value: zip(values, rule.weights).reduce(0) { $0 + $1.0 * $1.1 },
            randomness: sum.scalar,
            random: &random
        )
        return SealedSelection(ciphertexts: ciphertexts, optionProofs: proofs, sumProof: sumProof)
    }

    /// Gives values and randomness away, so that a second device can check what was encrypted (Benaloh audit).
    public consuming func disclose() -> Opening {
        Opening(values: values, randomness: randomness.map { $0.scalar.disclosed() })
    }
}

/// Why a choice was not encrypted.
public enum SelectionError: Error, Hashable, Sendable {
    /// The selection rule forbids these values.
    case notAllowed
}

/// The content of an audited ballot: `m_i` and `r_i` (protocol section 11).
public struct Opening: Hashable, Sendable {
    /// `m_i`.
    public let values: [Int]
    /// `r_i`.
    public let randomness: [Scalar]

    /// An opening as received.
    public init(values: [Int], randomness: [Scalar]) {
        self.values = values
        self.randomness = randomness
    }

    /// Whether these values and this randomness give exactly these ciphertexts: `A_i == r_i·G` and
    /// `B_i == r_i·K + m_i·G`.
    public func explains(_ ciphertexts: [Ciphertext], key: ElectionPublicKey) -> Bool {
        guard values.count == ciphertexts.count, randomness.count == ciphertexts.count else { return false }
        return zip(zip(values, randomness), ciphertexts).allSatisfy { opening, ciphertext in
            let (value, r) = opening
            guard value >= 0 else { return false }
            return ciphertext.alpha == r.timesGenerator
                && ciphertext.beta == r * key.element + Scalar(value).timesGenerator
        }
    }
}

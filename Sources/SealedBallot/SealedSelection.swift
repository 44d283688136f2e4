import Ristretto255

/// The ciphertexts of a ballot with their proofs.
public struct SealedSelection: Hashable, Sendable {
    /// `(A_i, B_i)` for each option.
    public let ciphertexts: [Ciphertext]
    private let optionProofs: [RangeProof]
    private let sumProof: RangeProof

    init(ciphertexts: [Ciphertext], optionProofs: [RangeProof], sumProof: RangeProof) {
        self.ciphertexts = ciphertexts
        self.optionProofs = optionProofs
        self.sumProof = sumProof
    }

    /// Reads `A_i || B_i || RP_i` for each option and the proof of the sum: ``SelectionRule/byteCount`` bytes.
    public init(decoding bytes: some Collection<UInt8>, rule: SelectionRule) throws(GroupError) {
        guard bytes.count == rule.byteCount else {
            throw .wrongLength(expected: rule.byteCount, actual: bytes.count)
        }
        var rest = bytes.dropFirst(0)
        var ciphertexts: [Ciphertext] = []
        var proofs: [RangeProof] = []
        for cap in rule.caps {
            ciphertexts.append(try Ciphertext(decoding: rest.prefix(Ciphertext.byteCount)))
            rest = rest.dropFirst(Ciphertext.byteCount)
            let length = RangeProof.byteCount(0...cap)
            proofs.append(try RangeProof(decoding: rest.prefix(length), range: 0...cap))
            rest = rest.dropFirst(length)
        }
        self.ciphertexts = ciphertexts
        optionProofs = proofs
        sumProof = try RangeProof(decoding: rest, range: rule.minimum...rule.maximum)
    }

    /// The bytes, as in ``init(decoding:rule:)``.
    public var encoded: [UInt8] {
        zip(ciphertexts, optionProofs).flatMap { $0.encoded + $1.encoded } + sumProof.encoded
    }

    /// `ct`: all ciphertexts in order, 64 bytes each.
    public var ciphertextBytes: [UInt8] { ciphertexts.flatMap(\.encoded) }

    /// The first proof that does not hold, or nil if all do.
    public func firstFault(context: Digest, rule: SelectionRule, key: ElectionPublicKey) -> SelectionFault? {
        // A rule for another number of options than these bytes were read with.
        guard rule.optionCount == ciphertexts.count else { return .sum }
        for (option, ciphertext) in ciphertexts.enumerated() {
            let statement = RangeStatement(
                context: context,
                position: option,
                range: 0...rule.caps[option],
                key: key,
                ciphertext: ciphertext
            )
            guard optionProofs[option].shows(statement) else { return .option(option) }
        }
        let sum = RangeStatement(
            context: context,
            position: RangeProof.sumPosition,
            range: rule.minimum...rule.maximum,
            key: key,
            ciphertext: .weightedSum(ciphertexts, weights: rule.weights)
        )
        return sumProof.shows(sum) ? nil : .sum
    }
}

/// Which proof of a ballot does not hold.
public enum SelectionFault: Error, Hashable, Sendable {
    /// The proof of the option with this number, counted from 0.
    case option(Int)
    /// The proof of the weighted sum.
    case sum
}

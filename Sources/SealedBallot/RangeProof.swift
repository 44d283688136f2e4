import Ristretto255

/// A proof that a ciphertext contains one of `lo...hi`, and nothing else about it; 64 bytes for each possible value
/// (protocol section 11).
///
/// One kind of proof serves options, caps and the sum. The challenge hashes the ballot's context, the statement and all
/// commitments.
public struct RangeProof: Hashable, Sendable {
    /// `c_v` and `s_v` for v = lo..hi.
    private let branches: [Branch]

    private struct Branch: Hashable, Sendable {
        let challenge: Scalar
        let response: Scalar
    }

    /// The position that the proof of the sum has in place of an option number.
    static let sumPosition = 0xFFFF

    /// Length in bytes of a proof for `range`.
    public static func byteCount(_ range: ClosedRange<Int>) -> Int {
        64 * range.count
    }

    /// Reads `c_lo || s_lo || ... || c_hi || s_hi`, all canonical scalars.
    public init(decoding bytes: some Collection<UInt8>, range: ClosedRange<Int>) throws(GroupError) {
        guard bytes.count == Self.byteCount(range) else {
            throw .wrongLength(expected: Self.byteCount(range), actual: bytes.count)
        }
        var branches: [Branch] = []
        branches.reserveCapacity(range.count)
        var rest = bytes.dropFirst(0)
        for _ in range {
            let challenge = try Scalar(decoding: rest.prefix(32))
            rest = rest.dropFirst(32)
            branches.append(Branch(challenge: challenge, response: try Scalar(decoding: rest.prefix(32))))
            rest = rest.dropFirst(32)
        }
        self.branches = branches
    }

    /// The bytes.
    public var encoded: [UInt8] { branches.flatMap { $0.challenge.encoded + $0.response.encoded } }

    /// Whether the proof shows `statement`.
    func shows(_ statement: RangeStatement) -> Bool {
        guard branches.count == statement.range.count else { return false }
        let ciphertext = statement.ciphertext
        var commitments: [Ciphertext] = []
        commitments.reserveCapacity(branches.count)
        for (branch, shifted) in zip(branches, statement.shifted) {
            commitments.append(
                Ciphertext(
                    alpha: branch.response.timesGenerator + branch.challenge * ciphertext.alpha,
                    beta: branch.response * statement.key.element + branch.challenge * shifted
                )
            )
        }
        let sum = branches.reduce(Scalar.zero) { $0 + $1.challenge }
        return sum == statement.challenge(commitments)
    }

    /// Proves that `statement.ciphertext` encrypts `value` with `randomness`.
    ///
    /// The other branches are simulated. Random values are taken in ascending order of v, which only matters to the
    /// test vectors.
    init(
        _ statement: RangeStatement,
        value: Int,
        randomness: borrowing SecretScalar,
        random: inout some RandomSource
    ) {
        precondition(statement.range.contains(value), "a range proof for a value outside the range")
        let ciphertext = statement.ciphertext
        var commitments: [Ciphertext] = []
        var challenges: [Scalar] = []
        var responses: [Scalar] = []
        var nonces: [SecretBox] = []
        for (v, shifted) in zip(statement.range, statement.shifted) {
            if v == value {
                let nonce = SecretBox(random.secretScalar())
                commitments.append(
                    Ciphertext(alpha: nonce.scalar.timesGenerator, beta: nonce.scalar.times(statement.key.element))
                )
                nonces.append(nonce)
                challenges.append(.zero)
                responses.append(.zero)
            } else {
                let challenge = random.scalar()
                let response = random.scalar()
                commitments.append(
                    Ciphertext(
                        alpha: response.timesGenerator + challenge * ciphertext.alpha,
                        beta: response * statement.key.element + challenge * shifted
                    )
                )
                challenges.append(challenge)
                responses.append(response)
            }
        }
        let real = value - statement.range.lowerBound
        challenges[real] = challenges.reduce(statement.challenge(commitments), -)
        responses[real] = nonces[0].scalar.response(to: challenges[real], key: randomness)
        branches = zip(challenges, responses).map(Branch.init)
    }
}

/// What a ``RangeProof`` is about.
struct RangeStatement {
    /// `bctx`: election, token and all ciphertexts of the ballot.
    let context: Digest
    /// The option's number from 0, or ``RangeProof/sumPosition``.
    let position: Int
    let range: ClosedRange<Int>
    let key: ElectionPublicKey
    let ciphertext: Ciphertext

    /// `B − v·G` for every v of the range, by successive subtraction; the prover makes all of them, too, so that the time
    /// does not tell the value.
    var shifted: [Element] {
        let first =
            switch range.lowerBound {
            case 0: ciphertext.beta
            case 1: ciphertext.beta - Element.generator
            default: ciphertext.beta - Scalar(range.lowerBound).timesGenerator
            }
        var result = [first]
        result.reserveCapacity(range.count)
        for _ in range.dropFirst() { result.append(result[result.count - 1] - Element.generator) }
        return result
    }

    /// The challenge `HS("URNE-V1-range", bctx, i, lo, hi, K, A, B, a_lo, b_lo, ..., a_hi, b_hi)`.
    func challenge(_ commitments: [Ciphertext]) -> Scalar {
        Scalar(hashing: "URNE-V1-range") { input in
            input.part(context)
            input.part(I2OSP(position, 2))
            input.part(I2OSP(range.lowerBound, 4))
            input.part(I2OSP(range.upperBound, 4))
            input.part(key)
            input.part(ciphertext.alpha)
            input.part(ciphertext.beta)
            for commitment in commitments {
                input.part(commitment.alpha)
                input.part(commitment.beta)
            }
        }
    }
}

/// A secret scalar that can be an element of an array.
final class SecretBox: Sendable {
    let scalar: SecretScalar

    init(_ scalar: consuming SecretScalar) {
        self.scalar = scalar
    }
}

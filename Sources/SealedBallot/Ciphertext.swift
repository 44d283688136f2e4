import Ristretto255

/// `K`: the key that ballots are encrypted to; nobody holds its secret.
public struct ElectionPublicKey: Hashable, Sendable, HashInput {
    /// The element, not the identity.
    public let element: Element

    /// Reads 32 bytes.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        element = try Element(decoding: bytes)
    }

    init(element: Element) {
        self.element = element
    }

    /// The 32 bytes.
    public var encoded: [UInt8] { element.encoded }

    /// Lends the 32 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        element.withBytes(body)
    }
}

/// An exponential ElGamal ciphertext of a small number m: `alpha = r·G`, `beta = r·K + m·G`; 64 bytes.
///
/// Sums of ciphertexts are ciphertexts of sums, which is all that is ever opened.
public struct Ciphertext: Hashable, Sendable {
    /// Length of an encoding in bytes.
    public static let byteCount = 64

    /// A in the protocol.
    public let alpha: Element
    /// B in the protocol.
    public let beta: Element

    /// The encryption of 0 with r = 0: the empty sum.
    public static let zero = Ciphertext(alpha: .identity, beta: .identity)

    init(alpha: Element, beta: Element) {
        self.alpha = alpha
        self.beta = beta
    }

    /// Reads `A || B`, both elements other than the identity.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        guard bytes.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        alpha = try Element(decoding: bytes.prefix(32))
        beta = try Element(decoding: bytes.dropFirst(32))
    }

    /// `A || B`.
    public var encoded: [UInt8] { alpha.encoded + beta.encoded }

    /// The ciphertext of the sum.
    public static func + (a: Ciphertext, b: Ciphertext) -> Ciphertext {
        Ciphertext(alpha: a.alpha + b.alpha, beta: a.beta + b.beta)
    }

    /// The ciphertext of `weight` times the number.
    public func weighted(_ weight: Int) -> Ciphertext {
        guard weight != 1 else { return self }
        let factor = Scalar(weight)
        return Ciphertext(alpha: factor * alpha, beta: factor * beta)
    }

    /// `Σ w_i·(A_i, B_i)`, which the proof of the sum is about.
    static func weightedSum(_ ciphertexts: [Ciphertext], weights: [Int]) -> Ciphertext {
        let weighted = zip(ciphertexts, weights).map { $0.weighted($1) }
        guard let first = weighted.first else { return .zero }
        return weighted.dropFirst().reduce(first, +)
    }

    /// The encryption of `value` with randomness `r`.
    static func encrypting(_ value: Int, with r: borrowing SecretScalar, to key: ElectionPublicKey) -> Ciphertext {
        let shared = r.times(key.element)
        // One addition also for 0, so that the time does not tell the value.
        return Ciphertext(alpha: r.timesGenerator, beta: shared + Scalar(value).timesGenerator)
    }
}

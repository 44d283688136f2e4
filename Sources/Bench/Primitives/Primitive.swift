/// A call of libsodium in which the cost of the protocol is counted (protocol section 19).
public enum Primitive: String, CaseIterable, Sendable {
    /// `crypto_scalarmult_ristretto255_base`: a multiple of G.
    case base
    /// `crypto_scalarmult_ristretto255`: a multiple of any other element.
    case multiply
    /// `crypto_core_ristretto255_add`.
    case add
    /// `crypto_core_ristretto255_sub`.
    case subtract
    /// `crypto_core_ristretto255_from_hash`: the one-way map.
    case fromHash
    /// `crypto_core_ristretto255_is_valid_point`, for each received element.
    case isValid
    /// `crypto_core_ristretto255_scalar_invert`.
    case invert
    /// `crypto_core_ristretto255_scalar_reduce`, the end of every hash to a scalar.
    case reduce
    /// One block of SHA-512, 128 bytes.
    case hashBlock

    /// How many calls one sample is the mean of, so that reading the clock does not count.
    var callsPerSample: Int {
        switch self {
        case .base, .multiply, .add, .subtract, .fromHash, .isValid, .invert: 8
        case .reduce, .hashBlock: 64
        }
    }
}

import Ristretto255

/// A challenge c and the response s to it, 64 bytes `c || s`: all that travels of a signature or a proof.
struct ChallengeResponse: Hashable, Sendable {
    static let byteCount = 64

    let challenge: Scalar
    let response: Scalar

    init(challenge: Scalar, response: Scalar) {
        self.challenge = challenge
        self.response = response
    }

    /// Reads `c || s`, both canonical scalars.
    init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        guard bytes.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        challenge = try Scalar(decoding: bytes.prefix(32))
        response = try Scalar(decoding: bytes.dropFirst(32))
    }

    var encoded: [UInt8] { challenge.encoded + response.encoded }
}

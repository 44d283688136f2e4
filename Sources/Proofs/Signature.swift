import Ristretto255

/// A Schnorr signature, 64 bytes `c || s` (protocol section 5).
///
/// Also the proof of possession of a secret scalar: the statement is what is signed.
public struct Signature: Hashable, Sendable, HashInput {
    /// Length of an encoding in bytes.
    public static let byteCount = ChallengeResponse.byteCount

    private let pair: ChallengeResponse

    /// Reads `c || s`, both canonical scalars; throws a `GroupError`.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        pair = try ChallengeResponse(decoding: bytes)
    }

    fileprivate init(challenge: Scalar, response: Scalar) {
        pair = ChallengeResponse(challenge: challenge, response: response)
    }

    /// The 64 bytes.
    public var encoded: [UInt8] { pair.encoded }

    /// Lends the 64 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        encoded.withBytes(body)
    }

    /// `Verify(pk, tag, sig, m1..mn)`: whether the holder of `publicKey` signed these parts under this tag.
    ///
    /// `parts` adds `m1..mn`. The identity is nobody's key: everybody could sign under it.
    public func isValid(by publicKey: Element, tag: String, _ parts: (inout Absorber) -> Void) -> Bool {
        guard !publicKey.isIdentity else { return false }
        // R' = s·G + c·pk
        let commitment = pair.response.timesGenerator + pair.challenge * publicKey
        return pair.challenge == challengeScalar(publicKey, commitment, tag: tag, parts)
    }
}

/// A secret scalar that signs, with its public key.
public struct SigningKey: ~Copyable, Sendable {
    /// The secret; a token's key is also the exponent of its X.
    public let secret: SecretScalar
    /// `pk = sk·G`.
    public let publicKey: Element

    /// The key with this secret, which must not be 0.
    public init(_ secret: consuming SecretScalar) {
        precondition(!secret.isZero, "a signing key of 0")
        publicKey = secret.timesGenerator
        self.secret = secret
    }

    /// `Sign(sk, tag, m1..mn)`; `parts` adds `m1..mn`, and is called twice, so it must add the same both times.
    public func sign(tag: String, _ parts: (inout Absorber) -> Void) -> Signature {
        sign(tag: tag, randomness: randomBytes(32), parts)
    }

    /// The deterministic twin, for test vectors.
    package func sign(tag: String, randomness: [UInt8], _ parts: (inout Absorber) -> Void) -> Signature {
        // The nonce is hedged: it depends on fresh randomness and on key and message, so that neither a broken
        // generator nor a repeated message reveals the key.
        let nonce = SecretScalar(hashing: "URNE-V1-nonce") { input in
            input.part(secret)
            input.part(randomness)
            input.part(tag)
            parts(&input)
        }
        let challenge = challengeScalar(publicKey, nonce.timesGenerator, tag: tag, parts)
        return Signature(challenge: challenge, response: nonce.response(to: challenge, key: secret))
    }
}

/// The challenge `HS(tag, pk, R, m1..mn)`.
private func challengeScalar(
    _ publicKey: Element,
    _ commitment: Element,
    tag: String,
    _ parts: (inout Absorber) -> Void
) -> Scalar {
    Scalar(hashing: tag) { input in
        input.part(publicKey)
        input.part(commitment)
        parts(&input)
    }
}

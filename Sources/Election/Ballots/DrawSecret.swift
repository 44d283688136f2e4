import BlindToken
import Proofs
import Ristretto255
import Synchronization

/// What a member's device knows between drawing and casting: the seed of the token (protocol section 10).
///
/// Everything follows from the seed and the member's key, so a lost device is replaced by opening the sealed seed on
/// another one: the same token again, never a second.
public final class DrawSecret: Sendable, CustomReflectable {
    private let seed: SecretBytes
    /// Computed once for request and answer.
    private let known = Mutex<Derived?>(nil)

    /// What follows from the seed for one person and one vote.
    private struct Derived {
        let key: PersonKey
        let head: Digest
        let token: TokenKey
        let blinded: BlindedElement
    }

    private init(seed: [UInt8]) {
        self.seed = SecretBytes(copying: seed)
    }

    /// A new secret; draws another seed in the case, never seen, that x or r is 0.
    public static func random(key: PersonKey, head: Digest) -> DrawSecret {
        while true {
            if let secret = DrawSecret(seed: randomBytes(32), key: key, head: head) { return secret }
        }
    }

    /// The secret of a seed of 32 bytes that was kept in a file of the member's own or opened from `sealed`; nil if the
    /// seed has another length or gives no token.
    public convenience init?(seed: [UInt8], key: PersonKey, head: Digest) {
        guard seed.count == 32 else { return nil }
        self.init(seed: seed)
        guard !scalar("URNE-V1-x", key, head).isZero, !scalar("URNE-V1-r", key, head).isZero else { return nil }
    }

    /// Opens a sealed seed; nil unless it has 48 bytes.
    public convenience init?(opening sealed: [UInt8], key: PersonKey, head: Digest) {
        guard sealed.count == DrawRequest.sealedByteCount else { return nil }
        let nonce = Array(sealed.prefix(16))
        var seed = Self.mask(Array(sealed.dropFirst(16)), nonce: nonce, key: key, head: head)
        defer { wipe(&seed) }
        self.init(seed: seed, key: key, head: head)
    }

    /// Lends the 32 bytes of the seed to the one place that writes the member's file.
    public func store(_ write: (UnsafeRawBufferPointer) -> Void) {
        seed.withBytes(write)
    }

    /// The request for the issuer; with `recoverable` false the sealed seed is left out.
    public func request(key: PersonKey, head: Digest, recoverable: Bool = true) -> DrawRequest {
        var sealed: [UInt8] = []
        if recoverable { sealed = self.sealed(key: key, head: head, nonce: randomBytes(16)) }
        return DrawRequest(key: key, blinded: derived(key, head).blinded, sealed: sealed, head: head)
    }

    /// `sealed = nonce || (seed XOR H("URNE-V1-seal", usk, h, nonce)[0..31])`.
    package func sealed(key: PersonKey, head: Digest, nonce: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        seed.withBytes { plain = Array($0) }
        defer { wipe(&plain) }
        return nonce + Self.mask(plain, nonce: nonce, key: key, head: head)
    }

    /// Whether this secret belongs to the blinded element the server stored.
    public func fits(_ blinded: BlindedElement, key: PersonKey, head: Digest) -> Bool {
        derived(key, head).blinded == blinded
    }

    /// Checks the issuer's proof and unblinds.
    ///
    /// Throws `TokenError.proofDoesNotHold`.
    public func token(
        from evaluation: BlindEvaluation,
        key: PersonKey,
        context: BallotContext
    ) throws(TokenError) -> Token {
        let derived = derived(key, context.head)
        let pending = PendingToken(resuming: derived.blinded, blind: scalar("URNE-V1-r", key, context.head))
        return Token(derived.token, proofOfIssue: try pending.finalize(with: evaluation, from: context.issuer))
    }

    private func derived(_ key: PersonKey, _ head: Digest) -> Derived {
        if let known = known.withLock({ $0 }), known.key === key, known.head == head { return known }
        let token = TokenKey(SigningKey(scalar("URNE-V1-x", key, head)))
        let input = enc("URNE-V1-token", head, token.signing.publicKey)
        let pending = PendingToken(input: input, blind: scalar("URNE-V1-r", key, head))
        let derived = Derived(key: key, head: head, token: token, blinded: pending.blindedElement)
        known.withLock { $0 = derived }
        return derived
    }

    /// `HS(tag, usk, h, seed)`.
    private func scalar(_ tag: String, _ key: PersonKey, _ head: Digest) -> SecretScalar {
        SecretScalar(hashing: tag) { input in
            input.part(key.signing.secret)
            input.part(head)
            input.part(seed)
        }
    }

    private static func mask(_ bytes: [UInt8], nonce: [UInt8], key: PersonKey, head: Digest) -> [UInt8] {
        var stream = labelledHash("URNE-V1-seal") { input in
            input.part(key.signing.secret)
            input.part(head)
            input.part(nonce)
        }.encoded
        defer { wipe(&stream) }
        return zip(bytes, stream).map { $0 ^ $1 }
    }

    /// Shows nothing of the seed.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

import Proofs
import Ristretto255

/// The secret key `skS` of one vote's tokens.
public final class IssuerKey: Sendable {
    let secret: SecretScalar
    /// `pkS`.
    public let publicKey: IssuerPublicKey

    /// The key with this secret, not 0.
    public init(_ secret: consuming SecretScalar) {
        precondition(!secret.isZero, "an issuer key of 0")
        publicKey = IssuerPublicKey(element: secret.timesGenerator)
        self.secret = secret
    }

    /// A new random key.
    public static func random() -> IssuerKey {
        IssuerKey(.random())
    }

    /// *DeriveKeyPair* (RFC 9497 section 3.2.1); used by the RFC's test vectors.
    package static func deriveKeyPair(seed: [UInt8], info: [UInt8]) -> IssuerKey? {
        let input = seed + [UInt8(truncatingIfNeeded: info.count >> 8), UInt8(truncatingIfNeeded: info.count)] + info
        let domain = Array(("DeriveKeyPair" + VOPRF.context).utf8)
        for counter in UInt8.min...UInt8.max {
            let secret = SecretScalar(hashing: domain) { absorber in
                absorber.add(input)
                absorber.add(counter)
            }
            if !secret.isZero { return IssuerKey(secret) }
        }
        return nil
    }

    /// Lends the 32 secret bytes to the one place that writes the key file.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        secret.withBytes(body)
    }

    /// *Evaluate* of an input in the clear: `skS·H2G(input)`, the one valid N for it.
    public func evaluate(_ input: [UInt8]) -> Element {
        secret.times(VOPRF.hashToGroup(input))
    }

    /// The proof that `evaluated` is the evaluation of `input`, published with an accepted ballot.
    public func prove(_ input: [UInt8], evaluated: Element) -> DLEQProof {
        DLEQProof(key: secret, statement: statement(input, evaluated), context: VOPRF.context)
    }

    /// The deterministic twin, for test vectors.
    package func prove(_ input: [UInt8], evaluated: Element, nonce: borrowing SecretScalar) -> DLEQProof {
        DLEQProof(key: secret, statement: statement(input, evaluated), context: VOPRF.context, nonce: nonce)
    }

    private func statement(_ input: [UInt8], _ evaluated: Element) -> DLEQStatement {
        DLEQStatement(
            publicKey: publicKey.element,
            element: VOPRF.hashToGroup(input),
            evaluated: evaluated
        )
    }
}

/// `pkS`, 32 bytes.
public struct IssuerPublicKey: Hashable, Sendable {
    /// The element `skS·G`.
    public let element: Element

    init(element: Element) {
        self.element = element
    }

    /// Reads 32 bytes.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        element = try Element(decoding: bytes)
    }

    /// The 32 bytes.
    public var encoded: [UInt8] { element.encoded }

    /// Whether `proof` shows that `evaluated` is the evaluation of `input` under this key (check V17).
    public func accepts(_ proof: DLEQProof, input: [UInt8], evaluated: Element) -> Bool {
        let statement = DLEQStatement(
            publicKey: element,
            element: VOPRF.hashToGroup(input),
            evaluated: evaluated
        )
        return proof.shows(statement, context: VOPRF.context)
    }
}

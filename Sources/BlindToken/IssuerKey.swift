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

    /// *Evaluate* with what a proof of it needs, so that a box which first checks a token and then proves it hashes the
    /// input to the group only once.
    public func evaluation(of input: [UInt8]) -> Evaluation {
        let inputElement = VOPRF.hashToGroup(input)
        return Evaluation(inputElement: inputElement, evaluatedElement: secret.times(inputElement))
    }

    /// The proof of an evaluation that this key made, published with an accepted ballot.
    public func prove(_ evaluation: Evaluation) -> DLEQProof {
        DLEQProof(key: secret, statement: statement(evaluation), context: VOPRF.context)
    }

    /// The proof that `evaluated` is the evaluation of `input`, published with an accepted ballot.
    public func prove(_ input: [UInt8], evaluated: Element) -> DLEQProof {
        prove(Evaluation(inputElement: VOPRF.hashToGroup(input), evaluatedElement: evaluated))
    }

    /// The deterministic twin, for test vectors.
    package func prove(_ input: [UInt8], evaluated: Element, nonce: borrowing SecretScalar) -> DLEQProof {
        let evaluation = Evaluation(inputElement: VOPRF.hashToGroup(input), evaluatedElement: evaluated)
        return DLEQProof(key: secret, statement: statement(evaluation), context: VOPRF.context, nonce: nonce)
    }

    private func statement(_ evaluation: Evaluation) -> DLEQStatement {
        DLEQStatement(
            publicKey: publicKey.element,
            element: evaluation.inputElement,
            evaluated: evaluation.evaluatedElement
        )
    }
}

/// The evaluation of one input in the clear.
public struct Evaluation: Hashable, Sendable {
    /// `H2G(input)`; P in the protocol.
    let inputElement: Element
    /// `skS·H2G(input)`; a token's N must equal it.
    public let evaluatedElement: Element
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

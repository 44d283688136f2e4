import Proofs
import Ristretto255

/// What the voter's device keeps between *blind* and *finalize* (RFC 9497 section 3.3.2).
public struct PendingToken: ~Copyable, Sendable {
    /// What the issuer sees: `B = r·H2G(input)`.
    public let blindedElement: BlindedElement
    private let blind: SecretScalar

    /// *Blind*: hides `input` under `blind`.
    ///
    /// - Parameters:
    ///   - input: what the token is for.
    ///   - blind: r, not 0. The protocol derives it from the member's key so that a lost device can be replaced.
    public init(input: [UInt8], blind: consuming SecretScalar) {
        precondition(!blind.isZero, "a blind of 0")
        blindedElement = BlindedElement(element: blind.times(VOPRF.hashToGroup(input)))
        self.blind = blind
    }

    /// Goes on with what ``init(input:blind:)`` made before from the same input and blind, without the work of blinding.
    package init(resuming blindedElement: BlindedElement, blind: consuming SecretScalar) {
        precondition(!blind.isZero, "a blind of 0")
        self.blindedElement = blindedElement
        self.blind = blind
    }

    /// *Finalize* without its last hash: checks the issuer's proof, unblinds, and uses the pending token up.
    ///
    /// - Returns: `N = skS·H2G(input)`.
    /// - Throws: ``TokenError/proofDoesNotHold``.
    public consuming func finalize(
        with evaluation: BlindEvaluation,
        from issuer: IssuerPublicKey
    ) throws(TokenError) -> Element {
        guard evaluation.isProved(for: blindedElement, by: issuer) else { throw .proofDoesNotHold }
        return blind.inverted().times(evaluation.evaluatedElement)
    }
}

/// `B`, 32 bytes: the only thing of a token that the issuer sees when it is drawn.
public struct BlindedElement: Hashable, Sendable, HashInput {
    /// The element.
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

    /// Lends the 32 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        element.withBytes(body)
    }
}

/// The issuer's answer: `E = skS·B` with its proof.
///
/// One value, so that nothing is finalized without the proof.
public struct BlindEvaluation: Hashable, Sendable {
    /// `E`, 32 bytes.
    public let evaluatedElement: Element
    /// `pi`, 64 bytes.
    public let proof: DLEQProof

    /// Reads `E` (32 bytes) and `pi` (64 bytes).
    public init(
        decodingElement element: some Collection<UInt8>,
        proof: some Collection<UInt8>
    ) throws(GroupError) {
        evaluatedElement = try Element(decoding: element)
        self.proof = try DLEQProof(decoding: proof)
    }

    /// Two parts that were read one by one, so that an error names the right one.
    package init(evaluatedElement: Element, proof: DLEQProof) {
        self.evaluatedElement = evaluatedElement
        self.proof = proof
    }

    /// Whether this is the evaluation of `blinded` under `issuer`'s key.
    public func isProved(for blinded: BlindedElement, by issuer: IssuerPublicKey) -> Bool {
        let statement = DLEQStatement(
            publicKey: issuer.element,
            element: blinded.element,
            evaluated: evaluatedElement
        )
        return proof.shows(statement, context: VOPRF.context)
    }
}

extension IssuerKey {
    /// *BlindEvaluate* with proof (RFC 9497 section 3.3.2), always for one element.
    public func blindEvaluate(_ blinded: BlindedElement) -> BlindEvaluation {
        let evaluated = secret.times(blinded.element)
        let statement = DLEQStatement(publicKey: publicKey.element, element: blinded.element, evaluated: evaluated)
        return BlindEvaluation(
            evaluatedElement: evaluated,
            proof: DLEQProof(key: secret, statement: statement, context: VOPRF.context)
        )
    }

    /// The deterministic twin: `nonce` is r of the proof, as in the RFC's test vectors.
    package func blindEvaluate(_ blinded: BlindedElement, nonce: borrowing SecretScalar) -> BlindEvaluation {
        let evaluated = secret.times(blinded.element)
        let statement = DLEQStatement(publicKey: publicKey.element, element: blinded.element, evaluated: evaluated)
        return BlindEvaluation(
            evaluatedElement: evaluated,
            proof: DLEQProof(key: secret, statement: statement, context: VOPRF.context, nonce: nonce)
        )
    }
}

import Ristretto255

/// A proof that two pairs of elements have the same discrete logarithm, 64 bytes `c || s`
/// (RFC 9497 section 2.2 with one pair; protocol section 6).
///
/// The base of the first pair is always the generator, and there is no batch form: in RFC 9497 the weight of a pair
/// depends on that pair alone, so a prover that chooses the pairs can combine wrong ones.
public struct DLEQProof: Hashable, Sendable {
    /// Length of an encoding in bytes.
    public static let byteCount = ChallengeResponse.byteCount

    private let pair: ChallengeResponse

    /// Reads `c || s`, both canonical scalars; throws a `GroupError`.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        pair = try ChallengeResponse(decoding: bytes)
    }

    private init(challenge: Scalar, response: Scalar) {
        pair = ChallengeResponse(challenge: challenge, response: response)
    }

    /// The 64 bytes.
    public var encoded: [UInt8] { pair.encoded }

    /// Proves `publicKey = key·G` and `evaluated = key·element`.
    ///
    /// - Parameters:
    ///   - key: the common logarithm k.
    ///   - statement: the elements B, C and D.
    ///   - context: names the use; part of every hash (RFC 9497 `contextString`).
    public init(key: borrowing SecretScalar, statement: DLEQStatement, context: String) {
        // Hedged like the nonce of a signature (protocol section 5).
        let randomness = randomBytes(32)
        let nonce = SecretScalar(hashing: "URNE-V1-nonce") { input in
            input.part(key)
            input.part(randomness)
            input.part(context)
            input.part(statement.element)
            input.part(statement.evaluated)
        }
        self.init(key: key, statement: statement, context: context, nonce: nonce)
    }

    /// The deterministic twin: `r` is given, as in the RFC's test vectors.
    package init(
        key: borrowing SecretScalar,
        statement: DLEQStatement,
        context: String,
        nonce: borrowing SecretScalar
    ) {
        let d = statement.weight(context: context)
        let m = d * statement.element
        let challenge = statement.challenge(
            m: m,
            z: key.times(m),
            t2: nonce.timesGenerator,
            t3: nonce.times(m),
            context: context
        )
        self.init(challenge: challenge, response: nonce.response(to: challenge, key: key))
    }

    /// Whether the proof shows the statement.
    public func shows(_ statement: DLEQStatement, context: String) -> Bool {
        let d = statement.weight(context: context)
        let m = d * statement.element
        let z = d * statement.evaluated
        let expected = statement.challenge(
            m: m,
            z: z,
            t2: pair.response.timesGenerator + pair.challenge * statement.publicKey,
            t3: pair.response * m + pair.challenge * z,
            context: context
        )
        return expected == pair.challenge
    }
}

/// What a ``DLEQProof`` is about: one k with `publicKey = k·G` and `evaluated = k·element`.
public struct DLEQStatement: Hashable, Sendable {
    /// B in RFC 9497: `k·G`.
    public let publicKey: Element
    /// C.
    public let element: Element
    /// D: `k·C`.
    public let evaluated: Element

    /// The statement about B, C and D.
    public init(publicKey: Element, element: Element, evaluated: Element) {
        self.publicKey = publicKey
        self.element = element
        self.evaluated = evaluated
    }

    /// `ComputeComposites` for one pair: the weight d.
    func weight(context: String) -> Scalar {
        let seedDomain = "Seed-" + context
        let seed = Digest.sha512 { input in
            input.rfcPart(publicKey)
            input.rfcPart(seedDomain)
        }
        return Scalar(hashing: Array(("HashToScalar-" + context).utf8)) { input in
            input.rfcPart(seed)
            input.add(I2OSP(0, 2))
            input.rfcPart(element)
            input.rfcPart(evaluated)
            input.add("Composite")
        }
    }

    /// The challenge over the statement and the commitments.
    func challenge(m: Element, z: Element, t2: Element, t3: Element, context: String) -> Scalar {
        Scalar(hashing: Array(("HashToScalar-" + context).utf8)) { input in
            for element in [publicKey, m, z, t2, t3] { input.rfcPart(element) }
            input.add("Challenge")
        }
    }
}

extension Absorber {
    /// `I2OSP(len, 2) || part`, the length prefix of RFC 9497.
    fileprivate mutating func rfcPart(_ part: some HashInput) {
        var count = 0
        part.withBytes { count = $0.count }
        add(I2OSP(count, 2))
        add(part)
    }
}

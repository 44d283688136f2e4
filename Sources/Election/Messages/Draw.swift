import BlindToken
import Proofs
import Ristretto255
import StrictJSON

/// A member's request for a token: `POST /v1/{vote}/draw` (protocol section 10).
public struct DrawRequest: Hashable, Sendable {
    /// Length of `sealed` in bytes, unless recovery was declined.
    public static let sealedByteCount = 48

    /// The member.
    public let person: PersonID
    /// `B`.
    public let blinded: BlindedElement
    /// The seed under the member's key, 48 bytes, or empty if recovery was declined.
    public let sealed: [UInt8]
    /// The member's signature: the public bound on what the issuer can have given out.
    public let signature: Signature

    private static let tag = "URNE-V1-draw"

    /// Signs a request.
    public init(key: PersonKey, blinded: BlindedElement, sealed: [UInt8], head: Digest) {
        self.init(key: key, blinded: blinded, sealed: sealed, head: head, randomness: randomBytes(32))
    }

    /// The deterministic twin, for test vectors.
    package init(key: PersonKey, blinded: BlindedElement, sealed: [UInt8], head: Digest, randomness: [UInt8]) {
        person = key.person
        self.blinded = blinded
        self.sealed = sealed
        let sealedHash = Self.sealedHash(sealed)
        signature = key.signing.sign(tag: Self.tag, randomness: randomness) { input in
            Self.parts(&input, head, key.person, blinded, sealedHash)
        }
    }

    private init(person: PersonID, blinded: BlindedElement, sealed: [UInt8], signature: Signature) {
        self.person = person
        self.blinded = blinded
        self.sealed = sealed
        self.signature = signature
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["p", "B", "sealed", "sig"])
            return DrawRequest(
                person: try PersonID(field: "p", fields),
                blinded: try decode("B", fields, 32) { bytes throws(GroupError) in
                    try BlindedElement(decoding: bytes)
                },
                sealed: try fields.sealed(),
                signature: try Signature(field: "sig", fields)
            )
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("p", person.description)
        writer.add("B", hex: blinded.encoded)
        writer.add("sealed", hex: sealed)
        writer.add("sig", hex: signature.encoded)
        return writer.object
    }

    /// `hs = H("URNE-V1-sealed", sealed)`.
    public static func sealedHash(_ sealed: [UInt8]) -> Digest {
        labelledHash("URNE-V1-sealed") { $0.part(sealed) }
    }

    /// Whether the member with `key` signed this.
    public func isSigned(by key: Element, head: Digest) -> Bool {
        Self.isSigned(
            signature,
            by: key,
            head: head,
            person: person,
            blinded: blinded,
            sealedHash: Self.sealedHash(sealed)
        )
    }

    static func isSigned(
        _ signature: Signature,
        by key: Element,
        head: Digest,
        person: PersonID,
        blinded: BlindedElement,
        sealedHash: Digest
    ) -> Bool {
        signature.isValid(by: key, tag: tag) { input in
            parts(&input, head, person, blinded, sealedHash)
        }
    }

    private static func parts(
        _ input: inout Absorber,
        _ head: Digest,
        _ person: PersonID,
        _ blinded: BlindedElement,
        _ sealedHash: Digest
    ) {
        input.part(head)
        input.part(person)
        input.part(blinded)
        input.part(sealedHash)
    }
}

/// The issuer's answer to a draw: `{"E":hex32,"pi":hex64}`.
public struct DrawAnswer: Hashable, Sendable {
    /// `E` with its proof.
    public let evaluation: BlindEvaluation

    /// An answer.
    public init(_ evaluation: BlindEvaluation) {
        self.evaluation = evaluation
    }

    /// Reads the body of an answer.
    public init(text: [UInt8]) throws(Fault) {
        evaluation = try faults {
            try BlindEvaluation(Fields(parsing: text, exactly: ["E", "pi"]))
        }
    }

    /// The body of the answer.
    public var text: String {
        var writer = JSONWriter()
        writer.add("E", hex: evaluation.evaluatedElement.encoded)
        writer.add("pi", hex: evaluation.proof.encoded)
        return writer.object
    }
}

extension BlindEvaluation {
    init(_ fields: Fields) throws(Fault) {
        self.init(evaluatedElement: try Element(field: "E", fields), proof: try DLEQProof(field: "pi", fields))
    }
}

extension Fields {
    /// `sealed`: 48 bytes or none.
    func sealed() throws(JSONFault) -> [UInt8] {
        let bytes = try hex("sealed")
        guard bytes.isEmpty || bytes.count == DrawRequest.sealedByteCount else {
            throw .wrongLength(field: "sealed", expected: DrawRequest.sealedByteCount, actual: bytes.count)
        }
        return bytes
    }
}

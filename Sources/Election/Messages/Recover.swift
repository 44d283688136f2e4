import BlindToken
import Proofs
import Ristretto255
import StrictJSON

/// A member's request for the token drawn before, on a new device: `POST /v1/{vote}/recover` (protocol section 10).
public struct RecoverRequest: Hashable, Sendable {
    /// The member.
    public let person: PersonID
    /// The member's signature.
    public let signature: Signature

    private static let tag = "URNE-V1-recover"

    /// Signs a request.
    public init(key: PersonKey, head: Digest) {
        person = key.person
        signature = key.signing.sign(tag: Self.tag) { input in
            input.part(head)
            input.part(key.person)
        }
    }

    private init(person: PersonID, signature: Signature) {
        self.person = person
        self.signature = signature
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["p", "sig"])
            return RecoverRequest(
                person: try PersonID(field: "p", fields),
                signature: try Signature(field: "sig", fields)
            )
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("p", person.description)
        writer.add("sig", hex: signature.encoded)
        return writer.object
    }

    /// Whether the member with `key` signed this.
    public func isSigned(by key: Element, head: Digest) -> Bool {
        signature.isValid(by: key, tag: Self.tag) { input in
            input.part(head)
            input.part(person)
        }
    }
}

/// What was stored when the member drew: `{"B":hex32,"sealed":hex48 or "","E":hex32,"pi":hex64}`.
public struct RecoverAnswer: Hashable, Sendable {
    /// `B` of the draw.
    public let blinded: BlindedElement
    /// The sealed seed, empty if recovery was declined.
    public let sealed: [UInt8]
    /// `E` with its proof.
    public let evaluation: BlindEvaluation

    /// An answer.
    public init(blinded: BlindedElement, sealed: [UInt8], evaluation: BlindEvaluation) {
        self.blinded = blinded
        self.sealed = sealed
        self.evaluation = evaluation
    }

    /// Reads the body of an answer.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let all = try Fields(parsing: text, exactly: ["B", "sealed", "E", "pi"])
            return RecoverAnswer(
                blinded: try decode("B", all, 32) { bytes throws(GroupError) in try BlindedElement(decoding: bytes) },
                sealed: try all.sealed(),
                evaluation: try BlindEvaluation(all)
            )
        }
    }

    /// The body of the answer.
    public var text: String {
        var writer = JSONWriter()
        writer.add("B", hex: blinded.encoded)
        writer.add("sealed", hex: sealed)
        writer.add("E", hex: evaluation.evaluatedElement.encoded)
        writer.add("pi", hex: evaluation.proof.encoded)
        return writer.object
    }
}

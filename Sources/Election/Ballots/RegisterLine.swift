import BlindToken
import Proofs
import Ristretto255
import StrictJSON

/// One drawn token: a line of `register.jsonl` (protocol section 10).
///
/// It marks who drew, never who cast.
public struct RegisterLine: Hashable, Sendable {
    /// The member.
    public let person: PersonID
    /// `B`.
    public let blinded: BlindedElement
    /// `hs`, the hash of the sealed seed.
    public let sealedHash: Digest
    /// The member's signature.
    public let signature: Signature
    /// `E` with its proof.
    public let evaluation: BlindEvaluation

    /// The line for an answered request.
    public init(_ request: DrawRequest, _ evaluation: BlindEvaluation) {
        self.init(
            person: request.person,
            blinded: request.blinded,
            sealedHash: DrawRequest.sealedHash(request.sealed),
            signature: request.signature,
            evaluation: evaluation
        )
    }

    /// A line read back from a store.
    public init(
        person: PersonID,
        blinded: BlindedElement,
        sealedHash: Digest,
        signature: Signature,
        evaluation: BlindEvaluation
    ) {
        self.person = person
        self.blinded = blinded
        self.sealedHash = sealedHash
        self.signature = signature
        self.evaluation = evaluation
    }

    /// Reads one line without its line feed.
    public init(line: some Collection<UInt8>) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: line, exactly: ["p", "B", "hs", "sig", "E", "pi"])
            return RegisterLine(
                person: try PersonID(field: "p", fields),
                blinded: try decode("B", fields, 32) { bytes throws(GroupError) in
                    try BlindedElement(decoding: bytes)
                },
                sealedHash: try Digest(field: "hs", fields),
                signature: try Signature(field: "sig", fields),
                evaluation: try BlindEvaluation(fields)
            )
        }
    }

    /// The line with its line feed.
    public var line: String {
        var writer = JSONWriter()
        writer.add("p", person.description)
        writer.add("B", hex: blinded.encoded)
        writer.add("hs", hex: sealedHash.encoded)
        writer.add("sig", hex: signature.encoded)
        writer.add("E", hex: evaluation.evaluatedElement.encoded)
        writer.add("pi", hex: evaluation.proof.encoded)
        return writer.object + "\n"
    }

    /// Whether the member with `key` signed the draw (check V12).
    public func isSigned(by key: Element, head: Digest) -> Bool {
        DrawRequest.isSigned(
            signature,
            by: key,
            head: head,
            person: person,
            blinded: blinded,
            sealedHash: sealedHash
        )
    }
}

import Proofs
import Ristretto255
import StrictJSON

/// A person's signed request to the machine that changes nothing of a vote: `{"by":str,"body":str,"sig":hex64}` with
/// `sig = Sign(key, "URNE-V1-act", act, SHA-512(body))`.
public struct ActRequest: Sendable {
    /// The person's number.
    public let by: String
    /// A JSON text; its exact UTF-8 bytes are signed.
    public let body: String
    private let signature: Signature

    private static let tag = "URNE-V1-act"

    /// Signs a request.
    public init(_ act: String, body: String, signedBy key: PersonKey) {
        by = key.person.description
        self.body = body
        let digest = Digest.sha512(Array(body.utf8))
        signature = key.signing.sign(tag: Self.tag) { input in
            input.part(act)
            input.part(digest)
        }
    }

    private init(by: String, body: String, signature: Signature) {
        self.by = by
        self.body = body
        self.signature = signature
    }

    /// Reads the body of a request.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["by", "body", "sig"])
            return ActRequest(
                by: try fields.string("by"),
                body: try fields.string("body"),
                signature: try Signature(field: "sig", fields)
            )
        }
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("by", by)
        writer.add("body", body)
        writer.add("sig", hex: signature.encoded)
        return writer.object
    }

    /// Whether the holder of `key` signed this for `act`.
    public func isSigned(by key: Element, for act: String) -> Bool {
        let digest = Digest.sha512(Array(body.utf8))
        return signature.isValid(by: key, tag: Self.tag) { input in
            input.part(act)
            input.part(digest)
        }
    }
}

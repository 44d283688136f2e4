import Proofs
import Ristretto255
import StrictJSON

/// An officer's or teller's request to see what the public does not: the names of drawn members, or the log beyond the
/// share that opens the result (protocol section 15).
public struct ViewRequest: Hashable, Sendable {
    /// The role's id.
    public let by: String
    /// First event wanted; only for the log.
    public let from: Int?
    /// The signature of the role's key.
    public let signature: Signature

    private static let tag = "URNE-V1-view"

    /// Signs a request; `from` is nil for the list of drawn members.
    public init(key: PersonKey, role: Role, from: Int? = nil, head: Digest) {
        by = role.rawValue
        self.from = from
        signature = key.signing.sign(tag: Self.tag) { $0.part(head) }
    }

    /// Reads the body of `view`, or of `log` if `wantsLog`.
    public init(text: [UInt8], wantsLog: Bool) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: wantsLog ? ["by", "from", "sig"] : ["by", "sig"])
            return try ViewRequest(fields, wantsLog: wantsLog)
        }
    }

    init(_ fields: Fields, wantsLog: Bool) throws {
        by = try fields.string("by")
        from = wantsLog ? try fields.integer("from") : nil
        signature = try Signature(field: "sig", fields)
    }

    /// The body of the request.
    public var text: String {
        var writer = JSONWriter()
        writer.add("by", by)
        if let from { writer.add("from", from) }
        writer.add("sig", hex: signature.encoded)
        return writer.object
    }

    /// Whether the holder of `key` signed this.
    public func isSigned(by key: Element, head: Digest) -> Bool {
        signature.isValid(by: key, tag: Self.tag) { $0.part(head) }
    }
}

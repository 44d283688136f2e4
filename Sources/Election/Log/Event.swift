import Proofs
import Ristretto255
import StrictJSON

/// The kinds of events, spelled as in the log (protocol section 7).
public enum EventKind: String, CaseIterable, Sendable {
    case manifest, issuer, dkg1, dkg2, dkg3, open, cast, close, box, share, result, sign, announce, void

    /// The kind whose name has the same bytes as `text`.
    public init?(name text: String) {
        guard let kind = EventKind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
            return nil
        }
        self = kind
    }
}

/// One signed act in the log of a vote, or in a journal (protocol section 7).
public struct Event: Hashable, Sendable {
    /// Position in the log, from 0.
    public let n: Int
    /// Head of the event before; 64 zero bytes for the first.
    public let prev: Digest
    /// The kind, as written.
    public let type: String
    /// Who signed, as written.
    public let by: String
    /// A JSON text; its exact UTF-8 bytes are signed.
    public let body: String
    /// The signature of `by`.
    public let signature: Signature

    /// Reads one line without its line feed, or the `event` of a request.
    public init(line: some Collection<UInt8>) throws(Fault) {
        let value: JSON
        do { value = try JSON(strict: line) } catch { throw Fault(.json(error)) }
        try self.init(value)
    }

    init(_ value: JSON) throws(Fault) {
        self = try faults {
            let fields = try Fields(value, exactly: ["n", "prev", "type", "by", "body", "sig"])
            let n = try fields.integer("n")
            // The number is hashed as 4 bytes.
            guard n < 1 << 32 else { throw Fault(.numberTooLarge(field: "n")) }
            return Event(
                n: n,
                prev: try Digest(field: "prev", fields),
                type: try fields.string("type"),
                by: try fields.string("by"),
                body: try fields.string("body"),
                signature: try Signature(field: "sig", fields)
            )
        }
    }

    private init(n: Int, prev: Digest, type: String, by: String, body: String, signature: Signature) {
        self.n = n
        self.prev = prev
        self.type = type
        self.by = by
        self.body = body
        self.signature = signature
    }

    /// Signs an entry of a vote's log or of a journal.
    public init(
        signedBy key: borrowing SigningKey,
        in chain: Chain,
        n: Int,
        prev: Digest,
        type: String,
        by: String,
        body: String
    ) {
        let signature = key.sign(tag: chain.tag) { input in
            Self.parts(&input, chain, n, prev, type, by, body)
        }
        self.init(n: n, prev: prev, type: type, by: by, body: body, signature: signature)
    }

    /// Signs an event of a vote.
    public init(
        signedBy key: borrowing SigningKey,
        vote: VoteID,
        n: Int,
        prev: Digest,
        kind: EventKind,
        by role: Role,
        body: String
    ) {
        self.init(
            signedBy: key,
            in: .vote(vote),
            n: n,
            prev: prev,
            type: kind.rawValue,
            by: role.rawValue,
            body: body
        )
    }

    /// Whether the holder of `key` signed this.
    public func isSigned(by key: Element, in chain: Chain) -> Bool {
        signature.isValid(by: key, tag: chain.tag) { input in
            Self.parts(&input, chain, n, prev, type, by, body)
        }
    }

    /// The same for an event of a vote.
    public func isSigned(by key: Element, vote: VoteID) -> Bool { isSigned(by: key, in: .vote(vote)) }

    /// `head_n`: fixes this entry and everything before it.
    public func head(in chain: Chain) -> Digest {
        labelledHash("URNE-V1-head") { input in
            Self.parts(&input, chain, n, prev, type, by, body)
            input.part(signature)
        }
    }

    /// The same for an event of a vote.
    public func head(vote: VoteID) -> Digest { head(in: .vote(vote)) }

    private static func parts(
        _ input: inout Absorber,
        _ chain: Chain,
        _ n: Int,
        _ prev: Digest,
        _ type: String,
        _ by: String,
        _ body: String
    ) {
        input.part(chain.id)
        input.part(I2OSP(n, 4))
        input.part(prev)
        input.part(type)
        input.part(by)
        input.part(body)
    }

    /// The line in `log.jsonl` without its line feed.
    public var line: String {
        var writer = JSONWriter()
        writer.add("n", n)
        writer.add("prev", hex: prev.encoded)
        writer.add("type", type)
        writer.add("by", by)
        writer.add("body", body)
        writer.add("sig", hex: signature.encoded)
        return writer.object
    }

    /// Checks that the optional field `at`, a note for people, is a text.
    static func requireText(at fields: Fields) throws(JSONFault) {
        if fields.value("at") != nil { _ = try fields.string("at") }
    }
}

import Proofs
import Ristretto255
import SealedBallot
import StrictJSON

/// A ballot in the moment before casting: encrypted, its tracker shown, not yet proved (protocol section 11).
///
/// It is used up by casting or by auditing; whoever audits encrypts afresh.
public struct PreparedBallot: ~Copyable, Sendable {
    private let selection: EncryptedSelection
    private let context: BallotContext
    private let trackerHash: Digest

    /// Encrypts the values, one for each option.
    ///
    /// Throws `SelectionError.notAllowed` if the selection rule forbids them.
    public init(_ values: [Int], context: BallotContext) throws(SelectionError) {
        var random = SystemRandomSource()
        try self.init(values, context: context, random: &random)
    }

    /// The deterministic twin, for test vectors.
    package init(_ values: [Int], context: BallotContext, random: inout some RandomSource) throws(SelectionError) {
        selection = try EncryptedSelection(values, rule: context.rule, key: context.key, random: &random)
        self.context = context
        trackerHash = context.trackerHash(selection.ciphertextBytes)
    }

    /// The code on the board, shown before casting.
    public var tracker: Tracker { Tracker(trackerHash) }

    /// Proves and signs the ballot.
    public consuming func seal(with token: Token) -> UnverifiedBallot {
        var random = SystemRandomSource()
        return seal(with: token, random: &random)
    }

    /// The deterministic twin, for test vectors.
    package consuming func seal(with token: Token, random: inout some RandomSource) -> UnverifiedBallot {
        let proofContext = context.proofContext(
            credential: token.credential,
            token: token.proofOfIssue,
            trackerHash: trackerHash
        )
        let head = context.head
        let sealed = selection.seal(context: proofContext, random: &random)
        let unsigned = token.credential.encoded + token.proofOfIssue.encoded + sealed.encoded
        let signature = token.key.signing.sign(tag: UnverifiedBallot.tag, randomness: random.bytes(32)) { input in
            input.part(head)
            input.part(unsigned)
        }
        return UnverifiedBallot(
            credential: token.credential,
            token: token.proofOfIssue,
            selection: sealed,
            signature: signature
        )
    }

    /// Opens the ballot for a second device instead of casting it (Benaloh audit).
    public consuming func audit() -> AuditData {
        let head = context.head
        let key = context.key
        let ciphertexts = selection.ciphertexts
        return AuditData(head: head, key: key, ciphertexts: ciphertexts, opening: selection.disclose())
    }
}

/// What an audited ballot reveals; contains neither X nor N, so it cannot be cast (protocol section 11).
public struct AuditData: Hashable, Sendable {
    /// `h` as the first device knew it.
    public let head: Digest
    /// `K` as the first device knew it.
    public let key: ElectionPublicKey
    /// The ciphertexts.
    public let ciphertexts: [Ciphertext]
    /// Values and randomness.
    public let opening: Opening

    init(head: Digest, key: ElectionPublicKey, ciphertexts: [Ciphertext], opening: Opening) {
        self.head = head
        self.key = key
        self.ciphertexts = ciphertexts
        self.opening = opening
    }

    /// Reads `{"h":hex64,"K":hex32,"ct":hex,"m":[int],"r":[hex32]}`.
    public init(text: [UInt8]) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: text, exactly: ["h", "K", "ct", "m", "r"])
            let values = try fields.integers("m")
            // One ciphertext and one randomness for each value; a text of another shape is not read at all.
            let bytes = try fields.hex("ct", byteCount: Ciphertext.byteCount * values.count)
            let randomness = try decodeAll("r", fields, 32) { bytes throws(GroupError) in try Scalar(decoding: bytes) }
            guard randomness.count == values.count else {
                throw JSONFault.wrongLength(field: "r", expected: values.count, actual: randomness.count)
            }
            var ciphertexts: [Ciphertext] = []
            for start in stride(from: 0, to: bytes.count, by: Ciphertext.byteCount) {
                let ciphertext = try grouped("ct") { () throws(GroupError) in
                    try Ciphertext(decoding: bytes[start..<start + Ciphertext.byteCount])
                }
                ciphertexts.append(ciphertext)
            }
            return AuditData(
                head: try Digest(field: "h", fields),
                key: try decode("K", fields, 32) { bytes throws(GroupError) in
                    try ElectionPublicKey(decoding: bytes)
                },
                ciphertexts: ciphertexts,
                opening: Opening(values: values, randomness: randomness)
            )
        }
    }

    /// The text for a file or a QR code.
    public var text: String {
        var writer = JSONWriter()
        writer.add("h", hex: head.encoded)
        writer.add("K", hex: key.encoded)
        writer.add("ct", hex: ciphertexts.flatMap(\.encoded))
        writer.add("m", opening.values)
        writer.add("r", raw: JSONWriter.array(opening.randomness.map { "\"" + Hex.encode($0.encoded) + "\"" }))
        return writer.object
    }

    /// Checks the first device's work against the vote as this device knows it.
    ///
    /// Returns the tracker, which must be the one the first device showed. Throws an ``AuditFault``.
    public func check(in context: BallotContext) throws(AuditFault) -> Tracker {
        guard head == context.head, key == context.key else { throw .anotherVote }
        guard context.rule.allows(opening.values) else { throw .notAllowed }
        guard opening.explains(ciphertexts, key: key) else { throw .notWhatWasEncrypted }
        return Tracker(context.trackerHash(ciphertexts.flatMap(\.encoded)))
    }
}

/// What an audit found.
public enum AuditFault: Error, Hashable, Sendable {
    /// The data belong to another vote, or to another log of this vote.
    case anotherVote
    /// The values are no allowed ballot.
    case notAllowed
    /// The ciphertexts do not contain these values: the device cheats or is broken.
    case notWhatWasEncrypted
}

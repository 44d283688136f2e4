import BlindToken
import Proofs
import Ristretto255
import SealedBallot
import StrictJSON

/// The body of an event, read by its kind (protocol sections 7, 9 and 13).
public enum EventContent: Hashable, Sendable {
    case manifest(Manifest)
    case issuer(IssuerPublicKey)
    case dkg1(KeyCeremony.Commitment)
    case dkg2(KeyCeremony.Dealing)
    /// What the teller computed: `dh`, `K` and its own `S`.
    case dkg3(head: Digest, key: Element, share: Element)
    case open(issuer: Element, key: Element)
    case cast
    case close
    case box(Board)
    case share(board: Digest, [DecryptionShare])
    case result(Counts)
    case sign(head: Digest)
    case announce
    case void(reason: String)

    /// What the server publishes after the close.
    public struct Board: Hashable, Sendable {
        /// Number of lines of the register.
        public let draws: Int
        /// SHA-512 of `register.jsonl`.
        public let register: Digest
        /// Number of lines of the box.
        public let ballots: Int
        /// SHA-512 of `ballots.jsonl`.
        public let box: Digest

        /// A board.
        public init(draws: Int, register: Digest, ballots: Int, box: Digest) {
            self.draws = draws
            self.register = register
            self.ballots = ballots
            self.box = box
        }

        /// Members who drew a token and cast no ballot.
        public var gap: Int { draws - ballots }
    }

    /// The opened sums.
    public struct Counts: Hashable, Sendable {
        /// Numbers of the tellers whose shares were used, ascending.
        public let used: [Int]
        /// One number for each option.
        public let counts: [Int]

        /// Counts.
        public init(used: [Int], counts: [Int]) {
            self.used = used
            self.counts = counts
        }
    }

    /// Reads the body of an event of this kind.
    public init(_ kind: EventKind, body: String) throws(Fault) {
        self = try faults {
            let text = Array(body.utf8)
            func fields(_ names: String...) throws -> Fields {
                let fields = try Fields(parsing: text, exactly: names, optional: ["at"])
                try Event.requireText(at: fields)
                return fields
            }
            switch kind {
            case .manifest: return .manifest(try Manifest(parsing: body))
            case .issuer:
                let key = try decode("pk", try fields("pk"), 32) { bytes throws(GroupError) in
                    try IssuerPublicKey(decoding: bytes)
                }
                return .issuer(key)
            case .dkg1: return .dkg1(try KeyCeremony.Commitment(try fields("T", "C", "pop")))
            case .dkg2: return .dkg2(try KeyCeremony.Dealing(try fields("E", "c")))
            case .dkg3:
                let fields = try fields("head", "K", "S")
                return .dkg3(
                    head: try Digest(field: "head", fields),
                    key: try Element(field: "K", fields),
                    share: try Element(field: "S", fields)
                )
            case .open:
                let fields = try fields("pk", "K")
                return .open(issuer: try Element(field: "pk", fields), key: try Element(field: "K", fields))
            case .cast:
                _ = try fields()
                return .cast
            case .close:
                _ = try fields()
                return .close
            case .announce:
                _ = try fields()
                return .announce
            case .box:
                let fields = try fields("draws", "register", "ballots", "box")
                return .box(
                    Board(
                        draws: try fields.integer("draws"),
                        register: try Digest(field: "register", fields),
                        ballots: try fields.integer("ballots"),
                        box: try Digest(field: "box", fields)
                    )
                )
            case .share:
                let fields = try fields("box", "D", "pi")
                return .share(board: try Digest(field: "box", fields), try DecryptionShare.list(fields))
            case .result:
                let fields = try fields("used", "counts")
                return .result(Counts(used: try fields.integers("used"), counts: try fields.integers("counts")))
            case .sign: return .sign(head: try Digest(field: "head", try fields("head")))
            case .void: return .void(reason: try fields("reason").string("reason"))
            }
        }
    }

    /// The text of the body.
    public var body: String {
        var writer = JSONWriter()
        switch self {
        case .manifest(let manifest): return manifest.text
        case .issuer(let key): writer.add("pk", hex: key.encoded)
        case .dkg1(let commitment):
            writer.add("T", hex: commitment.transportKey.encoded)
            writer.add("C", raw: Self.hexArray(commitment.coefficients.map(\.encoded)))
            writer.add("pop", hex: commitment.possession.encoded)
        case .dkg2(let dealing):
            writer.add("E", hex: dealing.ephemeralKey.encoded)
            writer.add("c", raw: Self.hexArray(dealing.maskedShares.map(\.encoded)))
        case .dkg3(let head, let key, let share):
            writer.add("head", hex: head.encoded)
            writer.add("K", hex: key.encoded)
            writer.add("S", hex: share.encoded)
        case .open(let issuer, let key):
            writer.add("pk", hex: issuer.encoded)
            writer.add("K", hex: key.encoded)
        case .cast, .close, .announce: break
        case .box(let board):
            writer.add("draws", board.draws)
            writer.add("register", hex: board.register.encoded)
            writer.add("ballots", board.ballots)
            writer.add("box", hex: board.box.encoded)
        case .share(let board, let shares):
            writer.add("box", hex: board.encoded)
            writer.add("D", raw: Self.hexArray(shares.map(\.factor.encoded)))
            writer.add("pi", raw: Self.hexArray(shares.map(\.proof.encoded)))
        case .result(let counts):
            writer.add("used", counts.used)
            writer.add("counts", counts.counts)
        case .sign(let head): writer.add("head", hex: head.encoded)
        case .void(let reason): writer.add("reason", reason)
        }
        return writer.object
    }

    /// The kind of event this is the body of.
    public var kind: EventKind {
        switch self {
        case .manifest: .manifest
        case .issuer: .issuer
        case .dkg1: .dkg1
        case .dkg2: .dkg2
        case .dkg3: .dkg3
        case .open: .open
        case .cast: .cast
        case .close: .close
        case .box: .box
        case .share: .share
        case .result: .result
        case .sign: .sign
        case .announce: .announce
        case .void: .void
        }
    }

    private static func hexArray(_ items: [[UInt8]]) -> String {
        JSONWriter.array(items.map { "\"" + Hex.encode($0) + "\"" })
    }
}

extension KeyCeremony.Commitment {
    fileprivate init(_ fields: Fields) throws(Fault) {
        self.init(
            transportKey: try Element(field: "T", fields),
            coefficients: try decodeAll("C", fields, 32) { bytes throws(GroupError) in try Element(decoding: bytes) },
            possession: try Signature(field: "pop", fields)
        )
    }
}

extension KeyCeremony.Dealing {
    fileprivate init(_ fields: Fields) throws(Fault) {
        self.init(
            ephemeralKey: try Element(field: "E", fields),
            maskedShares: try decodeAll("c", fields, 32) { bytes throws(GroupError) in try Scalar(decoding: bytes) }
        )
    }
}

extension DecryptionShare {
    fileprivate static func list(_ fields: Fields) throws(Fault) -> [DecryptionShare] {
        let factors = try decodeAll("D", fields, 32) { bytes throws(GroupError) in try Element(decoding: bytes) }
        let proofs = try decodeAll("pi", fields, 64) { bytes throws(GroupError) in try DLEQProof(decoding: bytes) }
        guard factors.count == proofs.count else {
            throw Fault(.json(.wrongLength(field: "pi", expected: factors.count, actual: proofs.count)))
        }
        return zip(factors, proofs).map(DecryptionShare.init)
    }
}

import Proofs
import Ristretto255
import StrictJSON

/// One accepted ballot on the board: a line of `ballots.jsonl` (protocol section 13.1).
public struct BoardLine: Hashable, Sendable {
    /// `cx`, the hash behind the tracker; lines ascend by it.
    public let trackerHash: Digest
    /// The ballot's bytes.
    public let ballot: [UInt8]
    /// The issuer's proof that the token was its own.
    public let tokenProof: DLEQProof

    /// A line.
    public init(trackerHash: Digest, ballot: [UInt8], tokenProof: DLEQProof) {
        self.trackerHash = trackerHash
        self.ballot = ballot
        self.tokenProof = tokenProof
    }

    /// Reads one line without its line feed.
    public init(line: some Collection<UInt8>) throws(Fault) {
        self = try faults {
            let fields = try Fields(parsing: line, exactly: ["cx", "ballot", "pi"])
            return BoardLine(
                trackerHash: try Digest(field: "cx", fields),
                ballot: try fields.hex("ballot"),
                tokenProof: try DLEQProof(field: "pi", fields)
            )
        }
    }

    /// The line with its line feed.
    public var line: String {
        var writer = JSONWriter()
        writer.add("cx", hex: trackerHash.encoded)
        writer.add("ballot", hex: ballot)
        writer.add("pi", hex: tokenProof.encoded)
        return writer.object + "\n"
    }
}

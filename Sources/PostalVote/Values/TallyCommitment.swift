import Election
import Ristretto255
import StrictJSON

/// 16 random bytes that hide the numbers in a commitment.
public struct TallyNonce: Hashable, HexCodable, Sendable {
    /// The bytes.
    public let bytes: [UInt8]

    /// A new one.
    public static func random() -> TallyNonce { TallyNonce(unchecked: randomBytes(16)) }

    /// Nil unless there are 16 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    init(hexBytes: [UInt8]) throws {
        guard let nonce = TallyNonce(hexBytes) else {
            throw JSONFault.wrongLength(field: "nonce", expected: 16, actual: hexBytes.count)
        }
        self = nonce
    }

    var hexBytes: [UInt8] { bytes }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }
}

/// Binds a teller to numbers before anybody can see them.
///
/// SHA-512 of the nonce and the text `{"stack":"clear","round":1,"p":"z1","numbers":[12,7,5]}`. The person stands in it, so
/// that nobody can take over the commitment of another.
public enum TallyCommitment {
    /// The commitment of a teller.
    public static func of(_ opening: TallyOpening, stack: Stack, round: Int) -> Digest {
        var writer = JSONWriter()
        writer.add("stack", stack.rawValue)
        writer.add("round", round)
        writer.add("p", opening.p.description)
        writer.add("numbers", opening.numbers)
        return Digest.sha512 { input in
            input.add(opening.nonce.bytes)
            input.add(writer.object)
        }
    }
}

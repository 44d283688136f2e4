import Proofs
import Ristretto255

/// The server's signed promise to have stored a ballot (protocol section 12).
public enum Receipt {
    private static let tag = "URNE-V1-receipt"

    /// `bh = H("URNE-V1-bh", h, ballot)`.
    public static func ballotHash(_ ballot: [UInt8], head: Digest) -> Digest {
        labelledHash("URNE-V1-bh") { input in
            input.part(head)
            input.part(ballot)
        }
    }

    /// Signs the receipt with the server's key z.
    public static func sign(_ ballot: [UInt8], head: Digest, key: borrowing SigningKey) -> Signature {
        let hash = ballotHash(ballot, head: head)
        return key.sign(tag: tag) { input in
            input.part(head)
            input.part(hash)
        }
    }

    /// The deterministic twin, for test vectors.
    package static func sign(
        _ ballot: [UInt8],
        head: Digest,
        key: borrowing SigningKey,
        randomness: [UInt8]
    ) -> Signature {
        let hash = ballotHash(ballot, head: head)
        return key.sign(tag: tag, randomness: randomness) { input in
            input.part(head)
            input.part(hash)
        }
    }

    /// Whether `signature` is the server's receipt for exactly this ballot.
    public static func isValid(_ signature: Signature, for ballot: [UInt8], head: Digest, server: Element) -> Bool {
        let hash = ballotHash(ballot, head: head)
        return signature.isValid(by: server, tag: tag) { input in
            input.part(head)
            input.part(hash)
        }
    }
}

import Election
import Proofs
import Ristretto255

/// The signature under the record of a postal vote: `Sign(usk, "URNE-V1-postal", vote, SHA-512(record text))`
/// (protocol section 13).
public enum PostalSignature {
    private static let tag = "URNE-V1-postal"

    /// Signs a record text.
    public static func sign(_ text: String, vote: JournalID, with key: PersonKey) -> Signature {
        let digest = Digest.sha512(text)
        return key.signing.sign(tag: tag) { input in
            input.part(vote)
            input.part(digest)
        }
    }

    /// Whether the holder of a key signed the text with this hash.
    public static func isValid(_ signature: Signature, by key: Element, vote: JournalID, text: Digest) -> Bool {
        signature.isValid(by: key, tag: tag) { input in
            input.part(vote)
            input.part(text)
        }
    }
}

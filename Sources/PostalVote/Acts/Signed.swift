import Proofs
import Ristretto255

extension PostalAct {
    /// Somebody who counted signs the record.
    public struct Signed: Hashable, Codable, Sendable {
        /// SHA-512 of the record text.
        public var text: Digest
        /// The signature `URNE-V1-postal` over it.
        public var signature: Signature
        /// The version of the text; nil for the first.
        public var version: Int?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(text: Digest, signature: Signature, version: Int? = nil, at: PostalTime) {
            self.text = text
            self.signature = signature
            self.version = version
            self.at = at
        }
    }
}

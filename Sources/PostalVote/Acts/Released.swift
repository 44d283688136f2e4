import Ristretto255

extension PostalAct {
    /// The proof print was looked at by a second person and may go out.
    public struct Released: Hashable, Codable, Sendable {
        /// SHA-512 of the print job that was looked at.
        public var proof: Digest
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(proof: Digest, at: PostalTime) {
            self.proof = proof
            self.at = at
        }
    }
}

import Ristretto255

extension PostalAct {
    /// A print of all papers, with the hash of the print job.
    public struct Printed: Hashable, Codable, Sendable {
        /// SHA-512 of the print job.
        public var proof: Digest
        /// The Wahlscheine in it.
        public var kits: [Kit]
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(proof: Digest, kits: [Kit], at: PostalTime) {
            self.proof = proof
            self.kits = kits
            self.at = at
        }
    }
}

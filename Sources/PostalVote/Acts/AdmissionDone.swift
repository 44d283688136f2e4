extension PostalAct {
    /// All Wahlbriefe that arrived in time are admitted or rejected.
    public struct AdmissionDone: Hashable, Codable, Sendable {
        /// Whether it was made sure that none is still on its way within the town hall.
        public var waited: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(waited: Bool, at: PostalTime) {
            self.waited = waited
            self.at = at
        }
    }
}

extension PostalAct {
    /// The urn was opened.
    public struct UrnOpened: Hashable, Codable, Sendable {
        /// Whether it was empty after the envelopes were taken out.
        public var emptyAfter: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(emptyAfter: Bool, at: PostalTime) {
            self.emptyAfter = emptyAfter
            self.at = at
        }
    }
}

extension PostalAct {
    /// The urn was looked into and closed.
    public struct UrnChecked: Hashable, Codable, Sendable {
        /// Whether it was empty.
        public var empty: Bool
        /// Whether it was closed then.
        public var closed: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(empty: Bool, closed: Bool, at: PostalTime) {
            self.empty = empty
            self.closed = closed
            self.at = at
        }
    }
}

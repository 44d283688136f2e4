extension PostalAct {
    /// A hold was lifted.
    public struct Lifted: Hashable, Codable, Sendable {
        /// The number of its entry.
        public var entry: Int
        /// Why.
        public var reason: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(entry: Int, reason: String, at: PostalTime) {
            self.entry = entry
            self.reason = reason
            self.at = at
        }
    }
}

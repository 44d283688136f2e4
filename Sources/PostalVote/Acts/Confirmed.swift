extension PostalAct {
    /// A second person confirms an entry.
    public struct Confirmed: Hashable, Codable, Sendable {
        /// The number of the entry.
        public var entry: Int
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(entry: Int, at: PostalTime) {
            self.entry = entry
            self.at = at
        }
    }
}

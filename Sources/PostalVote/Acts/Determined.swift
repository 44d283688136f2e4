extension PostalAct {
    /// The result, as the program computes it.
    public struct Determined: Hashable, Codable, Sendable {
        /// The numbers.
        public var counts: PostalCounts
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(counts: PostalCounts, at: PostalTime) {
            self.counts = counts
            self.at = at
        }
    }
}

extension PostalAct {
    /// The Stimmzettel lie in stacks; what came from one envelope counts once.
    public struct Sorted: Hashable, Codable, Sendable {
        /// Clearly valid.
        public var clear: Int
        /// Without a mark.
        public var blank: Int
        /// Empty envelopes.
        public var empty: Int
        /// To be decided on one by one.
        public var doubtful: Int
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(clear: Int, blank: Int, empty: Int, doubtful: Int, at: PostalTime) {
            self.clear = clear
            self.blank = blank
            self.empty = empty
            self.doubtful = doubtful
            self.at = at
        }
    }
}

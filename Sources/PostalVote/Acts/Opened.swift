extension PostalAct {
    /// The envelopes were opened and the Stimmzettel taken out.
    public struct Opened: Hashable, Codable, Sendable {
        /// Whether the envelopes were mixed before.
        public var mixed: Bool
        /// Stimmzettel that were taken out.
        public var ballots: Int
        /// Empty envelopes.
        public var empty: Int
        /// Envelopes with several Stimmzettel, fastened together.
        public var several: Int
        /// Why the numbers do not fit, if so.
        public var explanation: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            mixed: Bool,
            ballots: Int,
            empty: Int,
            several: Int,
            explanation: String? = nil,
            at: PostalTime
        ) {
            self.mixed = mixed
            self.ballots = ballots
            self.empty = empty
            self.several = several
            self.explanation = explanation
            self.at = at
        }
    }
}

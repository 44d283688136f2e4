extension PostalAct {
    /// A third person compared two tallies.
    public struct Compare: Hashable, Codable, Sendable {
        /// The stack.
        public var stack: Stack
        /// The round.
        public var round: Int
        /// The two tallies, in the order of their entries.
        public var openings: [TallyOpening]
        /// Whether they are equal and fit the stack.
        public var agreed: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(stack: Stack, round: Int, openings: [TallyOpening], agreed: Bool, at: PostalTime) {
            self.stack = stack
            self.round = round
            self.openings = openings
            self.agreed = agreed
            self.at = at
        }
    }
}

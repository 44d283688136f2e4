extension PostalAct {
    /// The board decided about a Wahlbrief that was set aside.
    public struct Resolution: Hashable, Codable, Sendable {
        /// The Wahlbrief.
        public var running: Int
        /// Yes to admit it, no to reject it.
        public var votes: [BoardVote]
        /// Why.
        public var reason: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(running: Int, votes: [BoardVote], reason: String, at: PostalTime) {
            self.running = running
            self.votes = votes
            self.reason = reason
            self.at = at
        }
    }
}

extension PostalAct {
    /// A doubtful Stimmzettel was decided on.
    ///
    /// Its number says nothing about the Wahlbrief it came from.
    public struct Doubtful: Hashable, Codable, Sendable {
        /// Its number, from 1.
        public var n: Int
        /// What is doubtful.
        public var doubt: Doubt
        /// What was seen on it.
        public var content: String
        /// What the board decided.
        public var decision: BallotDecision
        /// The options that get a vote.
        public var options: [String]
        /// Why; it is noted on the back.
        public var reason: String
        /// How the board voted, yes for the decision.
        public var votes: [BoardVote]
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            n: Int,
            doubt: Doubt,
            content: String,
            decision: BallotDecision,
            options: [String],
            reason: String,
            votes: [BoardVote],
            at: PostalTime
        ) {
            self.n = n
            self.doubt = doubt
            self.content = content
            self.decision = decision
            self.options = options
            self.reason = reason
            self.votes = votes
            self.at = at
        }
    }
}

import Ristretto255

extension PostalAct {
    /// A teller counted a stack alone; the numbers are hidden in a commitment.
    public struct Tally: Hashable, Codable, Sendable {
        /// The stack.
        public var stack: Stack
        /// The round, from 1.
        public var round: Int
        /// The commitment, see ``TallyCommitment``.
        public var commit: Digest
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(stack: Stack, round: Int, commit: Digest, at: PostalTime) {
            self.stack = stack
            self.round = round
            self.commit = commit
            self.at = at
        }
    }
}

extension Niederschrift {
    /// How the Stimmzettel were counted.
    public struct Count: Hashable, Codable, Sendable {
        /// When the urn was opened.
        public var urnOpened: PostalTime?
        /// Whether it was empty afterwards.
        public var urnEmpty: Bool?
        /// The counts of unopened envelopes.
        public var envelopes: [EnvelopeCount]
        /// Stimmzettel taken out.
        public var ballots: Int?
        /// Empty envelopes.
        public var emptyEnvelopes: Int?
        /// Envelopes with several Stimmzettel.
        public var several: Int?
        /// Why the numbers do not fit.
        public var explanation: String?
        /// Stack: clearly valid.
        public var clear: Int?
        /// Stack: without a mark.
        public var blank: Int?
        /// Stack: doubtful.
        public var doubtfulCount: Int?
        /// Who counted what, and whether they agreed.
        public var pairs: [Pair]
        /// The decisions on doubtful Stimmzettel.
        public var doubtful: [Decided]
        /// Recounts that were asked for.
        public var recounts: [Recount]
    }

    /// A count of unopened envelopes.
    public struct EnvelopeCount: Hashable, Codable, Sendable {
        /// Inner envelopes.
        public var envelopes: Int
        /// Wahlscheine.
        public var wahlscheine: Int
        /// Why they differ.
        public var explanation: String?
        /// When.
        public var at: PostalTime
    }

    /// A stack counted by two.
    public struct Pair: Hashable, Codable, Sendable {
        /// The stack.
        public var stack: Stack
        /// The round.
        public var round: Int
        /// One teller.
        public var first: String
        /// The other one.
        public var second: String
        /// Who compared.
        public var comparedBy: String
        /// Whether they agreed.
        public var agreed: Bool
    }

    /// A doubtful Stimmzettel.
    public struct Decided: Hashable, Codable, Sendable {
        /// Its number.
        public var n: Int
        /// What was doubtful.
        public var doubt: Doubt
        /// What was seen.
        public var content: String
        /// The decision.
        public var decision: BallotDecision
        /// Who gets the vote.
        public var options: [String]
        /// On what it rests.
        public var paragraph: String
        /// Why.
        public var reason: String
        /// Votes for it.
        public var yes: Int
        /// Votes against.
        public var no: Int
    }

    /// A recount.
    public struct Recount: Hashable, Codable, Sendable {
        /// Who asked.
        public var by: String
        /// Why.
        public var why: String
        /// Whether it was granted.
        public var granted: Bool
        /// When.
        public var at: PostalTime
    }
}

extension Niederschrift {
    /// The numbers and the decision.
    public struct Outcome: Hashable, Codable, Sendable {
        /// The numbers.
        public var counts: PostalCounts?
        /// The labels of the options in them.
        public var names: [String]
        /// The votes that are enough.
        public var needed: Int?
        /// What was decided.
        public var decision: DecisionCode?
        /// Who was elected, or which list has how many seats.
        public var elected: [String]
        /// Among whom the lot or another ballot decides.
        public var tie: [String]
        /// Lots.
        public var lots: [DrawnLot]
        /// When it was determined.
        public var determined: PostalTime?
        /// When it was read out.
        public var announced: PostalTime?
        /// Where.
        public var announcedPlace: String?
        /// Whether the public was told.
        public var publicly: Bool?
    }

    /// A lot.
    public struct DrawnLot: Hashable, Codable, Sendable {
        /// On whom it fell.
        public var winners: [String]
        /// Who drew.
        public var drawnBy: String
        /// Who saw it.
        public var witness: String
        /// How.
        public var how: String
    }

    /// What a vote can end with.
    public enum DecisionCode: String, CaseIterable, Codable, Sendable {
        case adopted, notAdopted, elected, anotherBallot, lot, seats, order, nothing
    }
}

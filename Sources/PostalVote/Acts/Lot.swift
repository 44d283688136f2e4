extension PostalAct {
    /// The lot that decided a tie, drawn by a human and seen by another one.
    public struct Lot: Hashable, Codable, Sendable {
        /// The names that were equal.
        public var among: [String]
        /// The seats that were drawn for.
        public var seats: Int
        /// On whom it fell.
        public var winners: [String]
        /// Who drew.
        public var drawnBy: String
        /// Who saw it.
        public var witness: String
        /// How it was drawn.
        public var how: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            among: [String],
            seats: Int,
            winners: [String],
            drawnBy: String,
            witness: String,
            how: String,
            at: PostalTime
        ) {
            self.among = among
            self.seats = seats
            self.winners = winners
            self.drawnBy = drawnBy
            self.witness = witness
            self.how = how
            self.at = at
        }
    }
}

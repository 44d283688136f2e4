extension PostalAct {
    /// The board convened.
    public struct Convened: Hashable, Codable, Sendable {
        /// Where.
        public var place: String
        /// Whether its members were bound to impartiality and secrecy.
        public var instructed: Bool
        /// Whether the legal texts lie there.
        public var lawsAvailable: Bool
        /// How many Wahlbriefe were handed to it.
        public var handedOver: Int
        /// How many lists of invalid Wahlscheine; 0 for none.
        public var invalidLists: Int
        /// How many supplements to them.
        public var supplements: Int
        /// Why it convenes before the deadline, where a setting allows it.
        public var early: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            place: String,
            instructed: Bool,
            lawsAvailable: Bool,
            handedOver: Int,
            invalidLists: Int,
            supplements: Int = 0,
            early: String? = nil,
            at: PostalTime
        ) {
            self.place = place
            self.instructed = instructed
            self.lawsAvailable = lawsAvailable
            self.handedOver = handedOver
            self.invalidLists = invalidLists
            self.supplements = supplements
            self.early = early
            self.at = at
        }
    }
}

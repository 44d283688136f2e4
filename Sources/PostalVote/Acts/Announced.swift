extension PostalAct {
    /// The result was read out.
    public struct Announced: Hashable, Codable, Sendable {
        /// Where.
        public var place: String
        /// Whether the public was told.
        public var publicly: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(place: String, publicly: Bool, at: PostalTime) {
            self.place = place
            self.publicly = publicly
            self.at = at
        }
    }
}

extension PostalAct {
    /// Nothing may be destroyed until this is lifted.
    public struct Hold: Hashable, Codable, Sendable {
        /// Who asked for it.
        public var who: String
        /// Why.
        public var reason: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(who: String, reason: String, at: PostalTime) {
            self.who = who
            self.reason = reason
            self.at = at
        }
    }
}

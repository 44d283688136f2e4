import Election

extension PostalAct {
    /// Somebody does not sign, or cannot.
    public struct RefusedToSign: Hashable, Codable, Sendable {
        /// The person.
        public var p: PersonID
        /// Whether the person is unable to.
        public var unable: Bool
        /// Why.
        public var reason: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(p: PersonID, unable: Bool = false, reason: String, at: PostalTime) {
            self.p = p
            self.unable = unable
            self.reason = reason
            self.at = at
        }
    }
}

import Election

extension PostalAct {
    /// A member of the board left.
    public struct Left: Hashable, Codable, Sendable {
        /// The person.
        public var p: PersonID
        /// Why.
        public var reason: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(p: PersonID, reason: String? = nil, at: PostalTime) {
            self.p = p
            self.reason = reason
            self.at = at
        }
    }
}

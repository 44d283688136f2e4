extension PostalAct {
    /// A kit was replaced: the old Wahlschein goes on the list of invalid ones, then a new one is made.
    public struct Replaced: Hashable, Codable, Sendable {
        /// The kit that is invalid from then on.
        public var old: Wahlscheinnummer
        /// The new one.
        public var new: Wahlscheinnummer
        /// Why.
        public var reason: String
        /// Whether the member showed credibly that it was lost or spoilt.
        public var credible: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(old: Wahlscheinnummer, new: Wahlscheinnummer, reason: String, credible: Bool, at: PostalTime) {
            self.old = old
            self.new = new
            self.reason = reason
            self.credible = credible
            self.at = at
        }
    }
}

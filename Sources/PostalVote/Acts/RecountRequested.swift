extension PostalAct {
    /// Somebody asked for a recount.
    public struct RecountRequested: Hashable, Codable, Sendable {
        /// Who.
        public var by: String
        /// Why.
        public var why: String
        /// Whether it was granted.
        public var granted: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(by: String, why: String, granted: Bool, at: PostalTime) {
            self.by = by
            self.why = why
            self.granted = granted
            self.at = at
        }
    }
}

extension PostalAct {
    /// The board took a break.
    public struct Interruption: Hashable, Codable, Sendable {
        /// From when.
        public var from: PostalTime
        /// To when.
        public var to: PostalTime
        /// Who kept watch over the papers, or how they were locked away.
        public var guarded: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(from: PostalTime, to: PostalTime, guarded: String, at: PostalTime) {
            self.from = from
            self.to = to
            self.guarded = guarded
            self.at = at
        }
    }
}

extension PostalAct {
    /// Inner envelopes were counted unopened, against the Wahlscheine that were collected.
    public struct Envelopes: Hashable, Codable, Sendable {
        /// Inner envelopes.
        public var counted: Int
        /// Wahlscheine.
        public var wahlscheine: Int
        /// Why they differ, after a recount.
        public var explanation: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(counted: Int, wahlscheine: Int, explanation: String? = nil, at: PostalTime) {
            self.counted = counted
            self.wahlscheine = wahlscheine
            self.explanation = explanation
            self.at = at
        }
    }
}

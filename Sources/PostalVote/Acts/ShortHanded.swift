extension PostalAct {
    /// Fewer officials than there should be, with the reason.
    public struct ShortHanded: Hashable, Codable, Sendable {
        /// What is done nevertheless.
        public var step: ShortStep
        /// Why.
        public var reason: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(step: ShortStep, reason: String, at: PostalTime) {
            self.step = step
            self.reason = reason
            self.at = at
        }
    }
}

extension PostalAct {
    /// A Wahlbrief was objected to and set aside.
    public struct Objected: Hashable, Codable, Sendable {
        /// The Wahlbrief.
        public var running: Int
        /// Why.
        public var why: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(running: Int, why: String, at: PostalTime) {
            self.running = running
            self.why = why
            self.at = at
        }
    }
}

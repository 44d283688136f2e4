extension PostalAct {
    /// Something special happened.
    public struct Incident: Hashable, Codable, Sendable {
        /// What.
        public var text: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(text: String, at: PostalTime) {
            self.text = text
            self.at = at
        }
    }
}

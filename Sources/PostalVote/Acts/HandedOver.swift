extension PostalAct {
    /// The packages were handed over.
    public struct HandedOver: Hashable, Codable, Sendable {
        /// Who received them.
        public var to: String
        /// Whether they were complete.
        public var complete: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(to: String, complete: Bool, at: PostalTime) {
            self.to = to
            self.complete = complete
            self.at = at
        }
    }
}

extension PostalAct {
    /// Papers or data were destroyed; a second person confirms it.
    public struct Destroyed: Hashable, Codable, Sendable {
        /// What.
        public var object: RetentionObject
        /// How many pieces.
        public var count: Int
        /// How.
        public var method: String
        /// What became of copies.
        public var backups: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(object: RetentionObject, count: Int, method: String, backups: String, at: PostalTime) {
            self.object = object
            self.count = count
            self.method = method
            self.backups = backups
            self.at = at
        }
    }
}

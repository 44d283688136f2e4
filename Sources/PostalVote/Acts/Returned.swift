extension PostalAct {
    /// A kit came back undeliverable.
    public struct Returned: Hashable, Codable, Sendable {
        /// The kit.
        public var number: Wahlscheinnummer
        /// What the post noted.
        public var remark: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(number: Wahlscheinnummer, remark: String? = nil, at: PostalTime) {
            self.number = number
            self.remark = remark
            self.at = at
        }
    }
}

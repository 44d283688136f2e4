extension PostalAct {
    /// A kit was posted or handed over.
    public struct Sent: Hashable, Codable, Sendable {
        /// The kit.
        public var number: Wahlscheinnummer
        /// How.
        public var how: Dispatch
        /// Who received it, if that was somebody else.
        public var to: String?
        /// Whether that person showed a written authority.
        public var authority: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            number: Wahlscheinnummer,
            how: Dispatch,
            to: String? = nil,
            authority: Bool = false,
            at: PostalTime
        ) {
            self.number = number
            self.how = how
            self.to = to
            self.authority = authority
            self.at = at
        }
    }
}

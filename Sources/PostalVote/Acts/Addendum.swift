import CouncilLaw

extension PostalAct {
    /// The session's minutes had been signed already; the result is an addendum to them.
    public struct Addendum: Hashable, Codable, Sendable {
        /// When they were signed.
        public var minutesSigned: CalendarDate
        /// What is added.
        public var text: String
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(minutesSigned: CalendarDate, text: String, at: PostalTime) {
            self.minutesSigned = minutesSigned
            self.text = text
            self.at = at
        }
    }
}

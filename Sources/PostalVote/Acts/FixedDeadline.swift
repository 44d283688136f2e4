import CouncilLaw

extension PostalAct {
    /// Until when Wahlbriefe must have arrived.
    ///
    /// It may be fixed anew until the first kit has gone out.
    public struct FixedDeadline: Hashable, Codable, Sendable {
        /// The day as it falls.
        public var literal: CalendarDate
        /// The next working day from there on.
        public var shifted: CalendarDate
        /// Which reading was fixed.
        public var chosen: DeadlineChoice
        /// The day that was fixed.
        public var date: CalendarDate
        /// The time of day, `HH:MM` or `24:00`.
        public var time: String
        /// Where.
        public var place: String
        /// Why, wherever there was something to choose.
        public var reason: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            literal: CalendarDate,
            shifted: CalendarDate,
            chosen: DeadlineChoice,
            date: CalendarDate,
            time: String,
            place: String,
            reason: String? = nil,
            at: PostalTime
        ) {
            self.literal = literal
            self.shifted = shifted
            self.chosen = chosen
            self.date = date
            self.time = time
            self.place = place
            self.reason = reason
            self.at = at
        }
    }
}

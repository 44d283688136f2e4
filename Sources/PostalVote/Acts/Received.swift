extension PostalAct {
    /// A Wahlbrief arrived.
    ///
    /// Whether it is late is computed, never entered.
    public struct Received: Hashable, Codable, Sendable {
        /// Its running number, from 1.
        public var running: Int
        /// The number on it; nil if there is none of this vote that can be read.
        public var number: Wahlscheinnummer?
        /// When it came into the town's hands.
        public var arrival: PostalTime
        /// When it reached the recipient, if it went to another office first.
        public var reached: PostalTime?
        /// How it came.
        public var channel: Channel
        /// What it looked like.
        public var condition: Condition
        /// Whether it was found at the first emptying of the letter box after midnight.
        public var firstEmptying: Bool
        /// Where it is kept under lock.
        public var place: String
        /// A remark.
        public var remark: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            running: Int,
            number: Wahlscheinnummer? = nil,
            arrival: PostalTime,
            reached: PostalTime? = nil,
            channel: Channel,
            condition: Condition,
            firstEmptying: Bool = false,
            place: String,
            remark: String? = nil,
            at: PostalTime
        ) {
            self.running = running
            self.number = number
            self.arrival = arrival
            self.reached = reached
            self.channel = channel
            self.condition = condition
            self.firstEmptying = firstEmptying
            self.place = place
            self.remark = remark
            self.at = at
        }
    }
}

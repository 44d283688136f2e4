extension PostalAct {
    /// Somebody asked to watch, came, went, or was turned away.
    public struct Observer: Hashable, Codable, Sendable {
        /// The name.
        public var name: String
        /// As what.
        public var capacity: ObserverCapacity
        /// What happened.
        public var event: ObserverEvent
        /// How the wish was met.
        public var remark: String?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            name: String,
            capacity: ObserverCapacity,
            event: ObserverEvent,
            remark: String? = nil,
            at: PostalTime
        ) {
            self.name = name
            self.capacity = capacity
            self.event = event
            self.remark = remark
            self.at = at
        }
    }
}

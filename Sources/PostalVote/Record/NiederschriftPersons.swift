import Election

extension Niederschrift {
    /// Who was there.
    public struct Persons: Hashable, Codable, Sendable {
        /// The board.
        public var board: [Person]
        /// How many officials there should be.
        public var officialsNeeded: Int
        /// Steps taken with fewer, with the reasons.
        public var shortHanded: [Short]
        /// Observers.
        public var observers: [Watcher]
    }

    /// A member of the board.
    public struct Person: Hashable, Codable, Sendable {
        /// The person.
        public var p: PersonID
        /// The name.
        public var name: String
        /// The function.
        public var function: BoardFunction
        /// Whether an official.
        public var staff: Bool
        /// Whether the mayor.
        public var mayor: Bool
        /// Whether the person may vote in this vote.
        public var entitled: Bool
        /// From when.
        public var arrived: PostalTime
        /// Until when.
        public var left: PostalTime?
        /// For whom the person stepped in.
        public var instead: String?
    }

    /// A step with too few officials.
    public struct Short: Hashable, Codable, Sendable {
        /// The step.
        public var step: ShortStep
        /// Why.
        public var reason: String
        /// When.
        public var at: PostalTime
    }

    /// An observer.
    public struct Watcher: Hashable, Codable, Sendable {
        /// The name.
        public var name: String
        /// As what.
        public var capacity: ObserverCapacity
        /// What happened.
        public var event: ObserverEvent
        /// When.
        public var at: PostalTime
        /// A remark.
        public var remark: String?
    }
}

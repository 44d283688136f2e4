import Election

extension PostalAct {
    /// A member of the board came, with their own access code.
    public struct Arrived: Hashable, Codable, Sendable {
        /// What the person does there.
        public var function: BoardFunction
        /// Whether the person is an official of the town (Bedienstete).
        public var staff: Bool
        /// Whether the person is the mayor.
        public var mayor: Bool
        /// For whom the person stepped in.
        public var instead: PersonID?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            function: BoardFunction,
            staff: Bool,
            mayor: Bool = false,
            instead: PersonID? = nil,
            at: PostalTime
        ) {
            self.function = function
            self.staff = staff
            self.mayor = mayor
            self.instead = instead
            self.at = at
        }
    }
}

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

        /// For so many seconds a check-in holds, even past midnight: a period that ends at 24:00 is followed by a count.
        public static let lasting = 12 * 3_600

        /// Whether somebody who came before the board convened still counts as there.
        ///
        /// To the end of that day, and past midnight for ``lasting``; later nobody knows who of them is there.
        public func holds(at now: PostalTime) -> Bool {
            at.date >= now.date || now.secondsSince1970 - at.secondsSince1970 <= Self.lasting
        }

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

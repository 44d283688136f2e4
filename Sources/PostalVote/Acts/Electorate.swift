import Election

extension PostalAct {
    /// Who may vote, frozen.
    ///
    /// Every member who attended the session but not the item is decided on by name, and so is everybody on the roll of the
    /// electronic vote who is excluded now.
    public struct Electorate: Hashable, Codable, Sendable {
        /// The members of the body.
        public var members: [PostalMember]
        /// The decisions, one for each difference.
        public var decisions: [PostalDecision]
        /// Who was on the roll of the electronic vote; nil without one, and in journals from before it was compared.
        public var roll: [PersonID]?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            members: [PostalMember],
            decisions: [PostalDecision],
            roll: [PersonID]? = nil,
            at: PostalTime
        ) {
            self.members = members
            self.decisions = decisions
            self.roll = roll
            self.at = at
        }
    }
}

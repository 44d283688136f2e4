extension PostalAct {
    /// Who may vote, frozen.
    ///
    /// Every member who attended the session but not the item is decided on by name.
    public struct Electorate: Hashable, Codable, Sendable {
        /// The members of the body.
        public var members: [PostalMember]
        /// The decisions, one for each difference.
        public var decisions: [PostalDecision]
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(members: [PostalMember], decisions: [PostalDecision], at: PostalTime) {
            self.members = members
            self.decisions = decisions
            self.at = at
        }
    }
}

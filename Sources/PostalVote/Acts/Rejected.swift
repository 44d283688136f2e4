extension PostalAct {
    /// A Wahlbrief is rejected; the inner envelope stays closed.
    public struct Rejected: Hashable, Codable, Sendable {
        /// The Wahlbrief.
        public var running: Int
        /// The decisive ground.
        public var ground: Zurueckweisungsgrund
        /// What was found; nil for a late one, which is not opened.
        public var findings: LetterFindings?
        /// What is noted on it.
        public var note: String
        /// Whether it was sealed again with its contents.
        public var resealed: Bool
        /// Whether the board resolved it after an objection, as an act of its own.
        public var byResolution: Bool
        /// How the board voted on rejecting it, yes to admit it all the same; nil for a late one, whose ground is
        /// computed, and where a resolution stands already.
        public var votes: [BoardVote]?
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(
            running: Int,
            ground: Zurueckweisungsgrund,
            findings: LetterFindings? = nil,
            note: String,
            resealed: Bool,
            byResolution: Bool = false,
            votes: [BoardVote]? = nil,
            at: PostalTime
        ) {
            self.running = running
            self.ground = ground
            self.findings = findings
            self.note = note
            self.resealed = resealed
            self.byResolution = byResolution
            self.votes = votes
            self.at = at
        }
    }
}

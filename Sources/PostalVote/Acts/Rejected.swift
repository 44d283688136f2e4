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
        /// Whether the board resolved it.
        public var byResolution: Bool
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
            at: PostalTime
        ) {
            self.running = running
            self.ground = ground
            self.findings = findings
            self.note = note
            self.resealed = resealed
            self.byResolution = byResolution
            self.at = at
        }
    }
}

extension PostalAct {
    /// A Wahlbrief is admitted, its inner envelope goes into the urn.
    public struct Admitted: Hashable, Codable, Sendable {
        /// The Wahlbrief.
        public var running: Int
        /// What was found.
        public var findings: LetterFindings
        /// Whether the board resolved it.
        public var byResolution: Bool
        /// When it was done.
        public var at: PostalTime

        /// Puts the values together; the fold checks them.
        public init(running: Int, findings: LetterFindings, byResolution: Bool = false, at: PostalTime) {
            self.running = running
            self.findings = findings
            self.byResolution = byResolution
            self.at = at
        }
    }
}

extension Niederschrift {
    /// What became of the Wahlbriefe.
    public struct Admission: Hashable, Codable, Sendable {
        /// When the board convened.
        public var convened: PostalTime?
        /// Where.
        public var place: String?
        /// Whether it was bound to impartiality and secrecy.
        public var instructed: Bool?
        /// Whether the legal texts were there.
        public var lawsAvailable: Bool?
        /// Why before the deadline.
        public var early: String?
        /// When the urn was found empty and closed.
        public var urnChecked: PostalTime?
        /// Wahlscheine that were made.
        public var issued: Int
        /// Kits that went out.
        public var sent: Int
        /// Kits that came back undeliverable.
        public var returned: Int
        /// The list of invalid Wahlscheine.
        public var replacements: [Replacement]
        /// Wahlbriefe handed to the board.
        public var handedOver: Int?
        /// Lists of invalid Wahlscheine.
        public var invalidLists: Int?
        /// Supplements to them.
        public var supplements: Int?
        /// Wahlbriefe that were brought later.
        public var later: [Later]
        /// Wahlbriefe in time.
        public var total: Int
        /// Objections.
        public var objections: Int
        /// Resolutions about them, rejections among them.
        public var resolutions: [Resolved]
        /// Admitted by resolution.
        public var admittedByResolution: Int
        /// Admitted.
        public var admitted: Int
        /// Rejected by ground, late ones on the first.
        public var rejected: [Int]
        /// Of those, with a loose Stimmzettel.
        public var looseBallots: Int
        /// Rejected Wahlbriefe, set aside with their contents, noted on and sealed again.
        public var rejectedLetters: [RejectedLetter]
        /// Late ones, not opened.
        public var late: [Later]
        /// Whether the board waited for all that arrived in time.
        public var waited: Bool?
        /// When admission ended.
        public var done: PostalTime?
    }

    /// A Wahlschein on the list of invalid ones.
    public struct Replacement: Hashable, Codable, Sendable {
        /// Its number.
        public var old: Wahlscheinnummer
        /// The new one.
        public var new: Wahlscheinnummer
        /// Whose.
        public var name: String
        /// Why.
        public var reason: String
        /// When.
        public var at: PostalTime
    }

    /// A Wahlbrief with its time.
    public struct Later: Hashable, Codable, Sendable {
        /// Its running number.
        public var running: Int
        /// When it arrived.
        public var arrival: PostalTime
        /// Who brought or entered it.
        public var by: String
    }

    /// A resolution.
    public struct Resolved: Hashable, Codable, Sendable {
        /// The Wahlbrief.
        public var running: Int
        /// The objection.
        public var why: String
        /// Whether it is admitted.
        public var admits: Bool
        /// Votes for admitting it.
        public var yes: Int
        /// Votes against.
        public var no: Int
        /// Why.
        public var reason: String
    }

    /// A rejected Wahlbrief.
    public struct RejectedLetter: Hashable, Codable, Sendable {
        /// Its running number.
        public var running: Int
        /// The decisive ground.
        public var ground: Zurueckweisungsgrund
        /// What was noted on it.
        public var note: String
    }
}

import CouncilLaw
import Proofs
import Ristretto255

extension Niederschrift {
    /// Incidents, signatures, packages.
    public struct End: Hashable, Codable, Sendable {
        /// Special incidents.
        public var incidents: [Note]
        /// Breaks.
        public var breaks: [Pause]
        /// Signatures.
        public var signatures: [SignedBy]
        /// Who did not sign.
        public var refusals: [Unsigned]
        /// The packages.
        public var packages: [Package]
        /// The two who packed.
        public var packedBy: [String]
        /// Who handed them over.
        public var handedOverBy: String?
        /// Who received them.
        public var handedOverTo: String?
        /// When.
        public var handedOverAt: PostalTime?
        /// Whether they were complete.
        public var complete: Bool?
        /// The first addendum to the minutes of the session.
        public var addendum: String?
        /// When those had been signed.
        public var minutesSigned: CalendarDate?
        /// Addenda after the first one; absent where there are none, as in records from when there was only one.
        public var furtherAddenda: [Addition]?
    }

    /// A further addendum.
    public struct Addition: Hashable, Codable, Sendable {
        /// What is added.
        public var text: String
        /// When the minutes had been signed.
        public var minutesSigned: CalendarDate
        /// When it was entered.
        public var at: PostalTime
    }

    /// An incident.
    public struct Note: Hashable, Codable, Sendable {
        /// What.
        public var text: String
        /// When.
        public var at: PostalTime
        /// Who entered it.
        public var by: String
    }

    /// A break.
    public struct Pause: Hashable, Codable, Sendable {
        /// From when.
        public var from: PostalTime
        /// To when.
        public var to: PostalTime
        /// Who kept watch.
        public var guarded: String
    }

    /// A signature.
    public struct SignedBy: Hashable, Codable, Sendable {
        /// Whose.
        public var name: String
        /// When.
        public var at: PostalTime
        /// The hash of the text.
        public var text: Digest
        /// The signature.
        public var signature: Signature
    }

    /// A missing signature.
    public struct Unsigned: Hashable, Codable, Sendable {
        /// Whose.
        public var name: String
        /// Whether the person is unable to sign.
        public var unable: Bool
        /// Why.
        public var reason: String
    }
}

extension BriefNiederschrift {
    /// Part 5: the end.
    public struct End: Sendable {
        /// What happened, breaks included.
        public var incidents: [Incident]
        /// Who asked for a recount, why, and what came of it; a sentence each.
        public var recountRequests: [String]
        /// Who signs.
        public var signatures: [Signature]
        /// Who refused to.
        public var refusals: [Refusal]
        /// Why fewer than three signed.
        public var fewerSignedReason: String?
        /// The packages.
        public var packages: [PaperPackage]
        /// The hand-over.
        public var handover: PaperHandover?
        /// What is attached.
        public var annexes: [String]
        /// SHA-512 of the signed record text, in groups.
        public var recordHash: String?

        /// A value with these parts.
        public init(
            incidents: [Incident] = [],
            recountRequests: [String] = [],
            signatures: [Signature],
            refusals: [Refusal] = [],
            fewerSignedReason: String? = nil,
            packages: [PaperPackage] = [],
            handover: PaperHandover? = nil,
            annexes: [String] = [],
            recordHash: String? = nil
        ) {
            self.incidents = incidents
            self.recountRequests = recountRequests
            self.signatures = signatures
            self.refusals = refusals
            self.fewerSignedReason = fewerSignedReason
            self.packages = packages
            self.handover = handover
            self.annexes = annexes
            self.recordHash = recordHash
        }
    }

    /// Something that happened, with its time.
    public struct Incident: Sendable {
        /// When.
        public var at: PaperMoment
        /// What; whole sentences.
        public var text: String

        /// A value with these parts.
        public init(at: PaperMoment, text: String) {
            self.at = at
            self.text = text
        }
    }

    /// A signature under the Niederschrift.
    public struct Signature: Sendable {
        /// Who signs.
        public var name: String
        /// In which function.
        public var function: String
        /// Signed electronically as well (URNE-V1-postal).
        public var isSigned: Bool

        /// A value with these parts.
        public init(name: String, function: String, isSigned: Bool = false) {
            self.name = name
            self.function = function
            self.isSigned = isSigned
        }
    }

    /// A signature that was refused.
    public struct Refusal: Sendable {
        /// Who refused.
        public var name: String
        /// Why.
        public var reason: String

        /// A value with these parts.
        public init(name: String, reason: String) {
            self.name = name
            self.reason = reason
        }
    }
}

extension BriefNiederschrift.End {
    func add(to fields: inout PaperFields) {
        fields.list("vorfaelle", incidents, names: ["wann", "text"]) { item, row in
            row.text("wann", PaperDates.clock(item.at))
            row.text("text", item.text)
        }
        fields.lines("nachzaehlungswuensche", recountRequests)
        fields.list("unterschriften", signatures, names: ["name", "funktion", "elektronisch"]) { item, row in
            row.text("name", item.name)
            row.text("funktion", item.function)
            row.flag("elektronisch", item.isSigned)
        }
        fields.list("verweigert", refusals, names: ["name", "grund"]) { item, row in
            row.text("name", item.name)
            row.text("grund", item.reason)
        }
        fields.flag("unterschrift-zu-wenige", signatures.count < 3)
        fields.text("unterschrift-zu-wenige.grund", fewerSignedReason)
        fields.list("pakete", packages, names: PaperPackage.names) { $0.add(to: &$1) }
        fields.list("uebergabe", handover.map { [$0] } ?? [], names: PaperHandover.names) { $0.add(to: &$1) }
        fields.lines("anlagen", annexes)
        fields.text("pruefsumme", recordHash)
    }
}

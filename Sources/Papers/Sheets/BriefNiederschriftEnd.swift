extension BriefNiederschrift {
    /// Part 5: the end.
    public struct End: Sendable {
        /// What happened, breaks included, in order of time.
        public var incidents: [Incident]
        /// Who signs.
        public var signatures: [Signature]
        /// How many there should be.
        public var signaturesNeeded: Int
        /// Those of the board who were not there any more for the result, by name.
        public var absent: [String]
        /// Who refused to, or could not.
        public var refusals: [Refusal]
        /// Why fewer signed.
        public var fewerSigned: [FewerNote]
        /// The packages.
        public var packages: [PaperPackage]
        /// The hand-over.
        public var handover: PaperHandover?
        /// What is attached.
        public var annexes: [String]
        /// SHA-512 of the signed record text, as urne-verify prints it.
        public var recordHash: String?

        /// A value with these parts.
        public init(
            incidents: [Incident] = [],
            signatures: [Signature],
            signaturesNeeded: Int,
            absent: [String] = [],
            refusals: [Refusal] = [],
            fewerSigned: [FewerNote] = [],
            packages: [PaperPackage] = [],
            handover: PaperHandover? = nil,
            annexes: [String] = [],
            recordHash: String? = nil
        ) {
            self.incidents = incidents
            self.signatures = signatures
            self.signaturesNeeded = signaturesNeeded
            self.absent = absent
            self.refusals = refusals
            self.fewerSigned = fewerSigned
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

    /// A signature that was refused, or could not be given.
    public struct Refusal: Sendable {
        /// Who did not sign.
        public var name: String
        /// Whether the person could not.
        public var isUnable: Bool
        /// Why.
        public var reason: String

        /// A value with these parts.
        public init(name: String, isUnable: Bool = false, reason: String) {
            self.name = name
            self.isUnable = isUnable
            self.reason = reason
        }
    }
}

extension BriefNiederschrift.End {
    func add(to fields: inout PaperFields) {
        fields.list("vorfaelle", incidents, names: ["wann", "text"]) { item, row in
            row.text("wann", PaperDates.brief(item.at))
            row.text("text", item.text)
        }
        fields.list("unterschriften", signatures, names: ["name", "funktion", "elektronisch"]) { item, row in
            row.text("name", item.name)
            row.text("funktion", item.function)
            row.flag("elektronisch", item.isSigned)
        }
        fields.list("verweigert", refusals, names: ["name", "verhindert", "grund"]) { item, row in
            row.text("name", item.name)
            row.flag("verhindert", item.isUnable)
            row.text("grund", item.reason)
        }
        // A line with nothing on it is no signature.
        let signed = signatures.count(where: \.isSigned)
        fields.number("unterschriften.zahl", signed)
        fields.number("unterschriften.vorgesehen", signaturesNeeded)
        fields.flag("unterschrift-zu-wenige", signed < signaturesNeeded || !fewerSigned.isEmpty)
        fields.list("unterschrift-zu-wenige.gruende", fewerSigned, names: BriefNiederschrift.FewerNote.names) {
            $0.add(to: &$1)
        }
        fields.text("nicht-dabei", absent.isEmpty ? nil : absent.joined(separator: ", "))
        fields.list("pakete", packages, names: PaperPackage.names) { $0.add(to: &$1) }
        fields.list("uebergabe", handover.map { [$0] } ?? [], names: PaperHandover.names) { $0.add(to: &$1) }
        fields.lines("anlagen", annexes)
        fields.text("pruefsumme", recordHash)
    }
}

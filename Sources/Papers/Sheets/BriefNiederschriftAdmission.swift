extension BriefNiederschrift {
    /// Part 2: opening the Wahlbriefe.
    public struct Admission: Sendable {
        /// 2.1 When the board convened.
        public var convened: PaperMoment?
        /// 2.1 Where.
        public var place: String?
        /// 2.1 Who of the board was there.
        public var presentAtOpening: String?
        /// 2.1 Impartiality and secrecy were pointed out.
        public var isInstructed: Bool
        /// 2.1 The legal texts lay ready.
        public var hasLaws: Bool
        /// 2.2 The urn was checked: empty, and closed.
        public var isUrnChecked: Bool
        /// 2.3 Wahlbriefe handed over.
        public var handedOver: Int
        /// 2.3 Kits issued.
        public var issued: Int
        /// 2.3 Of them replacements.
        public var replaced: Int
        /// 2.3 Lists of invalid Wahlscheine handed over.
        public var invalidLists: Int
        /// 2.3 Numbers on them.
        public var invalidEntries: Int
        /// 2.4 Brought later.
        public var deliveries: [Delivery]
        /// 2.4 All Wahlbriefe.
        public var total: Int
        /// 2.5 Objected to.
        public var objections: Int
        /// 2.5 What the board resolved about them, rejections among them.
        public var resolutions: [Resolution]
        /// 2.5 Rejected, by ground (§ 27 KWahlG).
        public var rejected: [PaperCount]
        /// 2.5 Of them with a loose Stimmzettel.
        public var looseBallots: Int
        /// 2.5 Admitted by special resolution.
        public var admittedByResolution: Int
        /// 2.5 Admitted in all.
        public var admitted: Int
        /// 2.5 Too late, not opened.
        public var late: Int
        /// 2.5 Late ones, those that came to another office first, and kits that came back.
        public var special: [SpecialLetter]
        /// 2.6 All that arrived in time were there.
        public var hasWaited: Bool
        /// 2.6 Who of the board was there at the end of the admission.
        public var presentAtEnd: String?

        /// A value with these parts.
        public init(
            convened: PaperMoment?,
            place: String? = nil,
            presentAtOpening: String? = nil,
            isInstructed: Bool,
            hasLaws: Bool,
            isUrnChecked: Bool,
            handedOver: Int,
            issued: Int,
            replaced: Int,
            invalidLists: Int,
            invalidEntries: Int,
            deliveries: [Delivery] = [],
            total: Int,
            objections: Int,
            resolutions: [Resolution] = [],
            rejected: [PaperCount],
            looseBallots: Int = 0,
            admittedByResolution: Int,
            admitted: Int,
            late: Int,
            special: [SpecialLetter] = [],
            hasWaited: Bool,
            presentAtEnd: String? = nil
        ) {
            self.convened = convened
            self.place = place
            self.presentAtOpening = presentAtOpening
            self.isInstructed = isInstructed
            self.hasLaws = hasLaws
            self.isUrnChecked = isUrnChecked
            self.handedOver = handedOver
            self.issued = issued
            self.replaced = replaced
            self.invalidLists = invalidLists
            self.invalidEntries = invalidEntries
            self.deliveries = deliveries
            self.total = total
            self.objections = objections
            self.resolutions = resolutions
            self.rejected = rejected
            self.looseBallots = looseBallots
            self.admittedByResolution = admittedByResolution
            self.admitted = admitted
            self.late = late
            self.special = special
            self.hasWaited = hasWaited
            self.presentAtEnd = presentAtEnd
        }
    }

    /// What the board resolved about one Wahlbrief.
    public struct Resolution: Sendable {
        /// Its running number.
        public var number: Int
        /// What was objected.
        public var objection: String
        /// Whether it was admitted.
        public var isAdmitted: Bool
        /// Why, or the paragraph.
        public var reason: String
        /// How the vote went, as in "3 : 0".
        public var votes: String

        /// A value with these parts.
        public init(number: Int, objection: String, isAdmitted: Bool, reason: String, votes: String) {
            self.number = number
            self.objection = objection
            self.isAdmitted = isAdmitted
            self.reason = reason
            self.votes = votes
        }
    }

    /// A letter that did not go the ordinary way.
    public struct SpecialLetter: Sendable {
        /// What is special about it, in words.
        public var kind: String
        /// What it is known by: the running number of a Wahlbrief, or the number of a Wahlschein.
        public var number: String
        /// When it arrived.
        public var at: PaperMoment
        /// Who took it.
        public var by: String
        /// What else was noted.
        public var remark: String?

        /// A value with these parts.
        public init(kind: String, number: String, at: PaperMoment, by: String, remark: String? = nil) {
            self.kind = kind
            self.number = number
            self.at = at
            self.by = by
            self.remark = remark
        }
    }

    /// Wahlbriefe brought after the opening began.
    public struct Delivery: Sendable {
        /// How many.
        public var count: Int
        /// When.
        public var at: PaperMoment
        /// Who brought them.
        public var by: String

        /// A value with these parts.
        public init(count: Int, at: PaperMoment, by: String) {
            self.count = count
            self.at = at
            self.by = by
        }
    }
}

extension BriefNiederschrift.Admission {
    func add(to fields: inout PaperFields) {
        fields.text("zusammengetreten", convened.map(PaperDates.brief))
        fields.text("zusammengetreten.ort", place)
        fields.text("zusammengetreten.anwesend", presentAtOpening)
        fields.flag("belehrt", isInstructed)
        fields.flag("rechtstexte", hasLaws)
        fields.flag("urne-geprueft", isUrnChecked)
        fields.number("uebergeben", handedOver)
        fields.number("ausgegeben", issued)
        fields.number("ersatz", replaced)
        fields.number("ungueltig.listen", invalidLists)
        fields.flag("ungueltig.keine", invalidLists == 0)
        fields.number("ungueltig.nummern", invalidEntries)
        fields.list("nachgereicht", deliveries, names: ["anzahl", "wann", "wer"]) { item, row in
            row.number("anzahl", item.count)
            row.text("wann", PaperDates.clock(item.at))
            row.text("wer", item.by)
        }
        fields.number("briefe", total)
        fields.number("beanstandet", objections)
        fields.flag("hat-beanstandet", objections > 0)
        fields.flag("hat-beschluesse", !resolutions.isEmpty)
        let resolutionNames: Set<String> = ["nr", "bedenken", "zugelassen", "grund", "stimmen"]
        fields.list("beschluesse", resolutions, names: resolutionNames) { item, row in
            row.number("nr", item.number)
            row.text("bedenken", item.objection)
            row.flag("zugelassen", item.isAdmitted)
            row.text("grund", item.reason)
            row.text("stimmen", item.votes)
        }
        fields.list("zurueckgewiesen", rejected, names: ["grund", "anzahl"]) { item, row in
            row.text("grund", item.label)
            row.number("anzahl", item.count)
        }
        fields.number("zurueckgewiesen.summe", rejected.reduce(0) { $0 + $1.count })
        fields.number("lose", looseBallots)
        fields.number("beschluss-zugelassen", admittedByResolution)
        fields.number("zugelassen", admitted)
        fields.number("verspaetet", late)
        fields.list("besondere", special, names: ["art", "nr", "wann", "wer", "bemerkung"]) { item, row in
            row.text("art", item.kind)
            row.text("nr", item.number)
            row.text("wann", PaperDates.brief(item.at))
            row.text("wer", item.by)
            row.text("bemerkung", item.remark)
        }
        fields.flag("abgewartet", hasWaited)
        fields.text("abgewartet.anwesend", presentAtEnd)
    }
}

extension BriefNiederschrift {
    /// Part 3: the count.
    public struct Count: Sendable {
        /// 3.1 When the urn was opened.
        public var urnOpened: PaperMoment?
        /// 3.1 Who of the board was there.
        public var presentAtUrn: String?
        /// 3.1 Stimmzettelumschläge in it, counted unopened, and Wahlscheine; the last count holds.
        public var envelopes: [EnvelopeCount]
        /// 3.2 Stimmzettel taken out.
        public var ballots: Int
        /// 3.2 They were mixed before they were counted.
        public var isMixed: Bool
        /// 3.2 Why there are not as many as envelopes.
        public var explanation: String?
        /// 3.2 Empty envelopes.
        public var empty: Int
        /// 3.2 Envelopes with several Stimmzettel.
        public var multiple: Int
        /// 3.3 The stacks.
        public var stacks: [PaperCount]
        /// 3.4, 3.6 to 3.8 Who counted what, and whether they agreed.
        public var counts: [StackCount]
        /// 3.5 Doubtful ones.
        public var doubtful: [Doubtful]
        /// 3.6 to 3.8 Recounts that were asked for.
        public var recounts: [RecountWish]
        /// 3.9 When the result was determined.
        public var determined: PaperMoment?
        /// 3.9 When the result was announced.
        public var announced: PaperMoment?
        /// 3.9 Where.
        public var announcedPlace: String?
        /// 3.9 Whether the public was told; a whole sentence.
        public var toPublic: String?
        /// 3.9 Who of the board was there.
        public var presentAtResult: String?

        /// A value with these parts.
        public init(
            urnOpened: PaperMoment?,
            presentAtUrn: String? = nil,
            envelopes: [EnvelopeCount],
            ballots: Int,
            isMixed: Bool,
            explanation: String? = nil,
            empty: Int,
            multiple: Int,
            stacks: [PaperCount],
            counts: [StackCount],
            doubtful: [Doubtful] = [],
            recounts: [RecountWish] = [],
            determined: PaperMoment?,
            announced: PaperMoment?,
            announcedPlace: String? = nil,
            toPublic: String? = nil,
            presentAtResult: String? = nil
        ) {
            self.urnOpened = urnOpened
            self.presentAtUrn = presentAtUrn
            self.envelopes = envelopes
            self.ballots = ballots
            self.isMixed = isMixed
            self.explanation = explanation
            self.empty = empty
            self.multiple = multiple
            self.stacks = stacks
            self.counts = counts
            self.doubtful = doubtful
            self.recounts = recounts
            self.determined = determined
            self.announced = announced
            self.announcedPlace = announcedPlace
            self.toPublic = toPublic
            self.presentAtResult = presentAtResult
        }
    }

    /// One count of the unopened envelopes and of the Wahlscheine.
    public struct EnvelopeCount: Sendable {
        /// Stimmzettelumschläge.
        public var envelopes: Int
        /// Wahlscheine.
        public var wahlscheine: Int
        /// How many of both there should be after the admission.
        public var expected: Int
        /// Why the numbers differ.
        public var explanation: String?

        /// A value with these parts.
        public init(envelopes: Int, wahlscheine: Int, expected: Int, explanation: String? = nil) {
            self.envelopes = envelopes
            self.wahlscheine = wahlscheine
            self.expected = expected
            self.explanation = explanation
        }

        var isEqual: Bool { envelopes == wahlscheine && envelopes == expected }
    }

    /// Somebody asked for a recount.
    public struct RecountWish: Sendable {
        /// When.
        public var at: PaperMoment
        /// Who.
        public var name: String
        /// Why.
        public var reason: String
        /// Whether it was granted.
        public var isGranted: Bool
        /// What came of it; a whole sentence.
        public var outcome: String?

        /// A value with these parts.
        public init(at: PaperMoment, name: String, reason: String, isGranted: Bool, outcome: String? = nil) {
            self.at = at
            self.name = name
            self.reason = reason
            self.isGranted = isGranted
            self.outcome = outcome
        }
    }

    /// How one stack was counted, in one round.
    public struct StackCount: Sendable {
        /// The stack, in words.
        public var stack: String
        /// The round, from 1.
        public var round: Int
        /// Who counted first.
        public var first: String
        /// Who counted second, without seeing the other's numbers.
        public var second: String
        /// Who compared.
        public var comparedBy: String
        /// Whether that was a third person, not one of the two who counted.
        public var isThird: Bool
        /// The numbers were equal.
        public var isAgreed: Bool

        /// A value with these parts.
        public init(
            stack: String,
            round: Int,
            first: String,
            second: String,
            comparedBy: String,
            isThird: Bool,
            isAgreed: Bool
        ) {
            self.stack = stack
            self.round = round
            self.first = first
            self.second = second
            self.comparedBy = comparedBy
            self.isThird = isThird
            self.isAgreed = isAgreed
        }
    }

    /// The decision on one doubtful Stimmzettel.
    public struct Doubtful: Sendable {
        /// Its number among the doubtful ones.
        public var number: Int
        /// What was decided, in words.
        public var decision: String
        /// The paragraph.
        public var ground: String?
        /// Why.
        public var reason: String
        /// How the vote went, as in "3 : 0".
        public var votes: String?

        /// A value with these parts.
        public init(number: Int, decision: String, ground: String? = nil, reason: String, votes: String? = nil) {
            self.number = number
            self.decision = decision
            self.ground = ground
            self.reason = reason
            self.votes = votes
        }
    }
}

extension BriefNiederschrift.Count {
    func add(to fields: inout PaperFields) {
        fields.text("urne-geoeffnet", urnOpened.map(PaperDates.brief))
        fields.text("urne-geoeffnet.anwesend", presentAtUrn)
        addEnvelopes(to: &fields)
        fields.number("stimmzettel", ballots)
        fields.flag("gemischt", isMixed)
        fields.text("stimmzettel.erklaerung", explanation)
        fields.number("leer", empty)
        fields.flag("hat-leere", empty > 0)
        fields.number("mehrere", multiple)
        fields.flag("hat-mehrere", multiple > 0)
        fields.list("stapel", stacks, names: ["name", "anzahl"]) { item, row in
            row.text("name", item.label)
            row.number("anzahl", item.count)
        }
        addCounts(to: &fields)
        let recountNames: Set<String> = ["wann", "name", "grund", "stattgegeben", "ergebnis"]
        fields.list("nachzaehlungswuensche", recounts, names: recountNames) { item, row in
            row.text("wann", PaperDates.brief(item.at))
            row.text("name", item.name)
            row.text("grund", item.reason)
            row.flag("stattgegeben", item.isGranted)
            row.text("ergebnis", item.outcome)
        }
        fields.text("festgestellt", determined.map(PaperDates.brief))
        fields.text("verkuendet", announced.map(PaperDates.brief))
        fields.text("verkuendet.ort", announcedPlace)
        fields.text("verkuendet.oeffentlich", toPublic)
        fields.text("festgestellt.anwesend", presentAtResult)
    }

    private func addEnvelopes(to fields: inout PaperFields) {
        let names: Set<String> = ["zaehlung", "umschlaege", "wahlscheine", "zugelassen", "gleich", "erklaerung"]
        let rows = envelopes.enumerated().map { (round: $0.offset + 1, count: $0.element) }
        fields.list("umschlagzaehlungen", rows, names: names) { item, row in
            row.number("zaehlung", item.round)
            row.number("umschlaege", item.count.envelopes)
            row.number("wahlscheine", item.count.wahlscheine)
            row.number("zugelassen", item.count.expected)
            row.flag("gleich", item.count.isEqual)
            row.text("erklaerung", item.count.explanation)
        }
        fields.flag("gleich", envelopes.last?.isEqual ?? false)
        fields.flag("abweichung-erklaert", envelopes.last?.explanation != nil)
    }

    private func addCounts(to fields: inout PaperFields) {
        fields.flag("dritte-verglich", counts.allSatisfy(\.isThird))
        fields.flag("neu-gezaehlt", counts.contains { !$0.isAgreed } && counts.contains { $0.round > 1 })
        let names: Set<String> = ["stapel", "runde", "erste", "zweite", "verglichen", "dritte", "einig"]
        fields.list("zaehlungen", counts, names: names) { item, row in
            row.text("stapel", item.stack)
            row.number("runde", item.round)
            row.text("erste", item.first)
            row.text("zweite", item.second)
            row.text("verglichen", item.comparedBy)
            row.flag("dritte", item.isThird)
            row.flag("einig", item.isAgreed)
        }
        let doubtfulNames: Set<String> = ["nr", "entscheidung", "vorschrift", "grund", "stimmen"]
        fields.list("zweifelhaft", doubtful, names: doubtfulNames) { item, row in
            row.number("nr", item.number)
            row.text("entscheidung", item.decision)
            row.text("vorschrift", item.ground)
            row.text("grund", item.reason)
            row.text("stimmen", item.votes)
        }
    }
}

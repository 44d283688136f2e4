extension BriefNiederschrift {
    /// Part 3: the count.
    public struct Count: Sendable {
        /// 3.1 When the urn was opened.
        public var urnOpened: PaperMoment?
        /// 3.1 Stimmzettelumschläge in it, counted unopened.
        public var envelopes: Int
        /// 3.1 Wahlscheine.
        public var wahlscheine: Int
        /// 3.1 Envelopes at the recount.
        public var recount: Int?
        /// 3.1 Why the numbers differ.
        public var explanation: String?
        /// 3.2 Stimmzettel taken out.
        public var ballots: Int
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
        /// 3.9 When the result was announced.
        public var announced: PaperMoment?
        /// 3.9 Where.
        public var announcedPlace: String?

        /// A value with these parts.
        public init(
            urnOpened: PaperMoment?,
            envelopes: Int,
            wahlscheine: Int,
            recount: Int? = nil,
            explanation: String? = nil,
            ballots: Int,
            empty: Int,
            multiple: Int,
            stacks: [PaperCount],
            counts: [StackCount],
            doubtful: [Doubtful] = [],
            announced: PaperMoment?,
            announcedPlace: String? = nil
        ) {
            self.urnOpened = urnOpened
            self.envelopes = envelopes
            self.wahlscheine = wahlscheine
            self.recount = recount
            self.explanation = explanation
            self.ballots = ballots
            self.empty = empty
            self.multiple = multiple
            self.stacks = stacks
            self.counts = counts
            self.doubtful = doubtful
            self.announced = announced
            self.announcedPlace = announcedPlace
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
        public var third: String
        /// The numbers were equal.
        public var isAgreed: Bool

        /// A value with these parts.
        public init(stack: String, round: Int, first: String, second: String, third: String, isAgreed: Bool) {
            self.stack = stack
            self.round = round
            self.first = first
            self.second = second
            self.third = third
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
        fields.number("umschlaege", envelopes)
        fields.number("wahlscheine", wahlscheine)
        fields.flag("gleich", (recount ?? envelopes) == wahlscheine)
        fields.number("nachzaehlung", recount)
        fields.text("abweichung", explanation)
        fields.number("stimmzettel", ballots)
        fields.number("leer", empty)
        fields.number("mehrere", multiple)
        fields.list("stapel", stacks, names: ["name", "anzahl"]) { item, row in
            row.text("name", item.label)
            row.number("anzahl", item.count)
        }
        addCounts(to: &fields)
        fields.text("verkuendet", announced.map(PaperDates.brief))
        fields.text("verkuendet.ort", announcedPlace)
    }

    private func addCounts(to fields: inout PaperFields) {
        let names: Set<String> = ["stapel", "runde", "erste", "zweite", "dritte", "einig"]
        fields.list("zaehlungen", counts, names: names) { item, row in
            row.text("stapel", item.stack)
            row.number("runde", item.round)
            row.text("erste", item.first)
            row.text("zweite", item.second)
            row.text("dritte", item.third)
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

/// The record of a postal vote, with every field that the law by analogy asks for.
public struct BriefNiederschrift: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// On what it rests, one line each.
    public var legalBasis: [String]
    /// Why by post (§ 4 (2) sentence 3 DigiSiVO).
    public var reason: String
    /// When that was decided.
    public var decided: PaperMoment?
    /// Which reading of the period was applied, and why; whole sentences.
    public var reading: String
    /// What a Stimmzettel without a mark is, in a word.
    public var blankRule: String
    /// How the assurance on the Wahlschein is called.
    public var assurance: String
    /// Who may vote; nil if that is not frozen yet.
    public var electorate: Electorate?
    /// Part 1.
    public var persons: Persons
    /// Part 2.
    public var admission: Admission
    /// Part 3.
    public var count: Count
    /// Part 4; nil if it is not determined yet.
    public var result: PaperResult?
    /// Part 4: lots that decided ties.
    public var lots: [Lot]
    /// Part 5.
    public var end: End
    /// Letters whose kit nobody had entered as sent, each in a sentence.
    public var unsent: [String]
    /// More envelopes than people who may vote, in a sentence; in red.
    public var surplus: String?
    /// What is missing still, in words; empty if the record is complete.
    public var missing: [String]

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        legalBasis: [String],
        reason: String,
        decided: PaperMoment? = nil,
        reading: String,
        blankRule: String,
        assurance: String,
        electorate: Electorate? = nil,
        persons: Persons,
        admission: Admission,
        count: Count,
        result: PaperResult?,
        lots: [Lot] = [],
        end: End,
        unsent: [String] = [],
        surplus: String? = nil,
        missing: [String] = []
    ) {
        self.frame = frame
        self.deadline = deadline
        self.legalBasis = legalBasis
        self.reason = reason
        self.decided = decided
        self.reading = reading
        self.blankRule = blankRule
        self.assurance = assurance
        self.electorate = electorate
        self.persons = persons
        self.admission = admission
        self.count = count
        self.result = result
        self.lots = lots
        self.end = end
        self.unsent = unsent
        self.surplus = surplus
        self.missing = missing
    }

    /// The template.
    public static let kind = PaperKind.briefNiederschrift

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.lines("rechtsgrundlagen", legalBasis)
            fields.text("grund", reason)
            fields.text("entschieden", decided.map(PaperDates.brief))
            fields.text("lesart", reading)
            fields.text("ohne-kennzeichnung", blankRule)
            fields.text("versicherung", assurance)
            let electors = electorate.map { [$0] } ?? []
            fields.list("stimmrecht", electors, names: Electorate.names) { $0.add(to: &$1) }
            persons.add(to: &fields)
            admission.add(to: &fields)
            count.add(to: &fields)
            fields.list("ergebnis", result.map { [$0] } ?? [], names: PaperResult.names) { $0.add(to: &$1) }
            fields.text("kontrolle", result?.sumCheck)
            fields.text("kontrolle-gueltig", result?.validCheck)
            fields.list("losentscheide", lots, names: Lot.names) { $0.add(to: &$1) }
            end.add(to: &fields)
            fields.lines("nicht-versandt", unsent)
            fields.text("ueberzaehlig", surplus)
            fields.lines("fehlt", missing)
        }
    }
}

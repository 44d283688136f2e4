/// The record of a destruction, by two people.
public struct Vernichtungsprotokoll: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// What was destroyed.
    public var objects: [Object]
    /// Whether envelopes that nobody ever opened were among it.
    public var hasSealed: Bool
    /// Where.
    public var place: String
    /// On what it rests: the period that is over, in a sentence.
    public var basis: String
    /// The hash of the record that stays, in hex.
    public var recordHash: String?
    /// The two people.
    public var people: [String]

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        objects: [Object],
        hasSealed: Bool,
        place: String,
        basis: String,
        recordHash: String? = nil,
        people: [String]
    ) {
        self.frame = frame
        self.objects = objects
        self.hasSealed = hasSealed
        self.place = place
        self.basis = basis
        self.recordHash = recordHash
        self.people = people
    }

    /// The template.
    public static let kind = PaperKind.vernichtungsprotokoll

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.list("gegenstaende", objects, names: Object.names) { item, row in
                row.text("name", item.name)
                row.text("wann", PaperDates.brief(item.at))
                row.number("anzahl", item.count)
                // Only where it is another number: then it must be seen.
                row.number("verpackt", item.packed == item.count ? nil : item.packed)
                row.text("verfahren", item.method)
                row.text("kopien", item.copies)
            }
            fields.flag("verschlossen", hasSealed)
            fields.text("wo", place)
            fields.text("grundlage", basis)
            fields.text("pruefsumme", recordHash)
            fields.lines("personen", people)
        }
    }

    /// One thing that was destroyed.
    public struct Object: Sendable {
        /// What it was, in words.
        public var name: String
        /// When.
        public var at: PaperMoment
        /// How many pieces.
        public var count: Int
        /// How many had been packed, as far as they were counted then.
        public var packed: Int?
        /// How, in words.
        public var method: String
        /// What became of copies, in words.
        public var copies: String

        static let names: Set<String> = ["name", "wann", "anzahl", "verpackt", "verfahren", "kopien"]

        /// A value with these parts.
        public init(name: String, at: PaperMoment, count: Int, packed: Int? = nil, method: String, copies: String) {
            self.name = name
            self.at = at
            self.count = count
            self.packed = packed
            self.method = method
            self.copies = copies
        }
    }
}

/// The record of a destruction, by two people.
public struct Vernichtungsprotokoll: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// What was destroyed.
    public var objects: [Object]
    /// When.
    public var at: PaperMoment
    /// Where.
    public var place: String
    /// On what it rests: the period that is over, in a sentence.
    public var basis: String
    /// The two people.
    public var people: [String]

    /// A value with these parts.
    public init(frame: PaperFrame, objects: [Object], at: PaperMoment, place: String, basis: String, people: [String]) {
        self.frame = frame
        self.objects = objects
        self.at = at
        self.place = place
        self.basis = basis
        self.people = people
    }

    /// The template.
    public static let kind = PaperKind.vernichtungsprotokoll

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.list("gegenstaende", objects, names: ["name", "anzahl", "pruefsumme", "verfahren"]) { item, row in
                row.text("name", item.name)
                row.number("anzahl", item.count)
                row.text("pruefsumme", item.hash)
                row.text("verfahren", item.method)
            }
            fields.text("wann", PaperDates.brief(at))
            fields.text("wo", place)
            fields.text("grundlage", basis)
            fields.lines("personen", people)
        }
    }

    /// One thing that was destroyed.
    public struct Object: Sendable {
        /// What it was, in words.
        public var name: String
        /// How many pieces.
        public var count: Int
        /// How, in words.
        public var method: String
        /// The hash of a file.
        public var hash: String?

        /// A value with these parts.
        public init(name: String, count: Int, method: String, hash: String? = nil) {
            self.name = name
            self.count = count
            self.method = method
            self.hash = hash
        }
    }
}

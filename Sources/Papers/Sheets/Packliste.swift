/// A sealed package.
public struct PaperPackage: Sendable {
    /// Its number, from 1.
    public var number: Int
    /// What is in it, in words.
    public var content: String
    /// How many pieces.
    public var count: Int
    /// The number of the seal.
    public var seal: String?

    /// A value with these parts.
    public init(number: Int, content: String, count: Int, seal: String? = nil) {
        self.number = number
        self.content = content
        self.count = count
        self.seal = seal
    }

    static let names: Set<String> = ["nr", "inhalt", "anzahl", "siegel"]

    func add(to fields: inout PaperFields) {
        fields.number("nr", number)
        fields.text("inhalt", content)
        fields.number("anzahl", count)
        fields.text("siegel", seal)
    }
}

/// The hand-over of the packages.
public struct PaperHandover: Sendable {
    /// Who hands over.
    public var from: String
    /// Who receives.
    public var to: String
    /// When.
    public var at: PaperMoment
    /// All packages were there.
    public var isComplete: Bool

    /// A value with these parts.
    public init(from: String, to: String, at: PaperMoment, isComplete: Bool) {
        self.from = from
        self.to = to
        self.at = at
        self.isComplete = isComplete
    }

    static let names: Set<String> = ["von", "an", "wann", "vollstaendig"]

    func add(to fields: inout PaperFields) {
        fields.text("von", from)
        fields.text("an", to)
        fields.text("wann", PaperDates.brief(at))
        fields.flag("vollstaendig", isComplete)
    }
}

/// The packing list, with the receipt for the packages.
public struct Packliste: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// The packages.
    public var packages: [PaperPackage]
    /// The two people who packed and sealed.
    public var packers: [String]
    /// The hand-over; nil leaves lines to be filled by hand.
    public var handover: PaperHandover?

    /// A value with these parts.
    public init(frame: PaperFrame, packages: [PaperPackage], packers: [String], handover: PaperHandover? = nil) {
        self.frame = frame
        self.packages = packages
        self.packers = packers
        self.handover = handover
    }

    /// The template.
    public static let kind = PaperKind.packliste

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.list("pakete", packages, names: PaperPackage.names) { $0.add(to: &$1) }
            fields.lines("packende", packers)
            fields.list("uebergabe", handover.map { [$0] } ?? [], names: PaperHandover.names) { $0.add(to: &$1) }
        }
    }
}

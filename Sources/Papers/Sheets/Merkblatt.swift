/// The instruction sheet: eight steps in pictures, and why a Wahlbrief is rejected.
public struct Merkblatt: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// Ways to hand in, one sentence each.
    public var handingIn: [String]
    /// How many options a voter may choose.
    public var votes: Int
    /// The wording on the Wahlschein.
    public var assurance: Assurance
    /// A blank Stimmzettel is an abstention, and not invalid.
    public var isBlankAbstention: Bool
    /// In large print.
    public var isLargePrint: Bool

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        handingIn: [String],
        votes: Int = 1,
        assurance: Assurance,
        isBlankAbstention: Bool = false,
        isLargePrint: Bool = false
    ) {
        self.frame = frame
        self.deadline = deadline
        self.handingIn = handingIn
        self.votes = votes
        self.assurance = assurance
        self.isBlankAbstention = isBlankAbstention
        self.isLargePrint = isLargePrint
    }

    /// The template.
    public static let kind = PaperKind.merkblatt

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.lines("abgabe", handingIn)
            fields.flag("eine-stimme", votes == 1)
            fields.number("stimmenzahl", votes)
            fields.flag("eid", assurance == .sworn)
            fields.flag("leer-enthaltung", isBlankAbstention)
            fields.flag("gross", isLargePrint)
        }
    }
}

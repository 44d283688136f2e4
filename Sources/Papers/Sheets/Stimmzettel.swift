/// The Stimmzettel of a vote: one page, of which all members get the same copy.
///
/// It has no place for anything that differs between members. Large print is therefore a property of the vote: if one
/// member needs it, all get it.
public struct Stimmzettel: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Until when and where.
    public var deadline: PaperDeadline
    /// What can be chosen, in order.
    public var options: [String]
    /// How many options a voter may choose.
    public var votes: Int
    /// In large print, for everybody.
    public var isLargePrint: Bool

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        deadline: PaperDeadline,
        options: [String],
        votes: Int = 1,
        isLargePrint: Bool = false
    ) {
        self.frame = frame
        self.deadline = deadline
        self.options = options
        self.votes = votes
        self.isLargePrint = isLargePrint
    }

    /// The template.
    public static let kind = PaperKind.stimmzettel

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            deadline.add(to: &fields)
            fields.flag("gross", isLargePrint)
            fields.flag("eine-stimme", votes == 1)
            fields.number("stimmenzahl", votes)
            fields.flag("viele", options.count > 10)
            fields.flag("sehr-viele", options.count > 16)
            fields.lines("wahlvorschlaege", options)
        }
    }
}

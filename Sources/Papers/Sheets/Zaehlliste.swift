/// The tally sheet of one teller for one stack and one round.
public struct Zaehlliste: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// The stack, in words.
    public var stack: String
    /// The round, from 1.
    public var round: Int
    /// Who counts; nil leaves a line.
    public var teller: String?
    /// What is counted: the options, or what the stack has.
    public var labels: [String]
    /// How many votes can be ticked off for each; the number of members is enough.
    public var boxes: Int
    /// The numbers, if they are known already, in the order of the labels.
    public var counts: [Int]?
    /// The first label whose number belongs to the sum: above it stands how many pieces there are.
    public var firstOfSum: Int

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        stack: String,
        round: Int = 1,
        teller: String? = nil,
        labels: [String],
        boxes: Int,
        counts: [Int]? = nil,
        firstOfSum: Int = 0
    ) {
        self.frame = frame
        self.stack = stack
        self.round = round
        self.teller = teller
        self.labels = labels
        self.boxes = boxes
        self.counts = counts
        self.firstOfSum = firstOfSum
    }

    /// The template.
    public static let kind = PaperKind.zaehlliste

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            fields.text("stapel", stack)
            fields.number("runde", round)
            fields.text("zaehlperson", teller)
            let boxes = boxes
            let counts = counts ?? []
            fields.list("zeilen", Array(labels.enumerated()), names: ["name", "zahl", "kaestchen"]) { item, row in
                row.text("name", item.element)
                row.number("zahl", item.offset < counts.count ? counts[item.offset] : nil)
                row.picture("kaestchen", Pictures.boxes(boxes))
            }
            fields.number("summe", counts.isEmpty ? nil : counts.dropFirst(firstOfSum).reduce(0, +))
        }
    }
}

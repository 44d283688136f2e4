/// A label and a number: a line of a result, of a list of grounds or of stacks.
public struct PaperCount: Sendable {
    /// What is counted.
    public var label: String
    /// How many.
    public var count: Int

    /// A value with these parts.
    public init(_ label: String, _ count: Int) {
        self.label = label
        self.count = count
    }
}

/// The result of a vote as it is printed, by post or electronic.
public struct PaperResult: Sendable {
    /// Who may vote (A).
    public var entitled: Int
    /// Who has voted (B).
    public var voters: Int
    /// Invalid votes (C).
    public var invalid: Int
    /// Abstentions; nil if this vote has none.
    public var abstentions: Int?
    /// Valid votes (D).
    public var valid: Int
    /// Votes for each option, in the order of the Stimmzettel.
    public var options: [PaperCount]
    /// What follows: majority, tie, lot, who is elected; whole sentences.
    public var statements: [String]

    /// A value with these parts.
    public init(
        entitled: Int,
        voters: Int,
        invalid: Int,
        abstentions: Int? = nil,
        valid: Int,
        options: [PaperCount],
        statements: [String] = []
    ) {
        self.entitled = entitled
        self.voters = voters
        self.invalid = invalid
        self.abstentions = abstentions
        self.valid = valid
        self.options = options
        self.statements = statements
    }

    static let names: Set<String> = [
        "berechtigt", "waehlende", "ungueltig", "enthaltungen", "gueltig", "stimmen", "aussagen",
    ]

    func add(to fields: inout PaperFields) {
        let most = max(1, options.map(\.count).max() ?? 1)
        fields.number("berechtigt", entitled)
        fields.number("waehlende", voters)
        fields.number("ungueltig", invalid)
        fields.number("enthaltungen", abstentions)
        fields.number("gueltig", valid)
        fields.list("stimmen", options, names: ["name", "zahl", "balken"]) { option, row in
            row.text("name", option.label)
            row.number("zahl", option.count)
            row.picture("balken", Pictures.bar(option.count, of: most))
        }
        fields.lines("aussagen", statements)
    }
}

/// The numbers of a vote as somebody or something counted them, each written down for itself.
///
/// Numbers that follow from others are kept all the same: that they agree is what ``broken`` checks. With several seats
/// a ballot carries several votes, and `valid`, `invalid`, `abstentions` count ballots.
public struct CountSheet: Hashable, Sendable {
    /// Who may vote.
    public var entitled: Int
    /// Who is present.
    public var present: Int
    /// Who is excluded for the item.
    public var excluded: Int
    /// Ballots drawn, or kits issued.
    public var drawn: Int
    /// Ballots cast.
    public var cast: Int
    /// Drawn and not cast.
    public var gap: Int
    /// Valid ballots.
    public var valid: Int
    /// Invalid ballots.
    public var invalid: Int
    /// Abstentions.
    public var abstentions: Int
    /// The votes for each option that counts, in the order of the ballot.
    public var options: [Votes]
    /// How many votes a ballot may carry.
    public var votesEach: Int
    /// Envelopes more than people who may vote, found in an urn of paper, counted again and explained; else 0.
    public var surplus: Int

    /// Numbers as they were written down.
    public init(
        entitled: Int,
        present: Int,
        excluded: Int,
        drawn: Int,
        cast: Int,
        gap: Int,
        valid: Int,
        invalid: Int,
        abstentions: Int,
        options: [Votes],
        votesEach: Int = 1,
        surplus: Int = 0
    ) {
        self.entitled = entitled
        self.present = present
        self.excluded = excluded
        self.drawn = drawn
        self.cast = cast
        self.gap = gap
        self.valid = valid
        self.invalid = invalid
        self.abstentions = abstentions
        self.options = options
        self.votesEach = votesEach
        self.surplus = surplus
    }
}

extension CountSheet {
    /// The equations that do not hold, each with the field that breaks it; a release needs an empty list.
    ///
    /// The field named is the one that is wrong if everything before it is right, in the order in which the numbers
    /// come about: who may vote, who drew, who cast, what the ballots say.
    public var broken: [BrokenEquation] {
        var found: [BrokenEquation] = []
        func demand(_ holds: Bool, _ field: BrokenEquation.Field, _ equation: BrokenEquation.Equation) {
            if !holds { found.append(BrokenEquation(field: field, equation: equation)) }
        }
        let numbers: [(BrokenEquation.Field, Int)] = [
            (.entitled, entitled), (.present, present), (.excluded, excluded), (.drawn, drawn), (.cast, cast),
            (.gap, gap), (.valid, valid), (.invalid, invalid), (.abstentions, abstentions), (.votesEach, votesEach),
        ]
        for (field, number) in numbers { demand((0...Limit.count).contains(number), field, .isACount) }
        for option in options { demand((0...Limit.count).contains(option.votes), .option(option.name), .isACount) }
        demand(votesEach >= 1 && votesEach <= Limit.seats, .votesEach, .isACount)
        // Without numbers that can be added, no sum means anything.
        guard found.isEmpty else { return found }

        demand(entitled <= present, .entitled, .entitledArePresent)
        // A difference that remains after a recount is noted, and the count goes on (§ 59 KWahlO, by analogy).
        demand(surplus >= 0 && drawn <= entitled + max(0, surplus), .drawn, .drawnAreEntitled)
        demand(cast <= drawn, .cast, .castWereDrawn)
        demand(gap == drawn - cast, .gap, .gapIsTheDifference)
        demand(valid + invalid + abstentions == cast, .valid, .ballotsAddUp)
        let votes = options.reduce(0) { $0 + $1.votes }
        for option in options { demand(option.votes <= valid, .option(option.name), .optionWithinValid) }
        if votesEach == 1 {
            demand(votes == valid, .options, .votesAddUp)
        } else {
            demand(valid <= votes && votes <= valid * votesEach, .options, .votesFitTheBallots)
        }
        return found
    }
}

/// A control equation that does not hold.
public struct BrokenEquation: Error, Hashable, Sendable {
    /// A field of the sheet.
    public enum Field: Hashable, Sendable {
        case entitled, present, excluded, drawn, cast, gap, valid, invalid, abstentions, options, votesEach
        /// The votes of one option.
        case option(String)

        /// The field's name; for an option, the option's.
        public var name: String {
            switch self {
            case .option(let name): name
            default: "\(self)"
            }
        }
    }

    /// What must hold.
    public enum Equation: String, CaseIterable, Sendable {
        case isACount = "is-a-count"
        case entitledArePresent = "entitled<=present"
        case drawnAreEntitled = "drawn<=entitled"
        case castWereDrawn = "cast<=drawn"
        case gapIsTheDifference = "gap=drawn-cast"
        case ballotsAddUp = "cast=valid+invalid+abstentions"
        case optionWithinValid = "option<=valid"
        case votesAddUp = "valid=sum-of-options"
        case votesFitTheBallots = "valid<=sum-of-options<=valid*votes"
        case matchesTheFrame = "matches-the-frame"
    }

    /// The field that breaks it.
    public let field: Field
    /// What must hold.
    public let equation: Equation

    /// The refusal in words, with the name of the field.
    public var statement: Statement {
        let name: Statement.Hole =
            switch field {
            case .option(let name): .text(name)
            default: .statement(Statement(key: "law.field.\(field.name)", [:]))
            }
        return Statement(.equationBroken, ["field": name, "equation": .text(equation.rawValue)])
    }
}

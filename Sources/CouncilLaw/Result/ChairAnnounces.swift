extension VoteResult {
    /// What the chair says to announce the result: the calculation first, then what it means.
    public func announcement(title: String) -> [Statement] {
        [Statement(.chairAnnounces, ["kind": .statement(frame.kind.statement), "title": .text(title)])]
            + calculation + notCounted + decisionInWords
    }

    /// The calculation in plain words.
    public var calculation: [Statement] {
        switch decision {
        case .motion(let outcome): [outcome.calculation]
        case .election(let outcome): [outcome.calculation]
        case .seats(let allotment): allotment.calculation
        case .deputyMayors(let deputies): Array(deputies.statements.prefix(1))
        case .deputyRunoff(let runoff): [runoff.calculation]
        case .nothing: []
        }
    }

    /// What was decided, and how it goes on.
    public var decisionInWords: [Statement] {
        switch decision {
        case .motion(let outcome): [outcome.decision]
        case .election(let outcome): outcome.decision
        case .seats(let allotment): allotment.decision
        case .deputyMayors(let deputies): Array(deputies.statements.dropFirst())
        case .deputyRunoff(let runoff): runoff.decision
        case .nothing: [Statement(.nothingAllotted)]
        }
    }

    /// The majority for the minutes: of which number, and how many were needed.
    private var majorityInWords: [Statement] {
        switch decision {
        case .motion(let outcome): [outcome.majorityInWords]
        case .election(let outcome): [outcome.majorityInWords]
        case .seats(let allotment): Array(allotment.calculation.prefix(1))
        case .deputyMayors, .deputyRunoff, .nothing: []
        }
    }

    /// The readings that were followed where the law can be read in another way, for the minutes.
    private var readingsInWords: [Statement] {
        questions.compactMap { question in
            question.readings.first { $0.code == question.chosen }.map {
                Statement(.readingChosen, ["reading": .statement($0.statement)])
            }
        }
    }

    /// Abstentions and invalid votes, which do not count for the majority (§ 50 (5) GO NRW).
    private var notCounted: [Statement] {
        let parts = abstentionsAndInvalid
        return parts.isEmpty ? [] : [Statement(.notCounted, ["votes": .list(parts)])]
    }

    private var abstentionsAndInvalid: [Statement.Hole] {
        var parts: [Statement.Hole] = []
        if counts.abstentions > 0 { parts.append(Counted.abstention(counts.abstentions)) }
        if counts.invalid > 0 { parts.append(Counted.invalidVote(counts.invalid)) }
        return parts
    }
}

extension VoteResult {
    /// The line for the minutes, to be pasted into the council's software.
    public var minutesLine: Statement {
        Statement(
            .minutesLine,
            [
                "kind": .statement(frame.kind.statement),
                "counts": .list(allCounts),
                "decision": .sequence(majorityInWords + decisionInWords + readingsInWords),
            ]
        )
    }

    /// The text of the resolution as OParl's `resolutionText` takes it.
    public func resolutionText(title: String) -> Statement {
        Statement(
            .resolutionText,
            [
                "title": .text(title), "decision": .sequence(majorityInWords + decisionInWords + readingsInWords),
                "kind": .statement(frame.kind.statement), "counts": .list(allCounts),
            ]
        )
    }

    /// Everything that was counted: "12 Ja-Stimmen, 9 Nein-Stimmen und 2 Enthaltungen".
    private var allCounts: [Statement.Hole] {
        let options = counts.options.map { option -> Statement.Hole in
            let meaning = frame.options.first { $0.label == option.name }?.meaning
            return switch meaning {
            case .yes: Counted.yesVote(option.votes)
            case .no: Counted.noVote(option.votes)
            default:
                .statement(Statement(.optionVotes, ["name": .text(option.name), "votes": Counted.vote(option.votes)]))
            }
        }
        return options + [Counted.abstention(counts.abstentions), Counted.invalidVote(counts.invalid)]
    }
}

extension VoteResult {
    /// Whether so many votes in doubt could have decided (§ 31 (6) GO NRW).
    public func margin(doubtful: Int) throws(InvalidInput) -> Margin {
        let pool = counts.abstentions + counts.invalid
        switch decision {
        case .motion(let outcome):
            return try Margin.of(outcome.count, by: outcome.rule, numbers: frame.numbers, doubtful: doubtful)
        case .election(let outcome):
            return try Margin.of(outcome.count, settings: frame.settings, doubtful: doubtful)
        case .seats(let allotment):
            return try Margin.of(
                allotment.count,
                by: allotment.method,
                settings: frame.settings,
                pool: pool,
                doubtful: doubtful
            )
        case .deputyMayors(let deputies):
            return try Margin.ofDeputyMayors(deputies.count, pool: pool, doubtful: doubtful)
        case .deputyRunoff(let runoff):
            return try Margin.of(runoff, pool: pool, doubtful: doubtful)
        case .nothing:
            try doubtful.checked(.doubtful, within: .ballots, of: counts.cast)
            return Margin(doubtful: doubtful, least: doubtful > 0 ? 1 : nil)
        }
    }
}

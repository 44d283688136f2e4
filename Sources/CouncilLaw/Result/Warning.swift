/// Something the officer and the chair must know about a vote; it stops nothing.
public enum Warning: Hashable, Sendable {
    /// All ballots say the same, so everybody's vote is known although the vote was secret.
    case unanimous(option: String)
    /// Fewer than ten ballots, or fewer than five: a guess about a person is easy.
    case tinyElectorate(ballots: Int, veryTiny: Bool)
    /// Ballots that were drawn and not cast.
    case gap(Int)
    /// Nobody cast a ballot.
    case nobodyVoted
    /// Ballots, and not one of them valid.
    case noValidVote
    /// Few may vote: a guess about a person will be easy.
    case fewEntitled(Int)
    /// Rules that the legal office must confirm, with their paragraphs.
    case unclearRules([Rule])

    /// A short name that stays the same.
    public var code: String {
        switch self {
        case .unanimous: "unanimous"
        case .tinyElectorate(_, let veryTiny): veryTiny ? "very-tiny-electorate" : "tiny-electorate"
        case .gap: "gap"
        case .fewEntitled: "few-entitled"
        case .nobodyVoted: "nobody-voted"
        case .noValidVote: "no-valid-vote"
        case .unclearRules: "unclear-rules"
        }
    }

    /// The warning in words.
    public var statement: Statement {
        let key = "law.warning.\(code)"
        switch self {
        case .unanimous(let option): return Statement(key: key, ["option": .text(option)])
        case .tinyElectorate(let number, _), .gap(let number), .fewEntitled(let number):
            return Statement(plural: key, of: number)
        case .unclearRules(let rules):
            var paragraphs: [String] = []
            for rule in rules where !paragraphs.contains(rule.paragraph) { paragraphs.append(rule.paragraph) }
            let list = paragraphs.joined(separator: "; ")
            return Statement(plural: key, of: paragraphs.count, ["paragraphs": .text(list)])
        case .nobodyVoted, .noValidVote: return Statement(key: key, [:])
        }
    }
}

extension LegalFrame {
    /// What must be known before the vote is opened.
    public var warnings: [Warning] {
        var all: [Warning] = []
        if Warning.tiny(entitled) != nil { all.append(.fewEntitled(entitled)) }
        if !unclearRules.isEmpty { all.append(.unclearRules(unclearRules)) }
        return all
    }

    /// The rules that this vote rests on and that the legal office must confirm.
    var unclearRules: [Rule] {
        ruleSet.unclear(on: session).filter { appliedRules.contains($0.key) }
    }

    /// The rules that this vote rests on: who may vote, that it is secret, and what decides it.
    private var appliedRules: Set<Rule.Key> {
        var keys: Set<Rule.Key> = [.mayorsVote, .quorum, .hybridSession]
        if excluded > 0 { keys.insert(.bias) }
        if majority != .simple { keys.insert(.specialMajorities) }
        if circumstances.basis == .hybridCommittee { keys.insert(.votingRight) }
        switch kind {
        case .motion: keys.formUnion([.motionMajority, .secrecyByMotion])
        case .election: keys.formUnion([.electionMajority, .narrowerElection, .secrecyByObjection])
        case .listElection: keys.formUnion([.committeeSeats, .secrecyByObjection])
        case .deputyMayors: keys.formUnion([.deputyMayors, .secrecyByObjection])
        }
        return keys
    }
}

extension VoteResult {
    /// What must be known about the result.
    public var warnings: [Warning] {
        var all: [Warning] = []
        if counts.cast == 0 {
            all.append(.nobodyVoted)
        } else {
            if let option = unanimousOption { all.append(.unanimous(option: option)) }
            if let tiny = Warning.tiny(counts.cast) { all.append(tiny) }
            if counts.valid == 0 { all.append(.noValidVote) }
        }
        if counts.gap > 0 { all.append(.gap(counts.gap)) }
        if !frame.unclearRules.isEmpty { all.append(.unclearRules(frame.unclearRules)) }
        return all
    }

    /// The one option that every ballot names.
    private var unanimousOption: String? {
        counts.options.first { $0.votes == counts.cast }?.name
            ?? frame.options.first { option in
                (option.meaning == .abstention && counts.abstentions == counts.cast)
                    || (option.meaning == .invalid && counts.invalid == counts.cast)
            }?.label
    }
}

extension Warning {
    /// Ten and five are a proposal: no law sets a number for council votes, so this warns and does not stop.
    static func tiny(_ ballots: Int) -> Warning? {
        ballots < 10 ? .tinyElectorate(ballots: ballots, veryTiny: ballots < 5) : nil
    }
}

/// The first ballot of an election, or the narrower election that follows it (§ 50 (2) GO NRW).
public enum Round: String, CaseIterable, Sendable {
    case first, narrower
}

/// Votes for one name: a candidate or a list.
public struct Votes: Hashable, Sendable {
    /// The name.
    public let name: String
    /// How many votes it has.
    public let votes: Int

    /// A name and its votes, unchecked; the counts that hold it check it.
    public init(_ name: String, _ votes: Int) {
        self.name = name
        self.votes = votes
    }
}

/// The votes of an election of persons as they were counted.
public struct ElectionCount: Hashable, Sendable {
    /// The candidates with their votes.
    public let candidates: [Votes]
    /// Votes against all candidates, which are valid votes (§ 50 (2) GO NRW).
    public let no: Int
    /// Abstentions.
    public let abstentions: Int
    /// Invalid votes.
    public let invalid: Int
    /// The seats to fill.
    public let seats: Int
    /// The number of ballots, needed where a ballot may carry several votes.
    public let ballots: Int?
    /// Which ballot this is.
    public let round: Round
    /// The number of which the majority is taken: valid votes, or with several seats valid ballots.
    public let base: Int

    /// Counts that can be right.
    ///
    /// With one seat every ballot carries one vote. With several, a ballot carries up to as many votes as there are
    /// seats, at most one for each candidate, or one No.
    public init(
        candidates: [Votes],
        no: Int = 0,
        abstentions: Int = 0,
        invalid: Int = 0,
        seats: Int = 1,
        ballots: Int? = nil,
        round: Round = .first
    ) throws(InvalidInput) {
        try candidates.map(\.name).checkedNames(.candidate)
        for candidate in candidates { try candidate.votes.checked(.candidate) }
        try no.checked(.no)
        try abstentions.checked(.abstain)
        try invalid.checked(.invalid)
        try seats.checkedPositive(.seats, atMost: Limit.seats)
        try ballots?.checked(.ballots)
        let votes = candidates.reduce(0) { $0 + $1.votes }
        if seats == 1 {
            base = votes + no
            if let ballots, ballots != base + abstentions + invalid {
                throw InvalidInput(.ballots, .doesNotAddUp(expected: base + abstentions + invalid, found: ballots))
            }
        } else {
            guard let ballots else { throw InvalidInput(.ballots, .missing) }
            try abstentions.checked(.abstain, within: .ballots, of: ballots)
            try invalid.checked(.invalid, within: .ballots, of: ballots - abstentions)
            base = ballots - abstentions - invalid
            try no.checked(.no, within: .ballots, of: base)
            for candidate in candidates { try candidate.votes.checked(.candidate, within: .ballots, of: base - no) }
            try votes.checked(.candidate, within: .ballots, of: seats * (base - no))
        }
        self.candidates = candidates
        self.no = no
        self.abstentions = abstentions
        self.invalid = invalid
        self.seats = seats
        self.ballots = ballots
        self.round = round
    }

    /// The candidates, most votes first; equal ones by name, which decides nothing.
    var ranked: [Votes] {
        candidates.sorted { ($1.votes, $0.name) < ($0.votes, $1.name) }
    }
}

/// Looks for the smallest number of votes that changes an outcome.
///
/// Every outcome here depends on comparisons of two numbers of votes, or of one with a threshold. One vote cast in
/// another way moves a comparison most if it leaves the one side and goes to the other. So it is enough to look at votes
/// that all go from one option to another one or away, and at votes that one option gains from all others. A test
/// compares this with all possible changes of small counts.
struct MarginSearch {
    /// The votes for each option that counts.
    let votes: [Int]
    /// Abstentions and invalid votes, which could have been cast in another way too.
    let pool: Int
    /// The number of ballots.
    let cast: Int
    /// Whether a ballot carries several votes, so that it can gain or lose one while the others stay.
    var severalVotesEach = false

    /// The margin; `outcome` is nil for votes that no ballots could add up to, which are left out.
    func margin<Outcome: Equatable>(
        _ doubtful: Int,
        _ outcome: (_ votes: [Int], _ ballotsGone: Int) -> Outcome?
    ) throws(InvalidInput) -> Margin {
        try doubtful.checked(.doubtful, atMost: Limit.doubtful)
        try doubtful.checked(.doubtful, within: .votes, of: cast)
        try votes.count.checked(.option, atMost: Limit.marginOptions)
        let actual = outcome(votes, 0)
        for number in 0..<doubtful {
            let changes = moves(of: number + 1) + gains(of: number + 1)
            let isDecisive = changes.contains { change in
                outcome(change.votes, change.ballotsGone).map { $0 != actual } ?? false
            }
            if isDecisive {
                return Margin(doubtful: doubtful, least: number + 1)
            }
        }
        return Margin(doubtful: doubtful, least: nil)
    }

    private typealias Change = (votes: [Int], ballotsGone: Int)

    /// `number` votes go from one option, or from the pool, to another option, to the pool, or away.
    private func moves(of number: Int) -> [Change] {
        var changes: [Change] = []
        for from in votes.indices where votes[from] >= number {
            var without = votes
            without[from] -= number
            changes.append((without, severalVotesEach ? 0 : number))
            if severalVotesEach {
                let ballotsLeft = max(0, cast - pool - number)
                changes.append((without.map { min($0, ballotsLeft) }, number))
            }
            for to in votes.indices where to != from {
                var moved = without
                moved[to] += number
                changes.append((moved, 0))
            }
        }
        if pool >= number || severalVotesEach {
            for to in votes.indices {
                var more = votes
                more[to] += number
                if severalVotesEach { changes.append((more, 0)) }
                if pool >= number { changes.append((more, -number)) }
            }
        }
        return changes
    }

    /// `number` votes go to one option, from all others as far as they have any, and then from the pool.
    private func gains(of number: Int) -> [Change] {
        guard !severalVotesEach else { return [] }
        return votes.indices.map { to in
            var changed = votes
            var left = number
            for from in votes.indices.sorted(by: { votes[$0] > votes[$1] }) where from != to {
                let taken = min(left, votes[from])
                changed[from] -= taken
                left -= taken
            }
            let fromPool = min(left, pool)
            changed[to] += number - left + fromPool
            return (changed, -fromPool)
        }
    }
}

extension ElectionCount {
    /// Everybody who voted.
    var cast: Int { ballots ?? base + abstentions + invalid }

    /// The same election with other votes, the last of them the No-votes, and so many valid ballots fewer.
    func with(_ votes: [Int], ballotsGone: Int) -> ElectionCount? {
        try? ElectionCount(
            candidates: zip(candidates, votes).map { Votes($0.name, $1) },
            no: votes[candidates.count],
            seats: seats,
            ballots: seats == 1 ? nil : base - ballotsGone,
            round: round
        )
    }
}

extension SeatCount {
    /// The same election with other votes, or nil if no vote is left.
    func with(_ votes: [Int]) -> SeatCount? {
        let changed = zip(lists, votes).map { ListVotes($0.name, votes: $1, people: $0.people) }
        return try? SeatCount(lists: changed, seats: seats)
    }
}

/// How a vote goes on that is not decided yet.
public enum NextStep: Hashable, Sendable {
    /// Another ballot: the narrower election of persons (§ 50 (2)), or the run-off of lists (§ 67 (2) GO NRW).
    case runoff(among: [String], seats: Int)
    /// The lot.
    case lot(OpenLot)

    /// `runoff` or `lot`.
    public var kind: String {
        switch self {
        case .runoff: "runoff"
        case .lot: "lot"
        }
    }

    /// Who takes part.
    public var among: [String] {
        switch self {
        case .runoff(let among, _): among
        case .lot(let lot): lot.among
        }
    }

    /// For how many seats.
    public var seats: Int {
        switch self {
        case .runoff(_, let seats): seats
        case .lot(let lot): lot.seats
        }
    }

    /// The step in words.
    public var statement: Statement {
        switch self {
        case .lot(let lot): return lot.statement
        case .runoff(let among, _) where among.count == 1:
            return Statement(.runoffAlone, ["name": .names(among)])
        case .runoff(let among, let seats):
            return Statement(plural: .runoff, of: seats, ["names": .names(among)])
        }
    }
}

/// What came out of one ballot of an election of persons.
public struct ElectionOutcome: Hashable, Sendable {
    /// The votes.
    public let count: ElectionCount
    /// Who is elected, most votes first.
    public let elected: [String]
    /// How it goes on for the seats that are left.
    public let next: NextStep?
    /// Where the law can be read in another way.
    public let questions: [OpenQuestion]
    /// The smallest number of votes that would have been enough.
    public let needed: Int
    /// A lot that was drawn for the last seats.
    public let drawn: DrawnLot?

    init(
        _ count: ElectionCount,
        elected: [String],
        next: NextStep?,
        questions: [OpenQuestion],
        needed: Int,
        drawn: DrawnLot? = nil
    ) {
        self.count = count
        self.elected = elected
        self.next = next
        self.questions = questions
        self.needed = needed
        self.drawn = drawn
    }

    /// The number of which the majority is taken.
    public var base: Int { count.base }

    /// Seats for which nobody is elected and nothing follows by law: they need new proposals.
    public var emptySeats: Int { count.seats - elected.count - (next?.seats ?? 0) }

    /// The outcome with the lot a human drew.
    public func settled(by entry: LotEntry) throws(LotRefusal) -> ElectionOutcome {
        guard case .lot(let lot) = next else { throw .noTie }
        let drawn = try lot.drawn(entry)
        let elects = lot.purpose == .seat
        let leaders = count.ranked.first.map { leader in count.ranked.filter { $0.votes == leader.votes } } ?? []
        return ElectionOutcome(
            count,
            elected: elects ? elected + entry.winners : elected,
            next: elects ? nil : .runoff(among: leaders.map(\.name) + entry.winners, seats: lot.seats),
            questions: questions,
            needed: needed,
            drawn: drawn
        )
    }
}

extension ElectionOutcome {
    /// The calculation in plain words.
    public var calculation: Statement {
        var standings = count.ranked.map { Statement.Hole.statement(Statement(standing: $0)) }
        if count.no > 0 { standings.append(.statement(Statement(plural: .standingNo, of: count.no))) }
        let key: SentenceKey =
            count.round == .narrower ? .electionNarrower : count.seats == 1 ? .electionOneSeat : .electionSeveral
        return Statement(
            key,
            [
                "valid": count.seats == 1 ? Counted.validVote(base) : Counted.validBallot(base),
                "needed": .number(needed),
                "standings": .list(standings),
                "seats": Counted.seat(count.seats),
            ]
        )
    }

    /// Of which number the majority was taken, and how many were needed.
    var majorityInWords: Statement {
        let key: SentenceKey =
            count.round == .narrower
            ? .majorityNarrower : count.seats == 1 ? .majorityOfValid : .majoritySeveral
        return Statement(
            key,
            [
                "valid": count.seats == 1 ? Counted.validVote(base) : Counted.validBallot(base),
                "needed": .number(needed), "seats": Counted.seat(count.seats),
            ]
        )
    }

    /// What the chair says: who is elected, and how it goes on.
    public var decision: [Statement] {
        var said: [Statement] = drawn.map { [$0.statement] } ?? []
        if !elected.isEmpty {
            said.append(Statement(plural: .elected, of: elected.count, ["names": .names(elected)]))
        } else if case .lot = next {
            said.append(Statement(.electionTie))
        } else {
            said.append(Statement(count.round == .first ? .electedNobody : .electedNobodyNarrower))
        }
        if let next { said.append(next.statement) }
        if case .runoff(let among, let seats) = next, among.count < seats {
            said.append(Statement(plural: .runoffTooFew, of: seats - among.count))
        }
        if emptySeats > 0 { said.append(Statement(plural: .seatsEmpty, of: emptySeats)) }
        return said
    }

    /// The calculation and the decision.
    public var statements: [Statement] { [calculation] + decision }
}

extension Statement {
    /// "B hat 12 Stimmen".
    init(standing votes: Votes) {
        self.init(.standing, ["name": .text(votes.name), "votes": Counted.vote(votes.votes)])
    }
}

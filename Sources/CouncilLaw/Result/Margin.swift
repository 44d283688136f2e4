/// Whether votes in doubt could have decided (§ 31 (6) GO NRW).
///
/// When a bias comes to light after the close, nobody can tell how the person voted. What can be told is a number: how
/// many votes would have to be missing, or have been cast in another way, for the outcome to be another one. The worst
/// case over all options counts, and no vote is looked at.
public struct Margin: Hashable, Sendable {
    /// The votes in doubt.
    public let doubtful: Int
    /// The smallest number of votes that would change the outcome, as far as it is not above the votes in doubt.
    public let least: Int?

    /// Whether the votes in doubt could have decided.
    public var isDecisive: Bool { least != nil }

    /// The answer in words.
    public var statements: [Statement] {
        let asked = Statement(plural: .marginAsked, of: doubtful)
        guard let least else { return [asked, Statement(.marginNotDecisive)] }
        return [asked, Statement(plural: .marginDecisive, of: least)]
    }
}

extension Margin {
    /// For a motion.
    public static func of(
        _ count: MotionCount,
        by rule: MajorityRule = .simple,
        numbers: BodyNumbers = .none,
        doubtful: Int
    ) throws(InvalidInput) -> Margin {
        // Refuses what cannot be decided at all; a changed count never has more votes than the real one.
        _ = try MotionOutcome.of(count, by: rule, numbers: numbers)
        let search = MarginSearch(
            votes: [count.yes, count.no],
            pool: count.abstentions + count.invalid,
            cast: count.cast
        )
        return try search.margin(doubtful) { votes, _ -> Bool? in
            guard let changed = try? MotionCount(yes: votes[0], no: votes[1]) else { return nil }
            return (try? MotionOutcome.of(changed, by: rule, numbers: numbers))?.isAdopted
        }
    }

    /// For an election of persons: another outcome is another person elected, or another next step.
    public static func of(
        _ count: ElectionCount,
        settings: Settings = .standard,
        doubtful: Int
    ) throws(InvalidInput) -> Margin {
        let search = MarginSearch(
            votes: count.candidates.map(\.votes) + [count.no],
            pool: count.abstentions + count.invalid,
            cast: count.cast,
            severalVotesEach: count.seats > 1
        )
        return try search.margin(doubtful) { votes, ballotsGone in
            count.with(votes, ballotsGone: ballotsGone).map {
                Decided(MajorityElection.decide($0, settings: settings))
            }
        }
    }

    /// For an election of lists.
    public static func of(
        _ count: SeatCount,
        by method: AllotmentMethod,
        settings: Settings = .standard,
        pool: Int = 0,
        doubtful: Int
    ) throws(InvalidInput) -> Margin {
        try search(count, pool).margin(doubtful) { votes, _ -> Decided? in
            // Without a single vote left nobody gets a seat, which is another outcome.
            guard let changed = count.with(votes) else { return Decided() }
            return Decided(Allotment.of(changed, by: method, settings: settings))
        }
    }

    /// For the deputy mayors, where the order of the places counts as well.
    public static func ofDeputyMayors(
        _ count: SeatCount,
        pool: Int = 0,
        doubtful: Int
    ) throws(InvalidInput) -> Margin {
        try search(count, pool).margin(doubtful) { votes, _ -> [Set<String>]? in
            guard let changed = count.with(votes) else { return [] }
            return DeputyMayors.of(changed).places.map { Set($0.among) }
        }
    }

    /// For the run-off of lists for the deputy mayors.
    static func of(_ runoff: DeputyRunoff, pool: Int, doubtful: Int) throws(InvalidInput) -> Margin {
        let search = MarginSearch(
            votes: runoff.votes.map(\.votes),
            pool: pool,
            cast: runoff.votes.reduce(pool) { $0 + $1.votes }
        )
        return try search.margin(doubtful) { votes, _ -> RunoffDecided? in
            let changed = zip(runoff.votes, votes).map { Votes($0.name, $1) }
            return (try? DeputyRunoff.of(runoff.place, votes: changed)).map { RunoffDecided($0) }
        }
    }

    private static func search(_ count: SeatCount, _ pool: Int) throws(InvalidInput) -> MarginSearch {
        try pool.checked(.abstain)
        return MarginSearch(votes: count.lists.map(\.votes), pool: pool, cast: count.votes + pool)
    }
}

/// What makes two outcomes the same: who has seats for certain and how it goes on, whatever the order.
private struct Decided: Hashable {
    private let seats: [String: Int]
    private let next: [Set<String>]
    private let open: [Int]

    init() {
        seats = [:]
        next = []
        open = []
    }

    init(_ outcome: ElectionOutcome) {
        seats = Dictionary(outcome.elected.map { ($0, 1) }, uniquingKeysWith: +)
        next = outcome.next.map { [Set($0.among)] } ?? []
        open = outcome.next.map { [$0.kind == "lot" ? 0 : 1, $0.seats] } ?? []
    }

    init(_ allotment: Allotment) {
        seats = allotment.seats
        next = allotment.lots.map { Set($0.among) }
        open = allotment.lots.map(\.seats)
    }
}

private struct RunoffDecided: Hashable {
    private let order: [String]
    private let open: Set<String>

    init(_ runoff: DeputyRunoff) {
        order = runoff.order
        open = Set(runoff.lot?.among ?? [])
    }
}

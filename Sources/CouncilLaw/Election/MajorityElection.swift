/// The election of persons by majority, § 50 (2) GO NRW.
public enum MajorityElection {
    /// What came out of a ballot, in the first or the narrower election.
    public static func decide(_ count: ElectionCount, settings: Settings = .standard) -> ElectionOutcome {
        switch count.round {
        case .first: firstBallot(count, settings)
        case .narrower: narrowerElection(count, settings)
        }
    }

    /// First ballot: elected is who has more than half of the valid votes; No-votes are valid votes.
    ///
    /// With several seats the best of those with more than half of the valid *ballots* are elected. If seats are left,
    /// a narrower election follows.
    private static func firstBallot(_ count: ElectionCount, _ settings: Settings) -> ElectionOutcome {
        let needed = count.base / 2 + 1
        let ranked = count.ranked
        let ranking = Ranking(best: count.seats, of: ranked.filter { $0.votes >= needed })
        var questions = count.seats > 1 ? [OpenQuestion.severalSeats] : []
        if let lot = ranking.lot {
            return ElectionOutcome(
                count,
                elected: ranking.certain,
                next: .lot(lot),
                questions: questions,
                needed: needed
            )
        }
        let others = ranked.filter { !ranking.certain.contains($0.name) }
        let seatsLeft = count.seats - ranking.certain.count
        guard seatsLeft > 0, !others.isEmpty else {
            return ElectionOutcome(count, elected: ranking.certain, next: nil, questions: questions, needed: needed)
        }
        let narrower =
            count.seats == 1
            ? NarrowerElection.forOneSeat(others, settings)
            : NarrowerElection.forTheRest(of: others, seats: seatsLeft, settings)
        questions += narrower.questions
        var next = narrower.next
        if let literal = next, others.first?.votes == 0 {
            questions.append(nobodyHasAVote(literal, settings))
            if settings.nobodyHasAVote == .fails { next = nil }
        }
        return ElectionOutcome(
            count,
            elected: ranking.certain,
            next: next,
            questions: questions,
            needed: needed
        )
    }

    /// Narrower election: the most votes win, and a tie is left to the lot.
    ///
    /// Nobody is elected without a single vote, unless all are equal without one: then the wording asks for the lot.
    private static func narrowerElection(_ count: ElectionCount, _ settings: Settings) -> ElectionOutcome {
        let ranked = count.ranked
        let withVotes = ranked.filter { $0.votes > 0 }
        if withVotes.isEmpty {
            let lot = ranked.count > count.seats ? OpenLot(among: ranked.map(\.name), seats: count.seats) : nil
            let next = lot.map(NextStep.lot)
            return ElectionOutcome(
                count,
                elected: [],
                next: settings.nobodyHasAVote == .fails ? nil : next,
                questions: next.map { [nobodyHasAVote($0, settings)] } ?? [],
                needed: 1
            )
        }
        var ranking = Ranking(best: count.seats, of: withVotes)
        // One more vote than the best of those who go away empty-handed if the last elected one is replaced.
        let needed = ranked.count > count.seats ? ranked[count.seats].votes + 1 : 1
        var questions: [OpenQuestion] = []
        if let last = withVotes.prefix(count.seats).last, count.no >= last.votes {
            questions.append(noVotesPrevail(NextStep.runoff(among: [last.name], seats: 1), settings))
            if settings.noVotesInNarrowerElection == .fails {
                ranking = Ranking(best: count.seats, of: withVotes.filter { $0.votes > count.no })
            }
        }
        return ElectionOutcome(
            count,
            elected: ranking.certain,
            next: ranking.lot.map(NextStep.lot),
            questions: questions,
            needed: needed
        )
    }
}

extension MajorityElection {
    /// Whether somebody without a vote has "reached a number of votes".
    private static func nobodyHasAVote(_ next: NextStep, _ settings: Settings) -> OpenQuestion {
        OpenQuestion(
            .nobodyHasAVote,
            readings: [
                Reading(
                    WordingOrFailure.literal.rawValue,
                    Statement(.readingZeroIsANumber, ["names": .names(next.among)]),
                    next: next
                ),
                Reading(WordingOrFailure.fails.rawValue, Statement(.readingFails)),
            ],
            chosen: settings.nobodyHasAVote.rawValue
        )
    }

    /// Whether the most votes elect a person against whom as many or more people voted No.
    private static func noVotesPrevail(_ next: NextStep, _ settings: Settings) -> OpenQuestion {
        OpenQuestion(
            .noVotesInNarrowerElection,
            readings: [
                Reading(
                    WordingOrFailure.literal.rawValue,
                    Statement(.readingMostVotesElect, ["names": .names(next.among)])
                ),
                Reading(WordingOrFailure.fails.rawValue, Statement(.readingFails)),
            ],
            chosen: settings.noVotesInNarrowerElection.rawValue
        )
    }
}

extension OpenQuestion {
    /// Whether several seats may be filled with one ballot at all.
    static var severalSeats: OpenQuestion {
        OpenQuestion(
            .severalSeats,
            readings: [
                Reading("one-ballot", Statement(.readingOneBallot)),
                Reading("ballot-per-seat", Statement(.readingBallotPerSeat)),
            ],
            chosen: "one-ballot"
        )
    }
}

extension NextStep {
    /// The narrower election after a participant has withdrawn (OPEN).
    ///
    /// The law knows no successor, so the others go on alone; the other reading lets the next best move up, for which
    /// the votes of the first ballot are needed.
    public func withdrawing(
        _ name: String,
        after count: ElectionCount,
        settings: Settings = .standard
    ) throws(InvalidInput) -> (next: NextStep?, question: OpenQuestion) {
        guard case .runoff(let among, let seats) = self, among.contains(name) else {
            throw InvalidInput(.candidate, .unknown(name))
        }
        let left = among.filter { $0 != name }
        let literal: NextStep? = left.isEmpty ? nil : .runoff(among: left, seats: seats)
        let others = count.ranked.filter { !among.contains($0.name) }
        let successors = others.filter { $0.votes == others.first?.votes }.map(\.name)
        let movesUp: NextStep? = successors.isEmpty ? literal : .runoff(among: left + successors, seats: seats)
        let question = OpenQuestion(
            .candidateWithdrew,
            readings: [
                Reading(CandidateWithdrew.literal.rawValue, Statement(.readingOthersGoOn), next: literal),
                Reading(CandidateWithdrew.nextBest.rawValue, Statement(.readingNextBest), next: movesUp),
            ],
            chosen: settings.candidateWithdrew.rawValue
        )
        return (settings.candidateWithdrew == .nextBest ? movesUp : literal, question)
    }
}

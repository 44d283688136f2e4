/// Who takes part in the narrower election when several share a place (OPEN).
///
/// § 50 (2) GO NRW: "zwischen den Personen, welche die beiden höchsten Stimmenzahlen erreicht haben".
public enum NarrowerElectionReading: String, CaseIterable, Sendable {
    /// The wording: everybody who has one of the two highest *numbers* of votes.
    case twoHighestNumbers = "two-highest-numbers"
    /// Two places only. With two or more at the top they alone go on; a tie for the second place is left to the lot.
    case twoPersons = "two-persons"
}

/// What follows when a single candidate has no majority (OPEN).
public enum SingleCandidate: String, CaseIterable, Sendable {
    /// A narrower election with one person, in which the most votes win.
    case secondRound = "second-round"
    /// The election has failed; there are new proposals.
    case fails
}

/// Who takes part in the narrower election for the seats that are left of several (OPEN).
public enum SeveralSeatsRest: String, CaseIterable, Sendable {
    /// Of those not elected, everybody who has one of the two highest numbers of votes.
    case twoHighestNumbers = "two-highest-numbers"
    /// Everybody who was not elected.
    case allOthers = "all-others"
}

/// Whether the wording is followed where it elects somebody few want, or the election has failed (OPEN).
public enum WordingOrFailure: String, CaseIterable, Sendable {
    /// As § 50 (2) GO NRW says it.
    case literal
    /// The election has failed; there are new proposals.
    case fails
}

/// Whether somebody moves up when a participant of the narrower election withdraws (OPEN).
public enum CandidateWithdrew: String, CaseIterable, Sendable {
    /// The law knows no successor: the others go on alone.
    case literal
    /// Who has the next number of votes moves up.
    case nextBest = "next-best"
}

/// The participants of a narrower election, and the doubts about them.
struct NarrowerElection {
    let next: NextStep?
    let questions: [OpenQuestion]

    /// For one seat, out of all candidates.
    static func forOneSeat(_ ranked: [Votes], _ settings: Settings) -> NarrowerElection {
        let literal = NextStep.runoff(among: twoHighestNumbers(ranked), seats: 1)
        if ranked.count == 1 {
            return choose(
                .singleCandidate,
                [
                    Reading(SingleCandidate.secondRound.rawValue, Statement(.readingSecondRound), next: literal),
                    Reading(SingleCandidate.fails.rawValue, Statement(.readingFails)),
                ],
                settings.singleCandidate.rawValue
            )
        }
        let first = ranked.filter { $0.votes == ranked[0].votes }
        let second = literal.among.count - first.count
        // Up to two participants, or all of them equal: both readings agree.
        guard literal.among.count > 2, second > 0 else { return NarrowerElection(next: literal, questions: []) }
        let isTiedForFirst = first.count > 1
        let other: NextStep =
            isTiedForFirst
            ? .runoff(among: first.map(\.name), seats: 1)
            : .lot(OpenLot(among: Array(literal.among.dropFirst()), seats: 1, purpose: .narrowerElection))
        return choose(
            isTiedForFirst ? .tiedForFirst : .tiedForSecond,
            [
                Reading(
                    NarrowerElectionReading.twoHighestNumbers.rawValue,
                    Statement(.readingTwoHighestNumbers, ["names": .names(literal.among)]),
                    next: literal
                ),
                Reading(
                    NarrowerElectionReading.twoPersons.rawValue,
                    Statement(
                        isTiedForFirst ? .readingFirstOnly : .readingLotForSecond,
                        ["names": .names(other.among), "first": .names(first.map(\.name))]
                    ),
                    next: other
                ),
            ],
            settings.narrowerElection.rawValue
        )
    }

    /// For the seats that are left of several, out of those not elected.
    static func forTheRest(of ranked: [Votes], seats: Int, _ settings: Settings) -> NarrowerElection {
        let literal = NextStep.runoff(among: twoHighestNumbers(ranked), seats: seats)
        let all = NextStep.runoff(among: ranked.map(\.name), seats: seats)
        // Where both readings name the same people there is no question.
        guard literal != all else { return NarrowerElection(next: literal, questions: []) }
        return choose(
            .severalSeatsRest,
            [
                Reading(
                    SeveralSeatsRest.twoHighestNumbers.rawValue,
                    Statement(.readingTwoHighestNumbers, ["names": .names(literal.among)]),
                    next: literal
                ),
                Reading(
                    SeveralSeatsRest.allOthers.rawValue,
                    Statement(.readingAllOthers, ["names": .names(all.among)]),
                    next: all
                ),
            ],
            settings.severalSeatsRest.rawValue
        )
    }

    /// Numbers of votes are counted, not persons: 10, 5 and 5 are three persons and two numbers.
    private static func twoHighestNumbers(_ ranked: [Votes]) -> [String] {
        let numbers = Set(ranked.map(\.votes)).sorted(by: >).prefix(2)
        return ranked.filter { numbers.contains($0.votes) }.map(\.name)
    }

    private static func choose(
        _ code: OpenQuestion.Code,
        _ readings: [Reading],
        _ chosen: String
    ) -> NarrowerElection {
        NarrowerElection(
            next: readings.first { $0.code == chosen }?.next,
            questions: [OpenQuestion(code, readings: readings, chosen: chosen)]
        )
    }
}

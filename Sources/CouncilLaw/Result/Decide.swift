extension LegalFrame {
    /// Applies the rules of the frame to counts whose equations hold.
    func decide(_ counts: CountSheet) throws(InvalidInput) -> Decision {
        switch kind {
        case .motion:
            let count = try MotionCount(
                yes: votes(.yes, counts),
                no: votes(.no, counts),
                abstentions: counts.abstentions,
                invalid: counts.invalid
            )
            return .motion(try MotionOutcome.of(count, by: majority, numbers: numbers))
        case .election:
            let count = try ElectionCount(
                candidates: counts.options.filter { meaning($0.name) == .candidate },
                no: votes(.no, counts),
                abstentions: counts.abstentions,
                invalid: counts.invalid,
                seats: seats,
                ballots: counts.cast,
                round: round
            )
            return .election(MajorityElection.decide(count, settings: settings))
        case .listElection, .deputyMayors:
            guard counts.valid > 0 else { return .nothing }
            if kind == .deputyMayors, round == .narrower { return try deputyRunoff(counts) }
            let lists = counts.options.map { option in
                ListVotes(option.name, votes: option.votes, people: people(option.name))
            }
            let count = try SeatCount(lists: lists, seats: seats)
            return kind == .deputyMayors
                ? .deputyMayors(DeputyMayors.of(count)) : .seats(Allotment.of(count, by: method, settings: settings))
        }
    }

    /// The run-off of lists with equal quotients; all options of its ballot take part.
    private func deputyRunoff(_ counts: CountSheet) throws(InvalidInput) -> Decision {
        let place = DeputyMayors.Place(
            first: 1,
            places: seats,
            among: counts.options.map(\.name),
            quotient: Fraction(reducing: 0, 1)
        )
        return .deputyRunoff(try DeputyRunoff.of(place, votes: counts.options))
    }

    /// The fields of a sheet that are not those of the frame.
    func mismatches(_ counts: CountSheet) -> [BrokenEquation] {
        let labels = options.filter { $0.meaning != .abstention && $0.meaning != .invalid }.map(\.label)
        let pairs: [(BrokenEquation.Field, Bool)] = [
            (.entitled, counts.entitled == entitled), (.present, counts.present == present),
            (.excluded, counts.excluded == excluded), (.options, counts.options.map(\.name) == labels),
            (.votesEach, counts.votesEach == votesEach),
        ]
        return pairs.filter { !$0.1 }.map { BrokenEquation(field: $0.0, equation: .matchesTheFrame) }
    }

    /// The doubts that come with the frame, whatever the votes are.
    public var questions: [OpenQuestion] {
        var all: [OpenQuestion] = []
        if kind == .motion, let question = matter.question(settings) { all.append(question) }
        if kind == .election, seats > 1, round == .first { all.append(.severalSeats) }
        if circumstances.basis == .inPerson { all.append(.inPersonSession(settings)) }
        if kind == .listElection, let question = ruleSet.committeeSeats(settings).question { all.append(question) }
        return all
    }

    private func meaning(_ label: String) -> OptionMeaning? {
        options.first { $0.label == label }?.meaning
    }

    private func people(_ label: String) -> Int? {
        options.first { $0.label == label }?.people
    }

    private func votes(_ meaning: OptionMeaning, _ counts: CountSheet) -> Int {
        counts.options.reduce(0) { $0 + (self.meaning($1.name) == meaning ? $1.votes : 0) }
    }
}

extension Decision {
    var questions: [OpenQuestion] {
        switch self {
        case .election(let outcome): outcome.questions
        case .seats(let allotment): allotment.questions
        case .motion, .deputyMayors, .deputyRunoff, .nothing: []
        }
    }
}

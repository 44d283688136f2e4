import Election
import Ristretto255

// Two tellers count each stack alone, a third person compares.

extension PostalState {
    /// The fields of a stack, in the order of a teller's numbers: `ballots` and the ids of the options, or `blank`, `empty`.
    public func fields(of stack: Stack) -> [String] {
        switch stack {
        case .clear: ["ballots"] + start.options.map(\.id)
        case .blank: ["blank", "empty"]
        }
    }

    /// What a field is called for people: the label of an option, or a word of the catalogue.
    public func nameOfField(_ field: String) -> PostalRefusal.Hole {
        if let option = start.options.first(where: { $0.id == field }) { return .text(option.label) }
        return .word("postal.tallyField.\(field)")
    }

    /// How many pieces lie in a stack.
    public func pieces(in stack: Stack) -> Int {
        guard let sorted else { return 0 }
        return stack == .clear ? sorted.clear : sorted.blank + sorted.empty
    }

    /// The field that is wrong if those before it are right, or nil if the numbers fit the stack.
    ///
    /// The answer may be shown to the teller who typed the numbers, and to nobody else.
    public func wrongField(_ numbers: [Int], in stack: Stack) -> String? {
        let fields = fields(of: stack)
        guard let sorted, numbers.count == fields.count, numbers.allSatisfy({ (0...1_000_000).contains($0) }) else {
            return fields.first
        }
        switch stack {
        case .blank:
            if numbers[0] != sorted.blank { return fields[0] }
            return numbers[1] == sorted.empty ? nil : fields[1]
        case .clear:
            if numbers[0] != sorted.clear { return fields[0] }
            let votes = numbers.dropFirst()
            for (index, number) in votes.enumerated() where number > sorted.clear { return fields[index + 1] }
            let sum = votes.reduce(0, +)
            let fits =
                frame.votesEach == 1
                ? sum == sorted.clear : (sorted.clear...(sorted.clear * frame.votesEach)).contains(sum)
            return fits ? nil : "sum"
        }
    }

    /// Whether a stack needs no more counting.
    func isCounted(_ stack: Stack) -> Bool { pieces(in: stack) == 0 || stacks[stack]?.agreed != nil }

    private func requireStack(_ stack: Stack, round: Int) throws(PostalRefusal) -> StackCount {
        try require(.doubtfulDecided)
        try require(before: .determined)
        guard pieces(in: stack) > 0 else { throw PostalRefusal(.stackEmpty) }
        let count = stacks[stack] ?? StackCount()
        guard count.agreed == nil else { throw PostalRefusal(.stackDone) }
        guard round == count.round else { throw PostalRefusal(.round, ["expected": .number(count.round)]) }
        return count
    }

    mutating func tally(_ act: PostalAct.Tally, _ person: PersonID) throws(PostalRefusal) {
        var count = try requireStack(act.stack, round: act.round)
        try requireBoard(person)
        guard !count.tellers.contains(person) else { throw PostalRefusal(.tellerTwice) }
        guard count.commitments.count < 2 else { throw PostalRefusal(.twoTallies) }
        count.commitments.append((person, act.commit))
        stacks[act.stack] = count
    }

    mutating func compare(_ act: PostalAct.Compare, _ person: PersonID) throws(PostalRefusal) {
        var count = try requireStack(act.stack, round: act.round)
        try requireBoard(person)
        guard count.commitments.count == 2 else { throw PostalRefusal(.tallyMissing) }
        // With a reason for fewer people, and only two there, one of the two compares: both are bound already.
        guard !count.tellers.contains(person) || (tolerated != nil && presentBoard.count < 3) else {
            throw PostalRefusal(.notThird)
        }
        guard act.openings.map(\.p) == count.tellers else { throw PostalRefusal(.tallyMissing) }
        for (opening, commitment) in zip(act.openings, count.commitments) {
            guard TallyCommitment.of(opening, stack: act.stack, round: act.round) == commitment.commit else {
                throw PostalRefusal(.openingDiffers, ["person": .text(name(of: opening.p))])
            }
        }
        guard act.agreed == agrees(act.openings, in: act.stack) else { throw PostalRefusal(.agreedDiffers) }
        count.comparisons.append(
            StackCount.Comparison(
                round: act.round,
                tellers: count.tellers,
                comparedBy: person,
                numbers: act.openings.map(\.numbers),
                agreed: act.agreed
            )
        )
        if act.agreed {
            count.agreed = act.openings.first?.numbers
        } else {
            count.round += 1
            count.commitments = []
        }
        stacks[act.stack] = count
    }

    /// Whether two tallies are equal and fit the stack.
    public func agrees(_ openings: [TallyOpening], in stack: Stack) -> Bool {
        guard openings.count == 2, openings[0].numbers == openings[1].numbers else { return false }
        return wrongField(openings[0].numbers, in: stack) == nil
    }

    mutating func recount(_ act: PostalAct.RecountRequested) throws(PostalRefusal) {
        guard act.granted else { return }
        try require(.ballotsSorted)
        // What was signed is not counted again; what was only announced is, and is announced anew.
        guard signatures.isEmpty else { throw PostalRefusal(.recountSigned) }
        restartTallies()
        determined = nil
        lots = []
        announced = nil
        // Who would not sign the earlier result is asked anew.
        refusals = []
        shortHanded.removeAll { $0.step == .signing }
    }
}

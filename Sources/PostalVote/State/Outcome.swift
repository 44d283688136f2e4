import CouncilLaw
import Election
import VoteLaw

// What follows from the stacks and the decisions; the law decides as it does for an electronic vote.

extension PostalState {
    /// The result by the frozen law; the same object as that of an electronic vote.
    ///
    /// Throws what is missing, or why the law refuses the numbers.
    public func result() throws(PostalRefusal) -> VoteResult {
        try require(.doubleCounted)
        let marked = stacks[.clear]?.agreed.map { Array($0.dropFirst()) } ?? start.options.map { _ in 0 }
        let blank = sorted?.blank ?? 0
        let blankAbstains = start.settings.blank == .abstention
        let votes = zip(start.options, marked).map { option, votes in
            votes + doubtful.count { $0.decision == .valid && $0.options.contains(option.id) }
        }
        let invalid =
            (sorted?.empty ?? 0) + (blankAbstains ? 0 : blank) + doubtful.count { $0.decision == .invalid }
        do throws(ResultRefusal) {
            return try VoteResult(
                frame,
                // By post nobody holds an access that could be left unused; who sent no letter stands in the receipt book.
                drawn: envelopesInUrn,
                cast: envelopesInUrn,
                votes: votes,
                blank: (blankAbstains ? blank : 0) + doubtful.count { $0.decision == .abstention },
                rejectedAsInvalid: invalid,
                surplus: surplus
            )
        } catch {
            throw PostalRefusal(
                .resultRefused,
                [
                    "reason": .sentence(of: { language in
                        error.statements.map { $0.text(in: language) }.joined(separator: " ")
                    })
                ]
            )
        }
    }

    /// Envelopes more than people who may vote, which were counted twice and explained; the count goes on with them.
    public var surplus: Int {
        guard electorate != nil, let last = envelopeCounts.last, envelopeCounts.count > 1, last.explanation != nil
        else { return 0 }
        return max(0, last.counted - entitled.count)
    }

    /// Rejected Wahlbriefe by ground, eight numbers; late ones count on ground 1.
    public var rejected: [Int] {
        Zurueckweisungsgrund.allCases.map { ground in letters.count { $0.ground == ground } }
    }

    /// The numbers of the result, for the entry that determines it.
    public func counts() throws(PostalRefusal) -> PostalCounts {
        let sheet = try result().counts
        let ids = start.options.filter { $0.meaning != .abstention && $0.meaning != .invalid }.map(\.id)
        return PostalCounts(
            entitled: sheet.entitled,
            voters: sheet.cast,
            valid: sheet.valid,
            invalid: sheet.invalid,
            abstentions: sheet.abstentions,
            options: zip(ids, sheet.options).map { OptionVotes(id: $0, votes: $1.votes) },
            rejected: rejected
        )
    }

    /// The result with the lots that were drawn.
    public func settledResult() throws(PostalRefusal) -> VoteResult {
        var result = try result()
        for lot in lots { result = try settled(result, lot) }
        return result
    }

    /// Whether the lot must still be drawn.
    var isTied: Bool {
        if case .lot? = (try? settledResult())?.next { true } else { false }
    }

    private func settled(_ result: VoteResult, _ act: PostalAct.Lot) throws(PostalRefusal) -> VoteResult {
        guard case .lot(let open) = result.next, open.among == act.among, open.seats == act.seats else {
            throw PostalRefusal(.lot, ["reason": .word("postal.word.otherTie")])
        }
        do throws(LotRefusal) {
            return try result.settled(
                by: LotEntry(winners: act.winners, drawnBy: act.drawnBy, witness: act.witness)
            )
        } catch {
            throw PostalRefusal(.lot, ["reason": .sentence(of: { error.statement.text(in: $0) })])
        }
    }

    mutating func draw(_ act: PostalAct.Lot, _ person: PersonID) throws(PostalRefusal) {
        try require(.determined)
        try require(before: .announced)
        _ = try settled(try settledResult(), act)
        lots.append(act)
    }

    mutating func determine(_ act: PostalAct.Determined, _ person: PersonID) throws(PostalRefusal) {
        try require(.doubleCounted)
        try require(before: .determined)
        try requireBoard(person)
        let computed = try counts()
        guard act.counts == computed else {
            throw PostalRefusal(.resultDiffers, ["field": .text(act.counts.firstDifference(from: computed))])
        }
        determined = act
        boardAtResult = Set(presentBoard.map(\.p))
    }

    mutating func announce(_ act: PostalAct.Announced, _ person: PersonID) throws(PostalRefusal) {
        try require(.determined)
        try require(before: .announced)
        try requireBoard(person)
        // Who is elected is part of what is announced.
        guard !isTied else { throw PostalRefusal(.lotOpen) }
        guard !act.publicly || start.settings.makesPublic else { throw PostalRefusal(.notPublic) }
        announced = act
    }
}

extension PostalCounts {
    /// The first field in which two sets of numbers differ.
    public func firstDifference(from other: PostalCounts) -> String {
        if entitled != other.entitled { return "entitled" }
        if voters != other.voters { return "voters" }
        if invalid != other.invalid { return "invalid" }
        if abstentions != other.abstentions { return "abstentions" }
        if valid != other.valid { return "valid" }
        if options != other.options { return "options" }
        return "rejected"
    }
}

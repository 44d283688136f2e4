import Election

// From the opening of the urn to the stacks.

extension PostalState {
    mutating func openUrn(_ act: PostalAct.UrnOpened, _ person: PersonID) throws(PostalRefusal) {
        try require(.admissionDone)
        try require(before: .urnOpened)
        try requireBoard(person)
        guard act.emptyAfter else { throw PostalRefusal(.urnNotEmpty) }
        urnOpened = act
    }

    mutating func count(_ act: PostalAct.Envelopes, _ person: PersonID) throws(PostalRefusal) {
        try require(.urnOpened)
        try requireBoard(person)
        guard opened == nil, stage != .match else { throw PostalRefusal(.envelopesMatch) }
        // The first difference is counted again; the second one needs an explanation, and the count goes on.
        if !agrees(act), !envelopeCounts.isEmpty, act.explanation == nil { throw PostalRefusal(.explanation) }
        envelopeCounts.append(act)
    }

    /// Whether a count of the envelopes fits the Wahlscheine and the admitted Wahlbriefe.
    func agrees(_ act: PostalAct.Envelopes) -> Bool { act.counted == act.wahlscheine && act.counted == voters }

    /// B: inner envelopes in the urn, as they were counted last; 0 before.
    public var envelopesInUrn: Int { envelopeCounts.last?.counted ?? 0 }

    mutating func open(_ act: PostalAct.Opened, _ person: PersonID) throws(PostalRefusal) {
        try require(.mismatchExplained)
        try require(before: .ballotsSorted)
        try requireBoard(person)
        guard opened == nil else { throw PostalRefusal(.isOver, ["stage": .word("postal.word.envelopesOpen")]) }
        guard act.mixed else { throw PostalRefusal(.notMixed) }
        guard act.empty + act.several <= envelopesInUrn else {
            throw PostalRefusal(.emptyEnvelopes, ["envelopes": .number(envelopesInUrn)])
        }
        // An envelope holds no Stimmzettel, one, or with `several` two or more.
        let least = envelopesInUrn - act.empty + act.several
        let fits = act.several == 0 ? act.ballots == least : act.ballots >= least
        guard fits || act.explanation != nil else {
            throw PostalRefusal(.ballotsDoNotFit, ["expected": .number(least)])
        }
        opened = act
    }

    mutating func sort(_ act: PostalAct.Sorted, _ person: PersonID) throws(PostalRefusal) {
        guard let opened else {
            try require(.match)
            throw PostalRefusal(.wrongOrder, ["missing": .word("postal.missing.opened")])
        }
        try require(before: .doubleCounted)
        try requireBoard(person)
        guard act.empty == opened.empty else {
            throw PostalRefusal(.emptyEnvelopes, ["envelopes": .number(opened.empty)])
        }
        guard act.clear + act.blank + act.empty + act.doubtful == envelopesInUrn else {
            throw PostalRefusal(
                .stackSum,
                [
                    "sum": .number(act.clear + act.blank + act.empty + act.doubtful),
                    "envelopes": .number(envelopesInUrn),
                ]
            )
        }
        guard act.doubtful >= doubtful.count else {
            throw PostalRefusal(.doubtfulAll, ["count": .number(doubtful.count)])
        }
        sorted = act
        restartTallies()
    }

    /// What was counted so far holds no longer: every stack gets a new round.
    mutating func restartTallies() {
        for (stack, count) in stacks {
            var next = count
            if !count.commitments.isEmpty || count.agreed != nil { next.round = count.round + 1 }
            next.commitments = []
            next.agreed = nil
            stacks[stack] = next
        }
    }

    mutating func decide(_ act: PostalAct.Doubtful, _ person: PersonID) throws(PostalRefusal) {
        try require(.ballotsSorted)
        try require(before: .doubleCounted)
        try requireBoard(person)
        guard doubtful.count < sorted?.doubtful ?? 0 else {
            throw PostalRefusal(.doubtfulAll, ["count": .number(doubtful.count)])
        }
        guard act.n == doubtful.count + 1 else {
            throw PostalRefusal(.doubtfulNumber, ["expected": .number(doubtful.count + 1)])
        }
        try checkRuling(act)
        try checkOptions(act)
        guard try carries(act.votes) else { throw PostalRefusal(.notCarried) }
        doubtful.append(act)
    }

    private func checkRuling(_ act: PostalAct.Doubtful) throws(PostalRefusal) {
        let ruled: BallotDecision? =
            switch act.doubt.ruling {
            case .valid: .valid
            case .invalid: .invalid
            case .blank: start.settings.blank == .abstention ? .abstention : .invalid
            case .boardDecides: nil
            }
        // An option for abstaining on the Stimmzettel is a mark like any other: what counts as an abstention is blank.
        let allowed = ruled.map { [$0] } ?? [.valid, .invalid]
        guard allowed.contains(act.decision) else {
            throw PostalRefusal(
                .doubtRuling,
                [
                    "doubt": .word("postal.doubt.\(act.doubt.rawValue)"), "paragraph": .text(act.doubt.paragraph),
                    "decision": .word("postal.decision.\((ruled ?? .invalid).rawValue)"),
                ]
            )
        }
    }

    private func checkOptions(_ act: PostalAct.Doubtful) throws(PostalRefusal) {
        let known = Set(start.options.map(\.id))
        let fits = Set(act.options).count == act.options.count && act.options.allSatisfy(known.contains)
        let number = act.decision == .valid ? 1...frame.votesEach : 0...0
        guard fits, number.contains(act.options.count) else { throw PostalRefusal(.doubtOptions) }
    }
}

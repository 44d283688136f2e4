import Election

// Each Wahlbrief is admitted or rejected, one after another; the inner envelope is never opened here.

extension PostalState {
    /// Voters so far: inner envelopes of admitted Wahlbriefe.
    public var voters: Int {
        letters.reduce(0) { sum, letter in
            if case .admitted(let act) = letter.decision { sum + act.findings.envelopes } else { sum }
        }
    }

    /// The Wahlscheine of admitted Wahlbriefe: one for each inner envelope.
    public var usedWahlscheine: Set<Wahlscheinnummer> {
        letters.reduce(into: []) { used, letter in
            guard case .admitted(let act) = letter.decision else { return }
            used.formUnion(Set(act.findings.wahlscheine).intersection(act.findings.signed))
        }
    }

    /// The Wahlscheine that would hold in the next Wahlbrief.
    var holding: Set<Wahlscheinnummer> { validNumbers.subtracting(usedWahlscheine) }

    /// The grounds that follow from what was found in a Wahlbrief, and whether the board must resolve on it.
    public func judge(_ findings: LetterFindings) -> (grounds: [Zurueckweisungsgrund], needsResolution: Bool) {
        (findings.grounds(valid: holding), findings.needsResolution(valid: holding))
    }

    /// Running numbers of Wahlbriefe that wait for the board, in an order of chance: not that of arrival.
    public func openingOrder(using random: inout some RandomNumberGenerator) -> [Int] {
        letters.filter(\.isOpen).map(\.received.running).shuffled(using: &random)
    }

    private func requireAdmission(_ person: PersonID) throws(PostalRefusal) {
        try require(.boardOpened)
        try require(before: .admissionDone)
        try requireBoard(person)
        guard urnChecked != nil else { throw PostalRefusal(.urnUnchecked) }
    }

    private func openLetter(_ running: Int) throws(PostalRefusal) -> LetterRecord {
        let hole: [String: PostalRefusal.Hole] = ["running": .number(running)]
        guard letters.indices.contains(running - 1) else { throw PostalRefusal(.letterUnknown, hole) }
        let letter = letters[running - 1]
        guard letter.decision == .open else { throw PostalRefusal(.letterDecided, hole) }
        return letter
    }

    mutating func admit(_ act: PostalAct.Admitted, _ person: PersonID) throws(PostalRefusal) {
        try requireAdmission(person)
        let letter = try openLetter(act.running)
        guard !letter.isLate else { throw PostalRefusal(.letterLate, ["running": .number(act.running)]) }
        let (grounds, unclear) = judge(act.findings)
        try requireResolution(letter, admits: true, byResolution: act.byResolution, unclear: unclear)
        if let ground = grounds.first, !(act.byResolution && ground.mayBeOverruled) {
            throw PostalRefusal(.groundFound, ["ground": .word("postal.ground.\(ground.number)")])
        }
        letters[act.running - 1].decision = .admitted(act)
    }

    mutating func reject(_ act: PostalAct.Rejected, _ person: PersonID) throws(PostalRefusal) {
        try requireAdmission(person)
        let letter = try openLetter(act.running)
        guard (act.ground == .late) == letter.isLate else {
            throw PostalRefusal(
                letter.isLate ? .letterLate : .groundMissing,
                ["running": .number(act.running), "ground": .word("postal.ground.\(act.ground.number)")]
            )
        }
        guard act.resealed || letter.isLate else { throw PostalRefusal(.notResealed) }
        if letter.isLate {
            guard act.findings == nil, act.votes == nil else { throw PostalRefusal(.unopened) }
        } else {
            guard let findings = act.findings else { throw PostalRefusal(.groundMissing, ["ground": .text("")]) }
            let (grounds, unclear) = judge(findings)
            guard !isBeyondResolution(letter, act, grounds) else {
                try requireOrder(act.ground, grounds, letter)
                letters[act.running - 1].decision = .rejected(act)
                return
            }
            try requireResolution(letter, admits: false, byResolution: act.byResolution, unclear: unclear)
            guard grounds.contains(act.ground) || act.byResolution else {
                throw PostalRefusal(.groundMissing, ["ground": .word("postal.ground.\(act.ground.number)")])
            }
            try requireOrder(act.ground, grounds, letter)
            try requireVotes(act)
        }
        letters[act.running - 1].decision = .rejected(act)
    }

    /// A Wahlschein that does not hold locks the envelope: what is found there decides nothing (§ 27 KWahlG, in its order).
    ///
    /// Where the board resolved to admit in spite of a missing signature, the Wahlschein holds.
    private func requireOrder(
        _ ground: Zurueckweisungsgrund,
        _ grounds: [Zurueckweisungsgrund],
        _ letter: LetterRecord
    ) throws(PostalRefusal) {
        let isOverruled = letter.resolution?.admits == true
        let first = grounds.first { $0 == .noValidWahlschein || ($0 == .unsigned && !isOverruled) }
        guard let first, ground != first else { return }
        throw PostalRefusal(.groundOrder, ["ground": .word("postal.ground.\(first.number)")])
    }

    /// Whether a resolution to admit cannot be carried out: no resolution makes up for a Wahlschein or an envelope that is
    /// not there, and the Wahlbrief must not stay open for ever.
    private func isBeyondResolution(
        _ letter: LetterRecord,
        _ act: PostalAct.Rejected,
        _ grounds: [Zurueckweisungsgrund]
    ) -> Bool {
        letter.resolution?.admits == true && grounds.contains(act.ground) && !act.ground.mayBeOverruled
            && !act.byResolution && act.votes == nil
    }

    /// Whoever rejects an opened Wahlbrief objects to it, and on every objection the board votes (§ 58 KWahlO).
    private func requireVotes(_ act: PostalAct.Rejected) throws(PostalRefusal) {
        let hole: [String: PostalRefusal.Hole] = ["running": .number(act.running)]
        guard !act.byResolution else {
            guard act.votes == nil else { throw PostalRefusal(.resolutionExists, hole) }
            return
        }
        guard let votes = act.votes else { throw PostalRefusal(.rejectionVotes, hole) }
        guard try !carries(votes) else { throw PostalRefusal(.resolutionOtherwise, hole) }
    }

    private func requireResolution(
        _ letter: LetterRecord,
        admits: Bool,
        byResolution: Bool,
        unclear: Bool
    ) throws(PostalRefusal) {
        let hole: [String: PostalRefusal.Hole] = ["running": .number(letter.received.running)]
        if let resolution = letter.resolution {
            guard byResolution, resolution.admits == admits else { throw PostalRefusal(.resolutionOtherwise, hole) }
        } else if byResolution || letter.objected != nil || (unclear && admits) {
            throw PostalRefusal(.needsResolution, hole)
        }
    }

    mutating func object(_ act: PostalAct.Objected, _ person: PersonID) throws(PostalRefusal) {
        try requireAdmission(person)
        let letter = try openLetter(act.running)
        guard !letter.isLate else { throw PostalRefusal(.letterLate, ["running": .number(act.running)]) }
        guard letter.objected == nil else { throw PostalRefusal(.resolutionExists, ["running": .number(act.running)]) }
        letters[act.running - 1].objected = act
    }

    mutating func resolve(_ act: PostalAct.Resolution, _ person: PersonID) throws(PostalRefusal) {
        try requireAdmission(person)
        let letter = try openLetter(act.running)
        let hole: [String: PostalRefusal.Hole] = ["running": .number(act.running)]
        guard letter.objected != nil else { throw PostalRefusal(.notObjected, hole) }
        guard letter.resolution == nil else { throw PostalRefusal(.resolutionExists, hole) }
        letters[act.running - 1].resolution = (act, try carries(act.votes))
    }

    mutating func endAdmission(_ act: PostalAct.AdmissionDone, _ person: PersonID) throws(PostalRefusal) {
        try requireAdmission(person)
        let open = letters.filter(\.isOpen).map { String($0.received.running) }
        guard open.isEmpty else { throw PostalRefusal(.lettersOpen, ["letters": .text(open.joined(separator: ", "))]) }
        guard act.waited else { throw PostalRefusal(.notWaited) }
        admissionDone = act
    }
}

extension Zurueckweisungsgrund {
    /// Whether the board may find that the ground is not there after all.
    ///
    /// No resolution makes a Wahlschein valid that is none, or an envelope appear that is missing.
    var mayBeOverruled: Bool {
        switch self {
        case .late, .noValidWahlschein, .noEnvelope, .severalEnvelopes: false
        case .bothOpen, .unsigned, .unofficialEnvelope, .secrecy: true
        }
    }
}

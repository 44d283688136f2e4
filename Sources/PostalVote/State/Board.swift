import Election

// Who is there when Wahlbriefe are opened and Stimmzettel counted.

extension PostalState {
    /// The members of the board who are there.
    public var presentBoard: [BoardMember] { board.filter(\.isPresent) }

    /// How many officials are there.
    public var officialsPresent: Int {
        presentBoard.count { $0.arrived.staff && (!$0.arrived.mayor || start.settings.mayorCounts) }
    }

    /// Whether there are as many officials as there should be, or as many as a recorded reason allows.
    var isQuorate: Bool {
        officialsPresent >= min(start.settings.officials, tolerated ?? start.settings.officials)
    }

    /// Until the board convenes, a check-in ends by itself.
    mutating func forgetCheckIns(before now: PostalTime) {
        guard convened == nil else { return }
        board.removeAll { $0.isPresent && !$0.arrived.holds(at: now) }
    }

    /// The state for somebody who looks at a moment: without those whose check-in has ended.
    public func asSeen(at now: PostalTime) -> PostalState {
        var state = self
        state.forgetCheckIns(before: now)
        return state
    }

    mutating func arrive(_ act: PostalAct.Arrived, _ person: PersonID) throws(PostalRefusal) {
        try require(.released)
        try require(before: .packed)
        // Journals from the time when a check-in ended with its day have a second one after midnight.
        if convened == nil {
            board.removeAll { $0.p == person && $0.isPresent && $0.arrived.at.date < act.at.date }
        }
        guard !presentBoard.contains(where: { $0.p == person }) else {
            throw PostalRefusal(.alreadyInBoard, ["name": .text(name(of: person))])
        }
        try requireCounter(act, person)
        board.append(BoardMember(p: person, name: name(of: person), arrived: act))
    }

    /// Refuses somebody whom the town's choice keeps from counting.
    ///
    /// The mayor counts, though he or she may vote.
    private func requireCounter(_ act: PostalAct.Arrived, _ person: PersonID) throws(PostalRefusal) {
        guard let counters = start.settings.counters, !act.mayor else { return }
        let votes = entitled.contains { $0.p == person }
        if counters == .officials, votes || !act.staff {
            throw PostalRefusal(votes ? .voterCounts : .onlyOfficials, ["name": .text(name(of: person))])
        }
        // A member of the body is no official of the town, and must not fill up their number.
        if votes, act.staff { throw PostalRefusal(.voterAsOfficial, ["name": .text(name(of: person))]) }
    }

    mutating func leave(_ act: PostalAct.Left) throws(PostalRefusal) {
        guard let index = board.lastIndex(where: { $0.p == act.p && $0.isPresent }) else {
            throw PostalRefusal(.notInBoard, ["person": .text(name(of: act.p))])
        }
        board[index].left = act
    }

    mutating func observe(_ act: PostalAct.Observer) throws(PostalRefusal) {
        try require(before: .packed)
        let known = observers.filter { $0.name == act.name && ($0.event == .arrived || $0.event == .left) }
        switch act.event {
        case .arrived:
            guard act.capacity == .councilMember || start.settings.observers == .everybody else {
                throw PostalRefusal(.onlyCouncil)
            }
        case .left:
            guard known.last?.event == .arrived else {
                throw PostalRefusal(.observerUnknown, ["name": .text(act.name)])
            }
        case .requested, .declined: break
        }
        observers.append(act)
    }

    mutating func goOnShortHanded(_ act: PostalAct.ShortHanded) throws(PostalRefusal) {
        if act.step == .signing {
            // Before the result is announced nobody can know who will not sign it.
            guard stage >= .announced else {
                throw PostalRefusal(.wrongOrder, ["missing": .word("postal.missing.announced")])
            }
        } else {
            try require(.released)
            // Whoever goes on with fewer is there: a reason for nobody would excuse whatever comes after it.
            guard !presentBoard.isEmpty else { throw PostalRefusal(.nobodyThere) }
        }
        shortHanded.append(act)
        if act.step != .signing { tolerated = officialsPresent }
    }

    mutating func convene(_ act: PostalAct.Convened, _ person: PersonID) throws(PostalRefusal) {
        try require(.issued)
        try require(before: .boardOpened)
        try requireEnd(act)
        try requireBoard(person)
        try requireOffices()
        guard act.instructed else { throw PostalRefusal(.notInstructed) }
        let handed = letters.count { !$0.isLate }
        guard act.handedOver == handed else { throw PostalRefusal(.handedOver, ["expected": .number(handed)]) }
        convened = act
    }

    /// Somebody leads and somebody keeps the minutes; without, as with fewer officials, only for a recorded reason.
    private func requireOffices() throws(PostalRefusal) {
        func has(_ functions: BoardFunction...) -> Bool {
            presentBoard.contains { functions.contains($0.arrived.function) }
        }
        guard !shortHanded.contains(where: { $0.step == .opening }) else { return }
        guard has(.chair, .deputyChair) else { throw PostalRefusal(.noChair) }
        guard has(.clerk, .deputyClerk) else { throw PostalRefusal(.noClerk) }
    }

    private func requireEnd(_ act: PostalAct.Convened) throws(PostalRefusal) {
        guard !hasPassed(act.at) else { return }
        guard start.settings.earlyCount == .whenAllArrived else {
            let deadline = deadlineMoment.map { PostalRefusal.Hole.time($0) }
            throw PostalRefusal(.notEarly, ["deadline": deadline ?? .text("–")])
        }
        guard outstanding.isEmpty else {
            throw PostalRefusal(.lettersOutstanding, ["count": .number(outstanding.count)])
        }
        guard act.early != nil else { throw PostalRefusal(.earlyReason) }
    }

    mutating func checkUrn(_ act: PostalAct.UrnChecked, _ person: PersonID) throws(PostalRefusal) {
        try require(.boardOpened)
        try require(before: .admissionDone)
        try requireBoard(person)
        guard act.empty else { throw PostalRefusal(.urnNotEmpty) }
        guard act.closed else { throw PostalRefusal(.urnNotClosed) }
        guard !letters.contains(where: { if case .admitted = $0.decision { true } else { false } }) else {
            throw PostalRefusal(.isOver, ["stage": .word("postal.stage.boardOpened")])
        }
        urnChecked = act
    }

    /// Refuses an act of the board by somebody who is not there, or with too few officials and no reason for it.
    func requireBoard(_ person: PersonID) throws(PostalRefusal) {
        guard presentBoard.contains(where: { $0.p == person }) else {
            throw PostalRefusal(.notInBoard, ["person": .text(name(of: person))])
        }
        guard isQuorate else {
            throw PostalRefusal(
                .tooFewOfficials,
                ["present": .number(officialsPresent), "needed": .number(start.settings.officials)]
            )
        }
    }

    /// Whether a vote of the board carries; every vote must come from somebody who is there, and everybody votes.
    func carries(_ votes: [BoardVote]) throws(PostalRefusal) -> Bool {
        let voting = presentBoard.map(\.p)
        for vote in votes {
            guard voting.contains(vote.p) else {
                throw PostalRefusal(.voteOfStranger, ["person": .text(name(of: vote.p))])
            }
        }
        guard Set(votes.map(\.p)).count == votes.count, votes.count == voting.count else {
            throw PostalRefusal(.votesIncomplete, ["count": .number(voting.count)])
        }
        let yes = votes.count(where: \.yes)
        guard yes * 2 == votes.count else { return yes * 2 > votes.count }
        if start.settings.tie == .rejects { return false }
        let chair =
            presentBoard.first { $0.arrived.function == .chair }
            ?? presentBoard.first { $0.arrived.function == .deputyChair }
        guard let chair, let vote = votes.first(where: { $0.p == chair.p }) else {
            throw PostalRefusal(.tieWithoutChair)
        }
        return vote.yes
    }
}

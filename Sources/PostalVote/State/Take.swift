import Election

extension PostalState {
    /// Takes an act that somebody signed.
    mutating func take(_ act: PostalAct, by person: PersonID, n: Int) throws(PostalRefusal) {
        if let newest = entries.last?.act.at.secondsSince1970,
            act.at.secondsSince1970 < newest - Self.clockTolerance
        {
            throw PostalRefusal(.timeGoesBack, ["time": .time(act.at)])
        }
        forgetCheckIns(before: act.at)
        switch act {
        case .start: throw PostalRefusal(.startTwice)
        case .electorate(let act): try freeze(act)
        case .fixedDeadline(let act): try fix(act)
        case .printed(let act): try print(act, person)
        case .released(let act): try release(act, person)
        case .sent(let act): try send(act)
        case .returned(let act): try take(back: act)
        case .replaced(let act): try replace(act)
        case .received(let act): try receive(act, person)
        case .arrived(let act): try arrive(act, person)
        case .left(let act): try leave(act)
        case .observer(let act): try observe(act)
        case .shortHanded(let act): try goOnShortHanded(act)
        case .convened(let act): try convene(act, person)
        case .urnChecked(let act): try checkUrn(act, person)
        case .admitted(let act): try admit(act, person)
        case .rejected(let act): try reject(act, person)
        case .objected(let act): try object(act, person)
        case .resolution(let act): try resolve(act, person)
        case .admissionDone(let act): try endAdmission(act, person)
        case .urnOpened(let act): try openUrn(act, person)
        case .envelopes(let act): try count(act, person)
        case .opened(let act): try open(act, person)
        case .sorted(let act): try sort(act, person)
        case .doubtful(let act): try decide(act, person)
        case .tally(let act): try tally(act, person)
        case .compare(let act): try compare(act, person)
        case .determined(let act): try determine(act, person)
        case .lot(let act): try draw(act, person)
        case .announced(let act): try announce(act, person)
        case .signed(let act): try sign(act, person)
        case .refusedToSign(let act): try refuse(act)
        case .incident: break
        case .interruption(let act): try interrupt(act)
        case .recountRequested(let act): try recount(act)
        case .packed(let act): try pack(act, person, n)
        case .confirmed(let act): try confirm(act, person)
        case .handedOver(let act): try handOver(act, person)
        case .hold(let act): holds.append((n, act))
        case .lifted(let act): try lift(act)
        case .destroyed(let act): try destroy(act, person, n)
        case .addendum(let act): try add(act)
        }
    }

    /// How far the vote has come by its entries; a clock can only say that the deadline has passed since.
    public var stage: PostalStage {
        if packed?.confirmedBy != nil { return .packed }
        if isSigned { return .signed }
        if announced != nil { return .announced }
        if determined != nil { return .determined }
        if sorted != nil { return stageOfStacks }
        if opened != nil || !envelopeCounts.isEmpty { return stageOfEnvelopes }
        if urnOpened != nil { return .urnOpened }
        if admissionDone != nil { return .admissionDone }
        if convened != nil { return .boardOpened }
        if kits.contains(where: { $0.sent != nil }) || !letters.isEmpty {
            return entries.last.map { hasPassed($0.act.at) } == true ? .deadlinePassed : .issued
        }
        if released != nil { return .released }
        if printed != nil { return .printed }
        if deadline != nil { return .deadlineFixed }
        return electorate == nil ? .started : .electorateFrozen
    }

    /// The same at a moment.
    public func stage(at now: PostalTime) -> PostalStage {
        stage == .issued && hasPassed(now) ? .deadlinePassed : stage
    }

    /// Whether a moment lies behind the deadline.
    ///
    /// What arrives with the last stroke is in time: 16:00:00 for 16:00, and 00:00:00 for 24:00.
    public func hasPassed(_ time: PostalTime) -> Bool {
        guard let deadlineMoment, let deadline else { return false }
        let end = deadlineMoment.secondsSince1970 + (deadline.time == "24:00" ? 1 : 0)
        return time.secondsSince1970 > end
    }

    private var stageOfStacks: PostalStage {
        guard doubtful.count == sorted?.doubtful else { return .ballotsSorted }
        return Stack.allCases.allSatisfy(isCounted) ? .doubleCounted : .doubtfulDecided
    }

    private var stageOfEnvelopes: PostalStage {
        guard let last = envelopeCounts.last else { return .urnOpened }
        if agrees(last) { return .match }
        return envelopeCounts.count > 1 ? .mismatchExplained : .envelopesCounted
    }

    /// Refuses an act that comes too early, and says what is missing.
    func require(_ needed: PostalStage) throws(PostalRefusal) {
        let stage = stage
        guard stage < needed else { return }
        throw PostalRefusal(.wrongOrder, ["missing": .word("postal.missing.\(stage.next.rawValue)")])
    }

    /// Refuses an act that comes too late: `end` is the first stage in which it is.
    func require(before end: PostalStage) throws(PostalRefusal) {
        guard stage >= end else { return }
        throw PostalRefusal(.isOver, ["stage": .word("postal.stage.\(stage.rawValue)")])
    }
}

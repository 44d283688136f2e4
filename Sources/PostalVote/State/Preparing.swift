import CouncilLaw
import Election

// From the start to the release of the papers.

extension PostalState {
    mutating func freeze(_ act: PostalAct.Electorate) throws(PostalRefusal) {
        try require(before: .electorateFrozen)
        var seen: Set<PersonID> = []
        for member in act.members {
            guard seen.insert(member.p).inserted else {
                throw PostalRefusal(.personTwice, ["name": .text(member.name)])
            }
            guard member.attended || !member.present else {
                throw PostalRefusal(.presentWithoutAttending, ["name": .text(member.name)])
            }
        }
        let excluded = try requireSamePeople(act)
        var decided: [PersonID: Bool] = [:]
        for decision in act.decisions {
            guard act.toDecide.contains(where: { $0.p == decision.p }) else {
                throw PostalRefusal(.decisionUnexpected, ["name": .text(decision.p.description)])
            }
            if decision.admit, let member = act.newlyExcluded.first(where: { $0.p == decision.p }) {
                throw PostalRefusal(.excludedAdmitted, ["name": .text(member.name)])
            }
            guard decided.updateValue(decision.admit, forKey: decision.p) == nil else {
                throw PostalRefusal(.personTwice, ["name": .text(decision.p.description)])
            }
        }
        for member in act.differing where decided[member.p] == nil {
            throw PostalRefusal(.decisionMissing, ["name": .text(member.name)])
        }
        for member in act.newlyExcluded where decided[member.p] == nil {
            throw PostalRefusal(.newlyExcluded, ["name": .text(member.name), "p": .text(member.p.description)])
        }
        entitled = act.members.filter { $0.isCertain || decided[$0.p] == true }
        guard !entitled.isEmpty else { throw PostalRefusal(.nobody) }
        do throws(InvalidInput) {
            frame = try frame.with(
                entitled: entitled.count,
                present: act.members.count(where: \.attended),
                excluded: excluded
            )
        } catch {
            throw PostalRefusal(.law, ["reason": .sentence(of: { error.line(in: $0) })])
        }
        electorate = act
    }

    /// Whoever was excluded from the electronic vote is not admitted to its repetition by mistake, and whoever was on its
    /// roll is not forgotten: compared by person, as far as the electronic vote names people.
    ///
    /// Returns how many are excluded.
    private func requireSamePeople(_ act: PostalAct.Electorate) throws(PostalRefusal) -> Int {
        let excluded = act.members.count { $0.attended && $0.excluded }
        guard excluded >= frame.excluded else {
            throw PostalRefusal(.excludedFewer, ["before": .number(frame.excluded), "now": .number(excluded)])
        }
        guard let roll = act.roll else { return excluded }
        for person in roll {
            guard let member = act.members.first(where: { $0.p == person }) else {
                throw PostalRefusal(.rollForgotten, ["name": .text(person.description)])
            }
            guard member.attended, member.mayVote else {
                throw PostalRefusal(.rollForgotten, ["name": .text(member.name)])
            }
        }
        guard !lacksExcluded(act) else {
            let others = act.members.filter { $0.attended && $0.mayVote && !roll.contains($0.p) && !$0.excluded }
            throw PostalRefusal(
                .excludedOthers,
                [
                    "before": .number(frame.excluded), "now": .number(act.excludedBefore.count),
                    "names": .text(others.isEmpty ? "–" : others.map(\.name).joined(separator: ", ")),
                ]
            )
        }
        return excluded
    }

    /// Whether fewer are excluded than in the electronic vote, of those who can have been: nobody on its roll was.
    public func lacksExcluded(_ act: PostalAct.Electorate) -> Bool { act.excludedBefore.count < frame.excluded }

    /// The deadline in both readings, for the chair to choose.
    public func readings(time: ClockTime = .endOfDay) throws(InvalidInput) -> Deadline {
        try Deadline(
            session: start.sessionDay,
            days: start.settings.days,
            shift: start.settings.shift,
            time: time
        )
    }

    mutating func fix(_ act: PostalAct.FixedDeadline) throws(PostalRefusal) {
        try require(.electorateFrozen)
        if !letters.isEmpty { throw PostalRefusal(.deadlineLetterIsHere) }
        if kits.contains(where: { $0.sent != nil }) { throw PostalRefusal(.deadlineKitIsOut) }
        let settings = start.settings
        let moment: PostalTime
        do {
            let time = try ClockTime(parsing: act.time)
            let computed = try Deadline(session: start.sessionDay, days: settings.days, time: time)
            guard act.literal == computed.literal, act.shifted == computed.shifted else {
                throw PostalRefusal(
                    .deadlineDays,
                    ["literal": .day(computed.literal), "shifted": .day(computed.shifted)]
                )
            }
            try act.checkDay(computed, settings)
            guard let found = PostalTime(try BerlinMoment(act.date, time)) else { throw PostalRefusal(.deadlineTime) }
            moment = found
        } catch let refusal as PostalRefusal {
            throw refusal
        } catch let input as InvalidInput {
            throw PostalRefusal(.law, ["reason": .sentence(of: { input.line(in: $0) })])
        } catch {
            throw PostalRefusal(.deadlineTime)
        }
        guard moment > act.at else { throw PostalRefusal(.deadlinePast) }
        deadline = act
        deadlineMoment = moment
        // The old date stands on every sheet that was printed.
        printed = nil
        released = nil
        kits = []
    }

    mutating func print(_ act: PostalAct.Printed, _ person: PersonID) throws(PostalRefusal) {
        try require(.deadlineFixed)
        try require(before: .issued)
        guard act.kits.map(\.p).sorted() == entitled.map(\.p).sorted() else { throw PostalRefusal(.kits) }
        var seen: Set<Wahlscheinnummer> = []
        for kit in act.kits { try checkNew(kit.number, &seen) }
        printed = (act, person)
        released = nil
        kits = act.kits.map { KitRecord(number: $0.number, p: $0.p) }
    }

    /// Numbers of a print for everybody who may vote, in the order of the list.
    public func newKits() -> [Kit] {
        entitled.enumerated().map { Kit(number: Wahlscheinnummer(id, serial: $0.offset + 1), p: $0.element.p) }
    }

    /// A number that no kit has.
    public func newNumber() -> Wahlscheinnummer {
        Wahlscheinnummer(id, serial: (kits.map(\.number.serial).max() ?? 0) + 1)
    }

    func checkNew(_ number: Wahlscheinnummer, _ seen: inout Set<Wahlscheinnummer>) throws(PostalRefusal) {
        guard number.belongs(to: id) else {
            throw PostalRefusal(.numberForeign, ["number": .text(number.description)])
        }
        guard seen.insert(number).inserted else {
            throw PostalRefusal(.numberTwice, ["number": .text(number.description)])
        }
    }

    mutating func release(_ act: PostalAct.Released, _ person: PersonID) throws(PostalRefusal) {
        try require(.printed)
        try require(before: .issued)
        guard let printed, printed.act.proof == act.proof else { throw PostalRefusal(.otherProof) }
        guard printed.by != person else { throw PostalRefusal(.samePerson) }
        released = (act, person)
    }
}

extension PostalMember {
    /// Whether the person may vote under both readings.
    var isCertain: Bool { attended && present && !excluded && mayVote }

    /// Whether the two readings differ on the person.
    var isDiffering: Bool { attended && !present && !excluded && mayVote }
}

extension PostalAct.Electorate {
    /// Those on whom the two readings differ: each needs a decision with a reason.
    public var differing: [PostalMember] { members.filter(\.isDiffering) }

    /// Those who were on the roll of the electronic vote and are excluded now: each needs a reason.
    public var newlyExcluded: [PostalMember] {
        members.filter { $0.attended && $0.excluded && roll?.contains($0.p) == true }
    }

    /// Those who are decided on by name.
    public var toDecide: [PostalMember] { differing + newlyExcluded }

    /// The excluded who may have been excluded from the electronic vote.
    fileprivate var excludedBefore: [PostalMember] {
        members.filter { $0.attended && $0.excluded && roll?.contains($0.p) != true }
    }
}

extension PostalAct.FixedDeadline {
    fileprivate func checkDay(_ computed: Deadline, _ settings: PostalSettings) throws(PostalRefusal) {
        let day: CalendarDate? =
            switch chosen {
            case .literal: computed.literal
            case .workday: computed.shifted
            case .exception: nil
            }
        if let day, day != date { throw PostalRefusal(.deadlineDay, ["day": .day(day)]) }
        let otherReading = settings.shift.map { $0 != (chosen == .literal ? .literal : .workday) } ?? true
        let deviates = chosen == .exception || (computed.differs && otherReading)
        guard !deviates || reason != nil else {
            throw PostalRefusal(chosen == .exception ? .exceptionReason : .deadlineReason)
        }
        if let fixed = settings.time, fixed != time, chosen != .exception {
            throw PostalRefusal(.deadlineTime, ["time": .text(fixed)])
        }
        guard chosen != .exception || date > computed.session else {
            throw PostalRefusal(.deadlineDay, ["day": .day(computed.literal)])
        }
    }
}

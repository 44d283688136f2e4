import CouncilLaw
import Election

extension PostalState {
    /// The Niederschrift as far as the vote has come.
    public var niederschrift: Niederschrift {
        Niederschrift(
            head: head,
            persons: persons,
            admission: admission,
            count: count,
            result: outcome,
            end: end,
            missing: missingFields
        )
    }

    private var head: Niederschrift.Head {
        let name = { (p: PersonID) in electorate?.members.first { $0.p == p }?.name ?? p.description }
        return Niederschrift.Head(
            vote: id,
            electronicVote: start.vote,
            rehearsal: start.rehearsal,
            municipality: start.session.municipality,
            body: start.session.body,
            sessionNumber: start.session.number,
            sessionDate: start.session.date,
            sessionEnd: start.session.endDate,
            item: start.item,
            title: start.title,
            question: start.question,
            kind: start.kind,
            wahlgang: start.wahlgang,
            legalBasis: start.legalBasis,
            ruleSet: frame.ruleSet.id,
            reason: start.reason,
            decided: start.at,
            decidedBy: entries.first.map { self.name(of: $0.by) } ?? "",
            deadline: deadlineMoment,
            deadlinePlace: deadline?.place,
            reading: deadline?.chosen,
            literal: deadline?.literal,
            shifted: deadline?.shifted,
            deadlineReason: deadline?.reason,
            recipient: start.settings.recipient,
            assurance: start.settings.assurance,
            blank: start.settings.blank,
            electorateReading: start.settings.electorate,
            differences: (electorate?.decisions ?? []).map {
                Niederschrift.Difference(name: name($0.p), admitted: $0.admit, reason: $0.reason)
            },
            excluded: (electorate?.members ?? []).filter { $0.attended && $0.excluded }.map(\.name)
        )
    }

    private var persons: Niederschrift.Persons {
        let voting = Set(entitled.map(\.p))
        return Niederschrift.Persons(
            board: board.map { member in
                Niederschrift.Person(
                    p: member.p,
                    name: member.name,
                    function: member.arrived.function,
                    staff: member.arrived.staff,
                    mayor: member.arrived.mayor,
                    entitled: voting.contains(member.p),
                    arrived: member.arrived.at,
                    left: member.left?.at,
                    instead: member.arrived.instead.map(name)
                )
            },
            officialsNeeded: start.settings.officials,
            shortHanded: shortHanded.map { Niederschrift.Short(step: $0.step, reason: $0.reason, at: $0.at) },
            observers: observers.map {
                Niederschrift.Watcher(
                    name: $0.name,
                    capacity: $0.capacity,
                    event: $0.event,
                    at: $0.at,
                    remark: $0.remark
                )
            }
        )
    }

    private var admission: Niederschrift.Admission {
        Niederschrift.Admission(
            convened: convened?.at,
            place: convened?.place,
            instructed: convened?.instructed,
            lawsAvailable: convened?.lawsAvailable,
            early: convened?.early,
            urnChecked: urnChecked?.at,
            issued: kits.count,
            sent: dispatched,
            returned: kits.count { $0.returned != nil },
            replacements: replacements,
            handedOver: convened?.handedOver,
            invalidLists: convened?.invalidLists,
            supplements: convened?.supplements,
            later: letters.filter { $0.cameLater && !$0.isLate && !$0.isAfterAdmission }.map(brought),
            total: letters.count { !$0.isLate && !$0.isAfterAdmission },
            objections: letters.count(where: wasDoubted),
            resolutions: letters.compactMap(resolved),
            admittedByResolution: letters.count { letter in
                if case .admitted(let act) = letter.decision { act.byResolution } else { false }
            },
            admitted: letters.count { if case .admitted = $0.decision { true } else { false } },
            rejected: rejected,
            looseBallots: letters.count { letter in
                if case .rejected(let act) = letter.decision { act.findings?.looseBallot == true } else { false }
            },
            rejectedLetters: letters.compactMap { letter in
                guard case .rejected(let act) = letter.decision, !letter.isLate else { return nil }
                return Niederschrift.RejectedLetter(running: act.running, ground: act.ground, note: act.note)
            },
            late: letters.filter(\.isLate).map(later),
            waited: admissionDone?.waited,
            done: admissionDone?.at
        )
    }

    /// Whether a letter was objected to: by somebody's word, or by being rejected after it was opened (§ 58 KWahlO).
    private func wasDoubted(_ letter: LetterRecord) -> Bool {
        if case .rejected = letter.decision { return !letter.isLate }
        return letter.objected != nil
    }

    private var replacements: [Niederschrift.Replacement] {
        entries.compactMap { entry in
            guard case .replaced(let act) = entry.act else { return nil }
            let person = kits.first { $0.number == act.old }?.p
            return Niederschrift.Replacement(
                old: act.old,
                new: act.new,
                name: person.map { p in entitled.first { $0.p == p }?.name ?? p.description } ?? "",
                reason: act.reason,
                at: act.at
            )
        }
    }

    private func later(_ letter: LetterRecord) -> Niederschrift.Later {
        Niederschrift.Later(
            running: letter.received.running,
            arrival: letter.received.arrival,
            by: name(of: letter.by)
        )
    }

    /// Brought to the board while it sat: what counts is when, not when another office had it.
    private func brought(_ letter: LetterRecord) -> Niederschrift.Later {
        var brought = later(letter)
        brought.arrival = letter.received.reached ?? letter.received.arrival
        return brought
    }

    private func resolved(_ letter: LetterRecord) -> Niederschrift.Resolved? {
        guard let resolution = letter.resolution else { return rejection(letter) }
        let yes = resolution.act.votes.count(where: \.yes)
        return Niederschrift.Resolved(
            running: letter.received.running,
            why: letter.objected?.why ?? "",
            admits: resolution.admits,
            yes: yes,
            no: resolution.act.votes.count - yes,
            reason: resolution.act.reason
        )
    }

    /// A rejection without an objection before it: what was noted on the letter is the objection.
    private func rejection(_ letter: LetterRecord) -> Niederschrift.Resolved? {
        guard case .rejected(let act) = letter.decision, let votes = act.votes else { return nil }
        let yes = votes.count(where: \.yes)
        return Niederschrift.Resolved(
            running: act.running,
            why: act.note,
            admits: false,
            yes: yes,
            no: votes.count - yes,
            reason: "§ 27 Abs. 2 Satz 1 Nr. \(act.ground.number) KWahlG"
        )
    }
}

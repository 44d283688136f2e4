import CouncilLaw
import Election
import Papers
import PostalVote
import Words

// The Niederschrift of a postal vote on paper: what the journal says, in the words of the form.

extension PaperSetting {
    func niederschrift() throws -> BriefNiederschrift {
        let facts = state.niederschrift
        return BriefNiederschrift(
            frame: frame,
            deadline: try deadline(),
            legalBasis: [facts.head.legalBasis],
            reason: reason,
            decided: PaperMoment(facts.head.decided),
            reading: reading(facts.head),
            blankRule: Words.sentence("postal.value.blank.\(facts.head.blank.rawValue)", in: .german),
            assurance: Words.sentence("postal.value.assurance.\(facts.head.assurance.rawValue)", in: .german),
            electorate: electorate(facts.head),
            persons: persons(facts.persons),
            admission: admission(facts.admission),
            count: count(facts.count, facts.result),
            result: result,
            lots: lots,
            end: end(facts),
            unsent: sentences { if case .receivedUnsent = $0 { true } else { false } },
            surplus: sentences { if case .surplus = $0 { true } else { false } }.first,
            missing: facts.missing.map { Words.sentence("postal.niederschrift.\($0.rawValue)", in: .german) }
        )
    }

    /// The warnings of one kind; the others stand in the form where they belong.
    private func sentences(_ isMeant: (PostalWarning) -> Bool) -> [String] {
        state.warnings.filter(isMeant).map { $0.sentence(in: .german) }
    }

    private func reading(_ head: PostalVote.Niederschrift.Head) -> String {
        guard let reading = head.reading else { return "–" }
        let text = paperWord(
            "paper.reading.\(reading.rawValue)",
            ["literal": day(head.literal), "shifted": day(head.shifted)]
        )
        let reason = head.deadlineReason.map { paperWord("paper.reason", ["reason": $0.asSentence]) }
        return [text, reason].compactMap(\.self).joined(separator: " ")
    }

    /// As Germans write a day.
    private func day(_ date: CalendarDate?) -> String {
        guard let date else { return "–" }
        return "\(date)".split(separator: "-").reversed().joined(separator: ".")
    }

    private func electorate(_ head: PostalVote.Niederschrift.Head) -> BriefNiederschrift.Electorate? {
        guard state.electorate != nil else { return nil }
        return BriefNiederschrift.Electorate(
            rule: Words.sentence("postal.value.electorateReading.\(head.electorateReading.rawValue)", in: .german),
            decisions: head.differences.map {
                BriefNiederschrift.Decision(name: $0.name, isAdmitted: $0.admitted, reason: $0.reason)
            },
            excluded: head.excluded
        )
    }

    private var lots: [BriefNiederschrift.Lot] {
        state.lots.compactMap { lot in
            PaperMoment(lot.at).map { at in
                BriefNiederschrift.Lot(
                    among: lot.among.sorted { ($0.germanOrder, $0) < ($1.germanOrder, $1) },
                    winners: lot.winners,
                    drawnBy: lot.drawnBy,
                    witness: lot.witness,
                    how: lot.how,
                    at: at
                )
            }
        }
    }

    private func admission(_ facts: PostalVote.Niederschrift.Admission) -> BriefNiederschrift.Admission {
        BriefNiederschrift.Admission(
            convened: PaperMoment(facts.convened),
            place: facts.place,
            presentAtOpening: present { if case .convened = $0 { true } else { false } },
            isInstructed: facts.instructed ?? false,
            hasLaws: facts.lawsAvailable ?? false,
            isUrnChecked: facts.urnChecked != nil,
            handedOver: facts.handedOver ?? 0,
            issued: facts.issued,
            replaced: facts.replacements.count,
            invalidLists: facts.invalidLists ?? 0,
            invalidEntries: facts.replacements.count,
            deliveries: facts.later.compactMap { later in
                PaperMoment(later.arrival).map { BriefNiederschrift.Delivery(count: 1, at: $0, by: later.by) }
            },
            total: facts.total,
            objections: facts.objections,
            resolutions: facts.resolutions.map { resolved in
                BriefNiederschrift.Resolution(
                    number: resolved.running,
                    objection: resolved.why,
                    isAdmitted: resolved.admits,
                    reason: resolved.reason,
                    votes: votes(yes: resolved.yes, no: resolved.no)
                )
            },
            rejected: facts.rejected.enumerated().map { index, count in
                PaperCount(Words.sentence("postal.ground.\(index + 1)", in: .german), count)
            },
            looseBallots: facts.looseBallots,
            admittedByResolution: facts.admittedByResolution,
            admitted: facts.admitted,
            late: facts.late.count,
            special: specialLetters,
            hasWaited: facts.waited ?? false,
            presentAtEnd: present { if case .admissionDone = $0 { true } else { false } }
        )
    }

    /// How the board voted; as many for as against do not say which of both was resolved.
    private func votes(yes: Int, no: Int) -> String {
        let votes = paperWord("paper.votes", ["yes": String(yes), "no": String(no)])
        guard yes == no else { return votes }
        return votes + "; " + paperWord("paper.votes.tie.\(state.start.settings.tie.rawValue)")
    }

    private func count(
        _ facts: PostalVote.Niederschrift.Count,
        _ outcome: PostalVote.Niederschrift.Outcome
    ) -> BriefNiederschrift.Count {
        BriefNiederschrift.Count(
            urnOpened: PaperMoment(facts.urnOpened),
            presentAtUrn: present { if case .urnOpened = $0 { true } else { false } },
            envelopes: facts.envelopes.map {
                BriefNiederschrift.EnvelopeCount(
                    envelopes: $0.envelopes,
                    wahlscheine: $0.wahlscheine,
                    expected: state.voters,
                    explanation: $0.explanation
                )
            },
            ballots: facts.ballots ?? 0,
            isMixed: state.opened?.mixed ?? false,
            explanation: facts.explanation,
            empty: facts.emptyEnvelopes ?? 0,
            multiple: facts.several ?? 0,
            stacks: [
                PaperCount(paperWord("stack.clear"), facts.clear ?? 0),
                PaperCount(paperWord("stack.blank"), (facts.blank ?? 0) + (facts.emptyEnvelopes ?? 0)),
                PaperCount(paperWord("stack.doubtful"), facts.doubtfulCount ?? 0),
            ],
            counts: stackCounts,
            doubtful: facts.doubtful.map { ballot in
                BriefNiederschrift.Doubtful(
                    number: ballot.n,
                    decision: decision(ballot),
                    // The signed text keeps the paragraph of the doubt, as its version has it.
                    ground: ballot.doubt.paragraph(for: ballot.decision),
                    reason: [ballot.content, ballot.reason].filter { !$0.isEmpty }.joined(separator: " – "),
                    votes: votes(yes: ballot.yes, no: ballot.no)
                )
            },
            recounts: recountWishes,
            determined: PaperMoment(outcome.determined),
            announced: PaperMoment(outcome.announced),
            announcedPlace: outcome.announcedPlace,
            toPublic: outcome.publicly.map { paperWord("paper.public.\($0 ? "yes" : "no")") },
            presentAtResult: outcome.determined.flatMap { _ in
                present { act in
                    switch act {
                    case .determined, .announced: true
                    default: false
                    }
                }
            }
        )
    }

    private var stackCounts: [BriefNiederschrift.StackCount] {
        Stack.allCases.flatMap { stack in
            (state.stacks[stack]?.comparisons ?? []).map { comparison in
                let tellers = comparison.tellers.map(state.name)
                return BriefNiederschrift.StackCount(
                    stack: paperWord("stack.\(stack.rawValue)"),
                    round: comparison.round,
                    first: tellers.first ?? "",
                    second: tellers.last ?? "",
                    comparedBy: state.name(of: comparison.comparedBy),
                    isThird: !comparison.tellers.contains(comparison.comparedBy),
                    isAgreed: comparison.agreed
                )
            }
        }
    }

    private var recountWishes: [BriefNiederschrift.RecountWish] {
        state.entries.compactMap { entry in
            guard case .recountRequested(let wish) = entry.act, let at = PaperMoment(wish.at) else { return nil }
            return BriefNiederschrift.RecountWish(
                at: at,
                name: wish.by,
                reason: wish.why,
                isGranted: wish.granted,
                outcome: wish.granted ? outcome(ofRecount: entry.n) : nil
            )
        }
    }

    /// What came of a recount that was granted with an entry, and whether the earlier result had been announced.
    private func outcome(ofRecount n: Int) -> String {
        let earlier = state.entries.filter { $0.n < n }
        let last = earlier.lastIndex { if case .determined = $0.act { true } else { false } } ?? earlier.endIndex
        let announced = earlier[last...].compactMap { entry -> PaperMoment? in
            if case .announced(let act) = entry.act { PaperMoment(act.at) } else { nil }
        }
        let before = announced.first.map { paperWord("paper.recount.announced", ["at": $0.text]) }
        return [before, paperWord("paper.recount.\(comparison(ofRecount: n))")].compactMap(\.self).joined(
            separator: " "
        )
    }

    /// The numbers determined before a recount beside those after it.
    private func comparison(ofRecount n: Int) -> String {
        func counts(where isMeant: (Int) -> Bool) -> [PostalCounts] {
            state.entries.compactMap { entry in
                if case .determined(let act) = entry.act, isMeant(entry.n) { act.counts } else { nil }
            }
        }
        guard let after = counts(where: { $0 > n }).first else { return "open" }
        guard let before = counts(where: { $0 < n }).last else { return "first" }
        return before == after ? "same" : "changed"
    }

    private func decision(_ ballot: PostalVote.Niederschrift.Decided) -> String {
        let word = Words.sentence("postal.decision.\(ballot.decision.rawValue)", in: .german)
        return ballot.options.isEmpty ? word : "\(word): \(ballot.options.joined(separator: ", "))"
    }
}

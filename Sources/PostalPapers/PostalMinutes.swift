import CouncilLaw
import Election
import Papers
import PostalVote
import Ristretto255
import StrictJSON
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
            persons: persons(facts.persons),
            admission: admission(facts.admission),
            count: count(facts.count, facts.result),
            result: result,
            end: end(facts),
            missing: facts.missing.map { Words.sentence("postal.niederschrift.\($0.rawValue)", in: .german) }
        )
    }

    private func reading(_ head: PostalVote.Niederschrift.Head) -> String {
        guard let reading = head.reading else { return "–" }
        let text = paperWord(
            "paper.reading.\(reading.rawValue)",
            ["literal": day(head.literal), "shifted": day(head.shifted)]
        )
        return [text, head.deadlineReason].compactMap(\.self).joined(separator: " ")
    }

    /// As Germans write a day.
    private func day(_ date: CalendarDate?) -> String {
        guard let date else { return "–" }
        return "\(date)".split(separator: "-").reversed().joined(separator: ".")
    }

    private func persons(_ facts: PostalVote.Niederschrift.Persons) -> BriefNiederschrift.Persons {
        BriefNiederschrift.Persons(
            officials: facts.board.map { person in
                BriefNiederschrift.Official(
                    name: person.name,
                    function: paperWord("function.\(person.function.rawValue)"),
                    isStaff: person.staff,
                    arrived: PaperMoment(person.arrived),
                    left: PaperMoment(person.left),
                    substitutes: person.instead
                )
            },
            staffPresent: Set(facts.board.filter { $0.staff }.map(\.p)).count,
            fewerReason: facts.shortHanded.first { $0.step != .signing }?.reason,
            observers: facts.observers.filter { $0.event != .left }.map { watcher in
                let left = facts.observers.last { $0.name == watcher.name && $0.event == .left }
                return BriefNiederschrift.Observer(
                    name: watcher.name,
                    arrived: watcher.event == .arrived ? PaperMoment(watcher.at) : nil,
                    left: PaperMoment(left?.at),
                    request: watcher.remark
                )
            }
        )
    }

    private func admission(_ facts: PostalVote.Niederschrift.Admission) -> BriefNiederschrift.Admission {
        BriefNiederschrift.Admission(
            convened: PaperMoment(facts.convened),
            isInstructed: facts.instructed ?? false,
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
                    votes: paperWord("paper.votes", ["yes": String(resolved.yes), "no": String(resolved.no)])
                )
            },
            rejected: facts.rejected.enumerated().map { index, count in
                PaperCount(Words.sentence("postal.ground.\(index + 1)", in: .german), count)
            },
            looseBallots: facts.looseBallots,
            admittedByResolution: facts.admittedByResolution,
            admitted: facts.admitted,
            late: facts.late.count,
            hasWaited: facts.waited ?? false
        )
    }

    private func count(
        _ facts: PostalVote.Niederschrift.Count,
        _ outcome: PostalVote.Niederschrift.Outcome
    ) -> BriefNiederschrift.Count {
        BriefNiederschrift.Count(
            urnOpened: PaperMoment(facts.urnOpened),
            envelopes: facts.envelopes.first?.envelopes ?? 0,
            wahlscheine: facts.envelopes.first?.wahlscheine ?? 0,
            recount: facts.envelopes.count > 1 ? facts.envelopes.last?.envelopes : nil,
            explanation: facts.envelopes.last?.explanation ?? facts.explanation,
            ballots: facts.ballots ?? 0,
            empty: facts.emptyEnvelopes ?? 0,
            multiple: facts.several ?? 0,
            stacks: [
                PaperCount(paperWord("stack.clear"), facts.clear ?? 0),
                PaperCount(paperWord("stack.blank"), (facts.blank ?? 0) + (facts.emptyEnvelopes ?? 0)),
                PaperCount(paperWord("stack.doubtful"), facts.doubtfulCount ?? 0),
            ],
            counts: facts.pairs.map { pair in
                BriefNiederschrift.StackCount(
                    stack: paperWord("stack.\(pair.stack.rawValue)"),
                    round: pair.round,
                    first: pair.first,
                    second: pair.second,
                    third: pair.comparedBy,
                    isAgreed: pair.agreed
                )
            },
            doubtful: facts.doubtful.map { ballot in
                BriefNiederschrift.Doubtful(
                    number: ballot.n,
                    decision: decision(ballot),
                    ground: ballot.paragraph,
                    reason: ballot.reason,
                    votes: paperWord("paper.votes", ["yes": String(ballot.yes), "no": String(ballot.no)])
                )
            },
            announced: PaperMoment(outcome.announced),
            announcedPlace: outcome.announcedPlace
        )
    }

    private func decision(_ ballot: PostalVote.Niederschrift.Decided) -> String {
        let word = Words.sentence("postal.decision.\(ballot.decision.rawValue)", in: .german)
        return ([word] + ballot.options).joined(separator: ": ")
    }

    private func end(_ facts: PostalVote.Niederschrift) -> BriefNiederschrift.End {
        let functions = Dictionary(
            facts.persons.board.map { ($0.name, paperWord("function.\($0.function.rawValue)")) },
            uniquingKeysWith: { first, _ in first }
        )
        let signed = facts.end.signatures.map { signature in
            BriefNiederschrift.Signature(
                name: signature.name,
                function: functions[signature.name] ?? "",
                isSigned: true
            )
        }
        let others = facts.persons.board.filter { person in !facts.end.signatures.contains { $0.name == person.name } }
        let open = others.prefix(max(0, facts.persons.officialsNeeded - signed.count)).map { person in
            BriefNiederschrift.Signature(name: person.name, function: functions[person.name] ?? "")
        }
        return BriefNiederschrift.End(
            incidents: incidents(facts.end),
            recountRequests: facts.count.recounts.map { "\($0.by): \($0.why)" },
            signatures: signed + open,
            refusals: facts.end.refusals.map { BriefNiederschrift.Refusal(name: $0.name, reason: $0.reason) },
            fewerSignedReason: facts.persons.shortHanded.first { $0.step == .signing }?.reason,
            packages: packages,
            handover: handover,
            recordHash: facts.end.signatures.first.map { Hex.encode($0.text.encoded) }
        )
    }

    private func incidents(_ end: PostalVote.Niederschrift.End) -> [BriefNiederschrift.Incident] {
        let notes = end.incidents.compactMap { note in
            PaperMoment(note.at).map { BriefNiederschrift.Incident(at: $0, text: note.text) }
        }
        let breaks = end.breaks.compactMap { pause -> BriefNiederschrift.Incident? in
            let clock = String(pause.to.description.dropFirst(11).prefix(5))
            return PaperMoment(pause.from).map { from in
                BriefNiederschrift.Incident(
                    at: from,
                    text: paperWord("paper.break", ["to": clock, "guarded": pause.guarded])
                )
            }
        }
        return notes + breaks
    }
}

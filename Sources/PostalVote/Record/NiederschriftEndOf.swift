import CouncilLaw
import Election

extension PostalState {
    var count: Niederschrift.Count {
        Niederschrift.Count(
            urnOpened: urnOpened?.at,
            urnEmpty: urnOpened?.emptyAfter,
            envelopes: envelopeCounts.map {
                Niederschrift.EnvelopeCount(
                    envelopes: $0.counted,
                    wahlscheine: $0.wahlscheine,
                    explanation: $0.explanation,
                    at: $0.at
                )
            },
            ballots: opened?.ballots,
            emptyEnvelopes: opened?.empty,
            several: opened?.several,
            explanation: opened?.explanation,
            clear: sorted?.clear,
            blank: sorted?.blank,
            doubtfulCount: sorted?.doubtful,
            pairs: Stack.allCases.flatMap { stack in
                (stacks[stack]?.comparisons ?? []).map { comparison in
                    let tellers = comparison.tellers.map(name)
                    return Niederschrift.Pair(
                        stack: stack,
                        round: comparison.round,
                        first: tellers.first ?? "",
                        second: tellers.last ?? "",
                        comparedBy: name(of: comparison.comparedBy),
                        agreed: comparison.agreed
                    )
                }
            },
            doubtful: doubtful.map(decided),
            recounts: entries.compactMap { entry in
                guard case .recountRequested(let act) = entry.act else { return nil }
                return Niederschrift.Recount(by: act.by, why: act.why, granted: act.granted, at: act.at)
            }
        )
    }

    private func decided(_ act: PostalAct.Doubtful) -> Niederschrift.Decided {
        let yes = act.votes.count(where: \.yes)
        return Niederschrift.Decided(
            n: act.n,
            doubt: act.doubt,
            content: act.content,
            decision: act.decision,
            options: act.options.map(label),
            paragraph: act.doubt.paragraph,
            reason: act.reason,
            yes: yes,
            no: act.votes.count - yes
        )
    }

    private func label(_ id: String) -> String { start.options.first { $0.id == id }?.label ?? id }

    var outcome: Niederschrift.Outcome {
        let result = try? settledResult()
        return Niederschrift.Outcome(
            counts: determined?.counts,
            names: determined?.counts.options.map { label($0.id) } ?? [],
            needed: determined == nil ? nil : result?.majorityNeeded,
            decision: determined == nil ? nil : result?.code,
            elected: determined == nil ? [] : result?.electedNames ?? [],
            tie: determined == nil ? [] : result?.next?.among ?? [],
            lots: lots.map {
                Niederschrift.DrawnLot(winners: $0.winners, drawnBy: $0.drawnBy, witness: $0.witness, how: $0.how)
            },
            determined: determined?.at,
            announced: announced?.at,
            announcedPlace: announced?.place,
            publicly: announced?.publicly
        )
    }

    var end: Niederschrift.End {
        var incidents: [Niederschrift.Note] = []
        var breaks: [Niederschrift.Pause] = []
        for entry in entries {
            switch entry.act {
            case .incident(let act):
                incidents.append(Niederschrift.Note(text: act.text, at: act.at, by: name(of: entry.by)))
            case .received(let act) where letters.indices.contains(act.running - 1):
                guard letters[act.running - 1].isAfterAdmission else { break }
                incidents.append(Niederschrift.Note(text: Self.afterAdmission(act), at: act.at, by: name(of: entry.by)))
            case .interruption(let act):
                breaks.append(Niederschrift.Pause(from: act.from, to: act.to, guarded: act.guarded))
            default: break
            }
        }
        return Niederschrift.End(
            incidents: incidents,
            breaks: breaks,
            signatures: signatures.map {
                Niederschrift.SignedBy(
                    name: name(of: $0.by),
                    at: $0.act.at,
                    text: $0.act.text,
                    signature: $0.act.signature
                )
            },
            refusals: refusals.map {
                Niederschrift.Unsigned(name: name(of: $0.p), unable: $0.unable, reason: $0.reason)
            },
            packages: packed?.act.packages ?? [],
            packedBy: [packed?.by, packed?.confirmedBy].compactMap { $0 }.map(name),
            handedOverBy: handedOver.map { name(of: $0.by) },
            handedOverTo: handedOver?.act.to,
            handedOverAt: handedOver?.act.at,
            complete: handedOver?.act.complete,
            addendum: addenda.first?.text,
            minutesSigned: addenda.first?.minutesSigned,
            furtherAddenda: addenda.count < 2
                ? nil
                : addenda.dropFirst().map {
                    Niederschrift.Addition(text: $0.text, minutesSigned: $0.minutesSigned, at: $0.at)
                }
        )
    }

    /// Why a Wahlbrief was not opened although it was in time; part of the text that is signed, and so in no catalogue.
    private static func afterAdmission(_ act: PostalAct.Received) -> String {
        "Der Wahlbrief Nr. \(act.running) war rechtzeitig bei einer anderen Stelle und hat die Empfangsstelle erst nach dem "
            + "Ende der Zulassung erreicht; er blieb verschlossen."
    }

    /// What a complete Niederschrift would say and this one does not.
    var missingFields: [NiederschriftField] {
        func has(_ functions: BoardFunction...) -> Bool {
            board.contains { functions.contains($0.arrived.function) }
        }
        let isShort = officialsEver < start.settings.officials && shortHanded.isEmpty
        let lotIsOpen = determined != nil && (try? settledResult())?.next?.kind == "lot"
        let facts: [(NiederschriftField, Bool)] = [
            (.electorate, electorate == nil), (.deadline, deadline == nil), (.papers, printed == nil),
            (.release, released == nil), (.chair, !has(.chair, .deputyChair)),
            (.clerk, !has(.clerk, .deputyClerk)), (.officials, isShort), (.convened, convened == nil),
            (.lawsAvailable, convened?.lawsAvailable == false), (.urnChecked, urnChecked == nil),
            (.admission, admissionDone == nil), (.urnOpened, urnOpened == nil), (.envelopes, envelopeCounts.isEmpty),
            (.explanation, stage == .envelopesCounted), (.ballots, opened == nil), (.stacks, sorted == nil),
            (.doubtful, sorted.map { doubtful.count < $0.doubtful } ?? false),
            (.doubleCount, sorted == nil || !Stack.allCases.allSatisfy(isCounted)), (.result, determined == nil),
            (.lot, lotIsOpen), (.announcement, announced == nil), (.signatures, !isSigned),
            (.packages, packed == nil), (.packagesConfirmed, packed?.confirmedBy == nil),
            (.handOver, handedOver == nil),
        ]
        return facts.filter(\.1).map(\.0)
    }

    private var officialsEver: Int {
        Set(board.filter { $0.arrived.staff && (!$0.arrived.mayor || start.settings.mayorCounts) }.map(\.p)).count
    }
}

extension VoteResult {
    fileprivate var code: Niederschrift.DecisionCode {
        switch next {
        case .lot: return .lot
        case .runoff: return .anotherBallot
        case nil: break
        }
        switch decision {
        case .motion(let outcome): return outcome.isAdopted ? .adopted : .notAdopted
        case .election: return .elected
        case .seats: return .seats
        case .deputyMayors, .deputyRunoff: return .order
        case .nothing: return .nothing
        }
    }

    fileprivate var electedNames: [String] {
        switch decision {
        case .motion, .nothing: []
        case .election(let outcome): outcome.elected
        case .seats(let allotment): allotment.shares.map { "\($0.name): \($0.seats)" }
        case .deputyMayors(let deputies): deputies.places.map { "\($0.first): \($0.among.joined(separator: ", "))" }
        case .deputyRunoff(let runoff): runoff.order
        }
    }
}

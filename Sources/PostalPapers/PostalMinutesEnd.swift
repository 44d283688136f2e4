import Election
import Papers
import PostalVote
import Words

// Part 5 of the Niederschrift of a postal vote: incidents, signatures, packages.

extension PaperSetting {
    func end(_ facts: PostalVote.Niederschrift) -> BriefNiederschrift.End {
        BriefNiederschrift.End(
            incidents: incidents(facts.end),
            signatures: signatures(facts),
            signaturesNeeded: max(state.signaturesNeeded, state.signatures.count + state.unsigned.count),
            absent: absent(facts.persons),
            refusals: facts.end.refusals.map {
                BriefNiederschrift.Refusal(name: $0.name, isUnable: $0.unable, reason: $0.reason)
            },
            fewerSigned: fewer(facts.persons) { $0 == .signing },
            packages: packages,
            handover: handover,
            annexes: annexes,
            recordHash: state.checksum?.description
        )
    }

    /// Those who signed, and an empty line for each of the others; none for somebody who will not or cannot sign.
    private func signatures(_ facts: PostalVote.Niederschrift) -> [BriefNiederschrift.Signature] {
        let functions = Dictionary(
            facts.persons.board.map { ($0.p, paperWord("function.\($0.function.rawValue)")) },
            uniquingKeysWith: { $1 }
        )
        func line(_ person: PersonID, isSigned: Bool) -> BriefNiederschrift.Signature {
            BriefNiederschrift.Signature(
                name: state.name(of: person),
                function: functions[person] ?? "",
                isSigned: isSigned
            )
        }
        let signed = state.signatures.map { line($0.by, isSigned: true) }
        // Before the result is determined, everybody who is there will sign it.
        let open = state.determined == nil ? state.presentBoard.map(\.p) : state.unsigned
        return signed + open.map { line($0, isSigned: false) }
    }

    /// Those of the board who were not there any more when the result was determined, and so have no line.
    private func absent(_ facts: PostalVote.Niederschrift.Persons) -> [String] {
        guard state.determined != nil else { return [] }
        var named = state.boardAtResult.union(state.refusals.map(\.p))
        return facts.board.filter { named.insert($0.p).inserted }.map(\.name)
    }

    /// Incidents and breaks, the earlier ones first.
    private func incidents(_ end: PostalVote.Niederschrift.End) -> [BriefNiederschrift.Incident] {
        let notes = end.incidents.map { (at: $0.at, text: $0.text) }
        let breaks = end.breaks.map { pause in
            let clock = String(pause.to.description.dropFirst(11).prefix(5))
            return (at: pause.from, text: paperWord("paper.break", ["to": clock, "guarded": pause.guarded]))
        }
        return (notes + breaks).sorted { $0.at < $1.at }.compactMap { note in
            PaperMoment(note.at).map { BriefNiederschrift.Incident(at: $0, text: note.text) }
        }
    }
}

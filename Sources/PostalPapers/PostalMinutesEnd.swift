import Papers
import PostalVote
import Ristretto255
import StrictJSON
import Words

// Part 5 of the Niederschrift of a postal vote: incidents, signatures, packages.

extension PaperSetting {
    func end(_ facts: PostalVote.Niederschrift) -> BriefNiederschrift.End {
        BriefNiederschrift.End(
            incidents: incidents(facts.end),
            signatures: signatures(facts),
            signaturesNeeded: facts.persons.officialsNeeded,
            refusals: facts.end.refusals.map {
                BriefNiederschrift.Refusal(name: $0.name, isUnable: $0.unable, reason: $0.reason)
            },
            fewerSigned: fewer(facts.persons) { $0 == .signing },
            packages: packages,
            handover: handover,
            annexes: annexes,
            recordHash: facts.end.signatures.first.map { Hex.encode($0.text.encoded) }
        )
    }

    /// Those who signed, and as many empty lines as are missing; none for somebody who will not or cannot sign.
    private func signatures(_ facts: PostalVote.Niederschrift) -> [BriefNiederschrift.Signature] {
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
        guard !state.isSigned else { return signed }
        var settled = Set(signed.map(\.name) + facts.end.refusals.map(\.name))
        // Who came twice stands twice among those who were there, and signs once.
        let others = facts.persons.board.map(\.name).filter { settled.insert($0).inserted }
        let open = others.prefix(max(0, facts.persons.officialsNeeded - signed.count)).map { name in
            BriefNiederschrift.Signature(name: name, function: functions[name] ?? "")
        }
        return signed + open
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

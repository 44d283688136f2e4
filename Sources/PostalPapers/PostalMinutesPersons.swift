import Election
import Papers
import PostalVote
import Words

// Part 1 of the Niederschrift of a postal vote: who was there.

extension PaperSetting {
    func persons(_ facts: PostalVote.Niederschrift.Persons) -> BriefNiederschrift.Persons {
        let staff = staffPresent
        return BriefNiederschrift.Persons(
            day: state.convened?.at.date,
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
            staffAtOpening: staff.opening,
            staffAtLeast: staff.least,
            staffNeeded: facts.officialsNeeded,
            fewer: fewer(facts) { $0 != .signing },
            observers: observers,
            wishes: observerWishes
        )
    }

    /// What was noted about steps taken with fewer people than there should be.
    func fewer(
        _ facts: PostalVote.Niederschrift.Persons,
        in isMeant: (ShortStep) -> Bool
    ) -> [BriefNiederschrift.FewerNote] {
        facts.shortHanded.filter { isMeant($0.step) }.compactMap { note in
            PaperMoment(note.at).map { at in
                BriefNiederschrift.FewerNote(
                    step: Words.sentence("postal.value.step.\(note.step.rawValue)", in: .german),
                    at: at,
                    reason: note.reason
                )
            }
        }
    }

    /// How many officials were there when the board convened, and the lowest number from then to the announcement.
    ///
    /// Follows the entries, not their times: within a minute somebody may leave and somebody else come.
    private var staffPresent: (opening: Int, least: Int) {
        var present: Set<PersonID> = []
        var opening: Int?
        var least = Int.max
        entries: for entry in state.entries {
            switch entry.act {
            case .arrived(let act):
                if act.staff, !act.mayor || state.start.settings.mayorCounts { present.insert(entry.by) }
            case .left(let act): present.remove(act.p)
            case .convened: opening = present.count
            case .announced: break entries
            default: break
            }
            if opening != nil { least = min(least, present.count) }
        }
        let first = opening ?? present.count
        return (first, min(first, least))
    }

    /// Those who came, each time they did.
    private var observers: [BriefNiederschrift.Observer] {
        state.observers.enumerated().filter { $0.element.event == .arrived }.map { index, act in
            let left = state.observers.dropFirst(index + 1).first { $0.name == act.name && $0.event != .requested }
            return BriefNiederschrift.Observer(
                name: act.name,
                arrived: PaperMoment(act.at),
                left: left?.event == .left ? PaperMoment(left?.at) : nil,
                request: act.remark
            )
        }
    }

    private var observerWishes: [BriefNiederschrift.ObserverWish] {
        state.observers.filter { $0.event == .requested || $0.event == .declined }.compactMap { act in
            PaperMoment(act.at).map { at in
                BriefNiederschrift.ObserverWish(
                    name: act.name,
                    at: at,
                    isDeclined: act.event == .declined,
                    remark: act.remark
                )
            }
        }
    }
}

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
                    isUncounted: person.mayor && !state.start.settings.mayorCounts,
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

    /// Who of the board was there after each act, in the order of coming.
    ///
    /// Follows the entries, not their times: within a minute somebody may leave and somebody else come.
    private var presence: [(act: PostalAct, there: [(p: PersonID, came: PostalAct.Arrived)])] {
        var there: [(p: PersonID, came: PostalAct.Arrived)] = []
        var isConvened = false
        return state.entries.map { entry in
            // As in the state: a check-in ends by itself until the board has convened.
            if !isConvened { there.removeAll { !$0.came.holds(at: entry.act.at) } }
            switch entry.act {
            case .arrived(let act):
                there.removeAll { $0.p == entry.by }
                there.append((entry.by, act))
            case .left(let act): there.removeAll { $0.p == act.p }
            case .convened: isConvened = true
            default: break
            }
            return (entry.act, there)
        }
    }

    /// Who of the board was there at a step, by name; the last time counts where it was taken more than once.
    func present(at isMeant: (PostalAct) -> Bool) -> String? {
        guard let step = presence.last(where: { isMeant($0.act) }), !step.there.isEmpty else { return nil }
        return step.there.map { state.name(of: $0.p) }.joined(separator: ", ")
    }

    /// How many officials were there when the board convened, and the lowest number from then to the announcement.
    private var staffPresent: (opening: Int, least: Int) {
        var opening: Int?
        var least = Int.max
        var present = 0
        for (act, there) in presence {
            if case .announced = act { break }
            present = there.count { $0.came.staff && (!$0.came.mayor || state.start.settings.mayorCounts) }
            if case .convened = act { opening = present }
            if opening != nil { least = min(least, present) }
        }
        let first = opening ?? present
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

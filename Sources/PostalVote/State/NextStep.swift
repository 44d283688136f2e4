import CouncilLaw

/// What is to be done next in a vote by post; the command's hint is `cli.postal.next.` and the case's name.
///
/// Finer than ``PostalStage``: several steps can lie between two stages, and a step is only named if it would be taken.
public enum PostalStep: String, CaseIterable, Sendable {
    case electorate, deadline, print, release
    /// The period ended before anything went out: it is fixed and printed anew.
    case renewDeadline
    case send
    /// All kits are out; until the deadline Wahlbriefe come in.
    case receive
    /// The board comes, or comes back, or says why there are fewer.
    case arrive
    case convene
    /// All Wahlbriefe are there before the deadline, and a setting lets the board begin.
    case conveneEarly
    case checkUrn, admit, resolve, endAdmission, openUrn, envelopes
    /// Envelopes and Wahlscheine differ, and are counted again.
    case envelopesAgain
    case open, sort, doubtful, stack, compare, result, lot, announce, sign, pack, confirmPacking, handOver
    case confirmDestruction
    /// Nothing but keeping the papers until their time has come.
    case keep
}

extension PostalState {
    /// What is to be done next at a moment.
    public func nextStep(at now: PostalTime) -> PostalStep { asSeen(at: now).step(at: now) }

    private func step(at now: PostalTime) -> PostalStep {
        let stage = stage(at: now)
        switch stage {
        case .started: return .electorate
        case .electorateFrozen: return .deadline
        case .deadlineFixed: return hasPassed(now) ? .renewDeadline : .print
        case .printed: return hasPassed(now) ? .renewDeadline : .release
        case .released: return hasPassed(now) ? .renewDeadline : .send
        case .issued: return stepWhileOut
        case .deadlinePassed: return isQuorate ? .convene : .arrive
        case .announced: return .sign
        case .signed: return packed == nil ? .pack : .confirmPacking
        case .packed: return stepOfKeeping
        default: return isQuorate ? stepOfBoard(stage) : .arrive
        }
    }

    private var stepWhileOut: PostalStep {
        let here = Set(letters.compactMap(\.received.number))
        if kits.contains(where: { $0.isValid && $0.sent == nil && !here.contains($0.number) }) { return .send }
        guard start.settings.earlyCount == .whenAllArrived, outstanding.isEmpty else { return .receive }
        return isQuorate ? .conveneEarly : .arrive
    }

    private func stepOfBoard(_ stage: PostalStage) -> PostalStep {
        switch stage {
        case .boardOpened: stepOfAdmission
        case .admissionDone: .openUrn
        case .urnOpened: .envelopes
        case .envelopesCounted: .envelopesAgain
        case .mismatchExplained, .match: opened == nil ? .open : .sort
        case .ballotsSorted: .doubtful
        case .doubtfulDecided: stacks.values.contains { $0.agreed == nil && $0.tellers.count == 2 } ? .compare : .stack
        case .doubleCounted: .result
        default: isTied ? .lot : .announce
        }
    }

    private var stepOfAdmission: PostalStep {
        guard urnChecked != nil else { return .checkUrn }
        let open = letters.filter(\.isOpen)
        if open.isEmpty { return .endAdmission }
        return open.allSatisfy { $0.objected != nil && $0.resolution == nil } ? .resolve : .admit
    }

    private var stepOfKeeping: PostalStep {
        if handedOver == nil { return .handOver }
        // Whoever holds the papers back stops a destruction that waits for its second person, too.
        return holds.isEmpty && destroyed.contains { $0.confirmedBy == nil } ? .confirmDestruction : .keep
    }
}

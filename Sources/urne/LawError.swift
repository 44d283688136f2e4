import CouncilLaw
import VoteLaw
import Words

/// Why a vote cannot be made, or its result not be released, by the law that is frozen for it; exit 1.
enum LawError: Error {
    /// A `law.json` that is none.
    case unreadable(path: String, LawFault)
    case misfits([Misfit])
    /// The roll is not the electorate that follows from the rules: one line for each person.
    case electorate([ElectorateDifference])
    /// The law forbids a secret vote on the matter.
    case notSecret(Secrecy)
    case notReleased(Judgement.Reason)
    /// There is no decision that could be put into words.
    case undecided(Judgement)
    case lot(LotRefusal)
    /// There is no tie that a lot could decide, or the entry beside the record does not hold.
    case recordedLot(RecordedLot.Problem)
    /// The law gives no basis for an electronic secret vote in this session.
    case notElectronic(ElectronicVotePermission)

    /// How many people are named before the line grows too long to be read.
    private static let shown = 5

    /// Why the file at `path` cannot be frozen.
    init(_ reason: Judgement.Reason, path: String) {
        switch reason {
        case .unreadable(let fault): self = .unreadable(path: path, fault)
        case .misfits(let misfits): self = .misfits(misfits)
        case .invalidRecord, .notTheFrozenFile, .refused: self = .notReleased(reason)
        }
    }

    func sentence(in language: Language) -> String {
        switch self {
        case .unreadable(let path, let fault): path + ": " + fault.sentence(in: language)
        case .misfits(let misfits): misfits.map { $0.sentence(in: language) }.joined(separator: " ")
        case .electorate(let differences):
            (differences.prefix(Self.shown).map { $0.sentence(in: language) }
                + (differences.count > Self.shown ? ["…"] : [])).joined(separator: "; ")
        case .notSecret(let secrecy): secrecy.statements.text(in: language)
        case .notReleased(let reason):
            Words.sentence("rule.notReleased", in: language) + " "
                + reason.lines(in: language).joined(separator: " ")
        case .undecided(let judgement):
            switch judgement {
            case .noLaw: Words.sentence("rule.undecided.noLaw", in: language)
            case .notJudged(let reason): reason.lines(in: language).joined(separator: " ")
            case .open, .decided: Words.sentence("rule.undecided.open", in: language)
            }
        case .lot(let refusal): refusal.statement.text(in: language)
        case .recordedLot(let problem): problem.sentence(in: language)
        case .notElectronic(let permission): permission.statement.text(in: language)
        }
    }
}

/// Somebody in whose right to vote the roll and the rules differ.
struct ElectorateDifference {
    let person: String
    /// Why the person may not vote although the roll has them; nil if the roll lacks somebody who may.
    let reason: LeftOutReason?

    func sentence(in language: Language) -> String {
        guard let reason else { return Words.sentence("rule.electorate.missing", ["p": person], in: language) }
        let holes = ["p": person, "reason": reason.statement.text(in: language)]
        return Words.sentence("rule.electorate.tooMany", holes, in: language)
    }
}

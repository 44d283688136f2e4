import CouncilLaw
import Election
import Ristretto255

/// A postal vote as its journal tells it: the state is a fold over the entries, and no entry that breaks a rule is taken.
///
/// Nothing in it can tie a Wahlbrief to the Stimmzettel in it: letters have running numbers, Stimmzettel have none, and
/// those that are doubtful are numbered on their own.
public struct PostalState: Sendable {
    /// The postal vote: the id of its journal.
    public let id: JournalID
    /// Who may sign in the journal.
    public let people: [RollEntry]
    /// The decision to vote by post.
    public let start: PostalAct.Start
    /// By what the result is judged; the numbers of people are those of the electorate once it is frozen.
    public internal(set) var frame: LegalFrame

    /// All entries but the opening of the journal.
    public internal(set) var entries: [PostalEntry] = []
    /// The electorate, once it is frozen.
    public internal(set) var electorate: PostalAct.Electorate?
    /// Who may vote, in the order of the electorate's list.
    public internal(set) var entitled: [PostalMember] = []
    /// The deadline, once it is fixed.
    public internal(set) var deadline: PostalAct.FixedDeadline?
    /// Its moment.
    public internal(set) var deadlineMoment: PostalTime?
    /// The print that holds, with who made it.
    public internal(set) var printed: (act: PostalAct.Printed, by: PersonID)?
    /// The release of that print, with who gave it.
    public internal(set) var released: (act: PostalAct.Released, by: PersonID)?
    /// All kits, by number.
    public internal(set) var kits: [KitRecord] = []
    /// The receipt book, in the order of its running numbers.
    public internal(set) var letters: [LetterRecord] = []

    /// The board; who came twice is in it twice.
    public internal(set) var board: [BoardMember] = []
    /// Observers, as their entries say.
    public internal(set) var observers: [PostalAct.Observer] = []
    /// The steps taken with too few officials.
    public internal(set) var shortHanded: [PostalAct.ShortHanded] = []
    /// With how many officials the board goes on, after a reason was given for it.
    var tolerated: Int?
    /// The opening of the board's sitting.
    public internal(set) var convened: PostalAct.Convened?
    /// The check of the urn.
    public internal(set) var urnChecked: PostalAct.UrnChecked?
    /// The end of the admission.
    public internal(set) var admissionDone: PostalAct.AdmissionDone?

    /// The opening of the urn.
    public internal(set) var urnOpened: PostalAct.UrnOpened?
    /// The counts of the unopened envelopes, the last of which holds.
    public internal(set) var envelopeCounts: [PostalAct.Envelopes] = []
    /// The opening of the envelopes.
    public internal(set) var opened: PostalAct.Opened?
    /// The stacks, as they were sorted last.
    public internal(set) var sorted: PostalAct.Sorted?
    /// The decisions on doubtful Stimmzettel.
    public internal(set) var doubtful: [PostalAct.Doubtful] = []
    /// The counts of the stacks.
    public internal(set) var stacks: [Stack: StackCount] = [:]
    /// The result.
    public internal(set) var determined: PostalAct.Determined?
    /// Who of the board was there then; they answer for the result.
    public internal(set) var boardAtResult: Set<PersonID> = []
    /// The lots that decided ties.
    public internal(set) var lots: [PostalAct.Lot] = []
    /// The announcement.
    public internal(set) var announced: PostalAct.Announced?

    /// The text that is signed, fixed by the first signature.
    public internal(set) var signedText: String?
    /// The version of that text.
    var signedVersion: Int?
    /// The signatures.
    public internal(set) var signatures: [(by: PersonID, act: PostalAct.Signed)] = []
    /// Who did not sign.
    public internal(set) var refusals: [PostalAct.RefusedToSign] = []
    /// The packing, with who packed, and who confirmed it.
    public internal(set) var packed: (n: Int, act: PostalAct.Packed, by: PersonID, confirmedBy: PersonID?)?
    /// The hand-over of the packages.
    public internal(set) var handedOver: (act: PostalAct.HandedOver, by: PersonID)?
    /// Holds that were not lifted, with the numbers of their entries.
    public internal(set) var holds: [(n: Int, act: PostalAct.Hold)] = []
    /// What was destroyed, with who did it, and who confirmed it.
    public internal(set) var destroyed: [(n: Int, act: PostalAct.Destroyed, by: PersonID, confirmedBy: PersonID?)] = []
    /// The addenda to the session's minutes, in their order.
    public internal(set) var addenda: [PostalAct.Addendum] = []

    /// How far entries may lie behind the newest one: clocks of two computers differ a little.
    public static let clockTolerance = 300

    init(_ journal: Journal, _ start: PostalAct.Start, frame: LegalFrame) {
        id = journal.id
        people = journal.people
        self.start = start
        self.frame = frame
    }
}

/// An entry of a journal that does not hold: its number, its type, and why.
public struct PostalFault: Error, Hashable, Sendable {
    /// The number of the entry.
    public let n: Int
    /// Its type.
    public let type: String
    /// Why.
    public let refusal: PostalRefusal
}

extension PostalState {
    /// Folds a journal; nil while it holds nothing but its opening.
    public static func folding(_ journal: Journal) throws(PostalFault) -> PostalState? {
        var state: PostalState?
        for entry in journal.entries.dropFirst() {
            do throws(PostalRefusal) {
                if state == nil { state = try PostalState(starting: journal, entry) } else { try state?.take(entry) }
            } catch {
                throw PostalFault(n: entry.n, type: entry.type, refusal: error)
            }
        }
        return state
    }

    /// The state after the first entry behind the opening, which must be the start.
    public init(starting journal: Journal, _ entry: Event) throws(PostalRefusal) {
        guard case .start(let start) = try PostalAct(type: entry.type, body: entry.body) else {
            throw PostalRefusal(.startFirst)
        }
        self.init(journal, start, frame: try start.checkedFrame())
        entries = [PostalEntry(n: entry.n, by: try signer(entry), act: .start(start))]
    }

    /// Takes the next entry, or refuses it and stays as it is.
    public mutating func take(_ entry: Event) throws(PostalRefusal) {
        let act = try PostalAct(type: entry.type, body: entry.body)
        let by = try signer(entry)
        var next = self
        try next.take(act, by: by, n: entry.n)
        next.entries.append(PostalEntry(n: entry.n, by: by, act: act))
        self = next
    }

    /// Whether an act would be taken now; throws why not.
    public func check(_ act: PostalAct, by person: PersonID) throws(PostalRefusal) {
        var copy = self
        try copy.take(act, by: person, n: (entries.last?.n ?? 0) + 1)
    }

    private func signer(_ entry: Event) throws(PostalRefusal) -> PersonID {
        guard let person = people.first(where: { $0.person.description == entry.by }) else {
            throw PostalRefusal(.notInBoard, ["person": .text(entry.by)])
        }
        return person.person
    }

    /// The name of somebody who may sign; the id of anybody else.
    public func name(of person: PersonID) -> String {
        people.first { $0.person == person }?.name
            ?? electorate?.members.first { $0.p == person }?.name ?? person.description
    }
}

import Election
import StrictJSON

/// An act in the journal of a postal vote; the bodies are strict JSON, and unknown types and fields are refused.
public enum PostalAct: Hashable, Sendable {
    /// The decision to vote by post: the void of the electronic vote and the fallback are one act.
    case start(Start)
    /// Who may vote, frozen.
    case electorate(Electorate)
    /// Until when Wahlbriefe must have arrived.
    case fixedDeadline(FixedDeadline)
    /// A print of all papers, with the hash of the print job.
    case printed(Printed)
    /// The proof print was looked at by a second person and may go out.
    case released(Released)
    /// A kit was posted or handed over.
    case sent(Sent)
    /// A kit came back undeliverable.
    case returned(Returned)
    /// A kit was replaced: the old Wahlschein goes on the list of invalid ones, then a new one is made.
    case replaced(Replaced)
    /// A Wahlbrief arrived.
    case received(Received)
    /// A member of the board came, with their own access code.
    case arrived(Arrived)
    /// A member of the board left.
    case left(Left)
    /// Somebody asked to watch, came, went, or was turned away.
    case observer(Observer)
    /// Fewer officials than there should be, with the reason.
    case shortHanded(ShortHanded)
    /// The board convened.
    case convened(Convened)
    /// The urn was looked into and closed.
    case urnChecked(UrnChecked)
    /// A Wahlbrief is admitted, its inner envelope goes into the urn.
    case admitted(Admitted)
    /// A Wahlbrief is rejected; the inner envelope stays closed.
    case rejected(Rejected)
    /// A Wahlbrief was objected to and set aside.
    case objected(Objected)
    /// The board decided about a Wahlbrief that was set aside.
    case resolution(Resolution)
    /// All Wahlbriefe that arrived in time are admitted or rejected.
    case admissionDone(AdmissionDone)
    /// The urn was opened.
    case urnOpened(UrnOpened)
    /// Inner envelopes were counted unopened, against the Wahlscheine that were collected.
    case envelopes(Envelopes)
    /// The envelopes were opened and the Stimmzettel taken out.
    case opened(Opened)
    /// The Stimmzettel lie in stacks; what came from one envelope counts once.
    case sorted(Sorted)
    /// A doubtful Stimmzettel was decided on.
    case doubtful(Doubtful)
    /// A teller counted a stack alone; the numbers are hidden in a commitment.
    case tally(Tally)
    /// A third person compared two tallies.
    case compare(Compare)
    /// The result, as the program computes it.
    case determined(Determined)
    /// The lot that decided a tie, drawn by a human and seen by another one.
    case lot(Lot)
    /// The result was read out.
    case announced(Announced)
    /// Somebody who counted signs the record.
    case signed(Signed)
    /// Somebody does not sign, or cannot.
    case refusedToSign(RefusedToSign)
    /// Something special happened.
    case incident(Incident)
    /// The board took a break.
    case interruption(Interruption)
    /// Somebody asked for a recount.
    case recountRequested(RecountRequested)
    /// Everything is packed and sealed; a second person confirms it.
    case packed(Packed)
    /// A second person confirms an entry.
    case confirmed(Confirmed)
    /// The packages were handed over.
    case handedOver(HandedOver)
    /// Nothing may be destroyed until this is lifted.
    case hold(Hold)
    /// A hold was lifted.
    case lifted(Lifted)
    /// Papers or data were destroyed; a second person confirms it.
    case destroyed(Destroyed)
    /// The session's minutes had been signed already; the result is an addendum to them.
    case addendum(Addendum)
}

extension PostalAct {
    /// The types of acts, as they stand in an entry.
    public enum Kind: String, CaseIterable, Sendable {
        case start
        case electorate
        case fixedDeadline = "deadline"
        case printed
        case released
        case sent
        case returned
        case replaced
        case received
        case arrived
        case left
        case observer
        case shortHanded
        case convened
        case urnChecked
        case admitted
        case rejected
        case objected
        case resolution
        case admissionDone
        case urnOpened
        case envelopes
        case opened
        case sorted
        case doubtful
        case tally
        case compare
        case determined = "result"
        case lot
        case announced
        case signed
        case refusedToSign
        case incident
        case interruption = "break"
        case recountRequested
        case packed
        case confirmed
        case handedOver
        case hold
        case lifted
        case destroyed
        case addendum
    }

    /// The type of this act.
    public var kind: Kind {
        switch self {
        case .start: .start
        case .electorate: .electorate
        case .fixedDeadline: .fixedDeadline
        case .printed: .printed
        case .released: .released
        case .sent: .sent
        case .returned: .returned
        case .replaced: .replaced
        case .received: .received
        case .arrived: .arrived
        case .left: .left
        case .observer: .observer
        case .shortHanded: .shortHanded
        case .convened: .convened
        case .urnChecked: .urnChecked
        case .admitted: .admitted
        case .rejected: .rejected
        case .objected: .objected
        case .resolution: .resolution
        case .admissionDone: .admissionDone
        case .urnOpened: .urnOpened
        case .envelopes: .envelopes
        case .opened: .opened
        case .sorted: .sorted
        case .doubtful: .doubtful
        case .tally: .tally
        case .compare: .compare
        case .determined: .determined
        case .lot: .lot
        case .announced: .announced
        case .signed: .signed
        case .refusedToSign: .refusedToSign
        case .incident: .incident
        case .interruption: .interruption
        case .recountRequested: .recountRequested
        case .packed: .packed
        case .confirmed: .confirmed
        case .handedOver: .handedOver
        case .hold: .hold
        case .lifted: .lifted
        case .destroyed: .destroyed
        case .addendum: .addendum
        }
    }

    /// When it was done.
    public var at: PostalTime {
        switch self {
        case .start(let act): act.at
        case .electorate(let act): act.at
        case .fixedDeadline(let act): act.at
        case .printed(let act): act.at
        case .released(let act): act.at
        case .sent(let act): act.at
        case .returned(let act): act.at
        case .replaced(let act): act.at
        case .received(let act): act.at
        case .arrived(let act): act.at
        case .left(let act): act.at
        case .observer(let act): act.at
        case .shortHanded(let act): act.at
        case .convened(let act): act.at
        case .urnChecked(let act): act.at
        case .admitted(let act): act.at
        case .rejected(let act): act.at
        case .objected(let act): act.at
        case .resolution(let act): act.at
        case .admissionDone(let act): act.at
        case .urnOpened(let act): act.at
        case .envelopes(let act): act.at
        case .opened(let act): act.at
        case .sorted(let act): act.at
        case .doubtful(let act): act.at
        case .tally(let act): act.at
        case .compare(let act): act.at
        case .determined(let act): act.at
        case .lot(let act): act.at
        case .announced(let act): act.at
        case .signed(let act): act.at
        case .refusedToSign(let act): act.at
        case .incident(let act): act.at
        case .interruption(let act): act.at
        case .recountRequested(let act): act.at
        case .packed(let act): act.at
        case .confirmed(let act): act.at
        case .handedOver(let act): act.at
        case .hold(let act): act.at
        case .lifted(let act): act.at
        case .destroyed(let act): act.at
        case .addendum(let act): act.at
        }
    }

    /// The body of the entry: one JSON object, its members in the order of the type's properties.
    public var body: String {
        switch self {
        case .start(let act): ActCoding.text(of: act)
        case .electorate(let act): ActCoding.text(of: act)
        case .fixedDeadline(let act): ActCoding.text(of: act)
        case .printed(let act): ActCoding.text(of: act)
        case .released(let act): ActCoding.text(of: act)
        case .sent(let act): ActCoding.text(of: act)
        case .returned(let act): ActCoding.text(of: act)
        case .replaced(let act): ActCoding.text(of: act)
        case .received(let act): ActCoding.text(of: act)
        case .arrived(let act): ActCoding.text(of: act)
        case .left(let act): ActCoding.text(of: act)
        case .observer(let act): ActCoding.text(of: act)
        case .shortHanded(let act): ActCoding.text(of: act)
        case .convened(let act): ActCoding.text(of: act)
        case .urnChecked(let act): ActCoding.text(of: act)
        case .admitted(let act): ActCoding.text(of: act)
        case .rejected(let act): ActCoding.text(of: act)
        case .objected(let act): ActCoding.text(of: act)
        case .resolution(let act): ActCoding.text(of: act)
        case .admissionDone(let act): ActCoding.text(of: act)
        case .urnOpened(let act): ActCoding.text(of: act)
        case .envelopes(let act): ActCoding.text(of: act)
        case .opened(let act): ActCoding.text(of: act)
        case .sorted(let act): ActCoding.text(of: act)
        case .doubtful(let act): ActCoding.text(of: act)
        case .tally(let act): ActCoding.text(of: act)
        case .compare(let act): ActCoding.text(of: act)
        case .determined(let act): ActCoding.text(of: act)
        case .lot(let act): ActCoding.text(of: act)
        case .announced(let act): ActCoding.text(of: act)
        case .signed(let act): ActCoding.text(of: act)
        case .refusedToSign(let act): ActCoding.text(of: act)
        case .incident(let act): ActCoding.text(of: act)
        case .interruption(let act): ActCoding.text(of: act)
        case .recountRequested(let act): ActCoding.text(of: act)
        case .packed(let act): ActCoding.text(of: act)
        case .confirmed(let act): ActCoding.text(of: act)
        case .handedOver(let act): ActCoding.text(of: act)
        case .hold(let act): ActCoding.text(of: act)
        case .lifted(let act): ActCoding.text(of: act)
        case .destroyed(let act): ActCoding.text(of: act)
        case .addendum(let act): ActCoding.text(of: act)
        }
    }

    /// Reads the type and the body of an entry.
    public init(type: String, body: String) throws(PostalRefusal) {
        guard let kind = Kind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(type.utf8) }) else {
            // What was handed in cannot be taken back; the word is known, so that the answer can say why.
            throw type.utf8.elementsEqual("withdrawn".utf8)
                ? PostalRefusal(.withdrawalImpossible) : PostalRefusal(.unknownType, ["type": .text(type)])
        }
        func read<Act: Decodable>(_ type: Act.Type) throws(PostalRefusal) -> Act {
            do { return try ActCoding.value(type, of: body) } catch { throw PostalRefusal(error) }
        }
        switch kind {
        case .start: self = .start(try read(Start.self))
        case .electorate: self = .electorate(try read(Electorate.self))
        case .fixedDeadline: self = .fixedDeadline(try read(FixedDeadline.self))
        case .printed: self = .printed(try read(Printed.self))
        case .released: self = .released(try read(Released.self))
        case .sent: self = .sent(try read(Sent.self))
        case .returned: self = .returned(try read(Returned.self))
        case .replaced: self = .replaced(try read(Replaced.self))
        case .received: self = .received(try read(Received.self))
        case .arrived: self = .arrived(try read(Arrived.self))
        case .left: self = .left(try read(Left.self))
        case .observer: self = .observer(try read(Observer.self))
        case .shortHanded: self = .shortHanded(try read(ShortHanded.self))
        case .convened: self = .convened(try read(Convened.self))
        case .urnChecked: self = .urnChecked(try read(UrnChecked.self))
        case .admitted: self = .admitted(try read(Admitted.self))
        case .rejected: self = .rejected(try read(Rejected.self))
        case .objected: self = .objected(try read(Objected.self))
        case .resolution: self = .resolution(try read(Resolution.self))
        case .admissionDone: self = .admissionDone(try read(AdmissionDone.self))
        case .urnOpened: self = .urnOpened(try read(UrnOpened.self))
        case .envelopes: self = .envelopes(try read(Envelopes.self))
        case .opened: self = .opened(try read(Opened.self))
        case .sorted: self = .sorted(try read(Sorted.self))
        case .doubtful: self = .doubtful(try read(Doubtful.self))
        case .tally: self = .tally(try read(Tally.self))
        case .compare: self = .compare(try read(Compare.self))
        case .determined: self = .determined(try read(Determined.self))
        case .lot: self = .lot(try read(Lot.self))
        case .announced: self = .announced(try read(Announced.self))
        case .signed: self = .signed(try read(Signed.self))
        case .refusedToSign: self = .refusedToSign(try read(RefusedToSign.self))
        case .incident: self = .incident(try read(Incident.self))
        case .interruption: self = .interruption(try read(Interruption.self))
        case .recountRequested: self = .recountRequested(try read(RecountRequested.self))
        case .packed: self = .packed(try read(Packed.self))
        case .confirmed: self = .confirmed(try read(Confirmed.self))
        case .handedOver: self = .handedOver(try read(HandedOver.self))
        case .hold: self = .hold(try read(Hold.self))
        case .lifted: self = .lifted(try read(Lifted.self))
        case .destroyed: self = .destroyed(try read(Destroyed.self))
        case .addendum: self = .addendum(try read(Addendum.self))
        }
    }
}

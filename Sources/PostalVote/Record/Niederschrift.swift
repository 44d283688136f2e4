import CouncilLaw
import Election
import Proofs
import Ristretto255

/// The Niederschrift of a postal vote as data: every field of the form, or absent where nothing was entered yet.
///
/// Pages and papers print it, ``RecordText`` makes the text that is signed from its first five parts, and ``missing`` says
/// what it lacks.
public struct Niederschrift: Hashable, Codable, Sendable {
    /// What was voted on, why by post, until when.
    public var head: Head
    /// Who was there.
    public var persons: Persons
    /// What became of the Wahlbriefe.
    public var admission: Admission
    /// How the Stimmzettel were counted.
    public var count: Count
    /// The numbers and the decision.
    public var result: Outcome
    /// Incidents, signatures, packages.
    public var end: End
    /// What is missing.
    public var missing: [NiederschriftField]

    /// The JSON text, one object.
    public var json: String { ActCoding.text(of: self) }

    /// Reads the text that ``json`` writes.
    public init(json: String) throws { self = try ActCoding.value(Niederschrift.self, of: json) }

    init(
        head: Head,
        persons: Persons,
        admission: Admission,
        count: Count,
        result: Outcome,
        end: End,
        missing: [NiederschriftField]
    ) {
        self.head = head
        self.persons = persons
        self.admission = admission
        self.count = count
        self.result = result
        self.end = end
        self.missing = missing
    }
}

/// What a Niederschrift can lack.
public enum NiederschriftField: String, CaseIterable, Codable, Sendable {
    case electorate, deadline, papers, release
    case chair, clerk, officials
    case convened, lawsAvailable, urnChecked, admission
    case urnOpened, envelopes, explanation, ballots, stacks, doubtful, doubleCount
    case result, lot, announcement
    case signatures, packages, packagesConfirmed, handOver
}

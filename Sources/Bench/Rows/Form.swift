import Election
import SealedBallot

/// The three kinds of ballots that are measured.
public enum Form: String, CaseIterable, Sendable {
    /// Three options, exactly one: a motion.
    case motion
    /// Nine persons and abstention, one to three marks: an election of several seats.
    case seats
    /// Nine persons and abstention, up to five marks, up to three of them for one person.
    case cumulative

    var options: [Manifest.Option] {
        switch self {
        case .motion: ["ja", "nein", "enthaltung"].map { Manifest.Option(id: $0, label: $0) }
        case .seats: Self.persons(cap: 1, marks: maximum)
        case .cumulative: Self.persons(cap: 3, marks: maximum)
        }
    }

    private static func persons(cap: Int, marks: Int) -> [Manifest.Option] {
        (1...9).map { Manifest.Option(id: String($0), label: String($0), cap: cap) }
            + [Manifest.Option(id: "enthaltung", label: "enthaltung", weight: marks)]
    }

    var maximum: Int {
        switch self {
        case .motion: 1
        case .seats: 3
        case .cumulative: 5
        }
    }

    var rule: SelectionRule {
        SelectionRule(caps: options.map(\.cap), weights: options.map(\.weight), minimum: 1, maximum: maximum)
    }
}

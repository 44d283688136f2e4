import Words

/// How far a postal vote has come; every stage needs the ones before it.
public enum PostalStage: String, CaseIterable, Comparable, Sendable {
    case started, electorateFrozen, deadlineFixed, printed, released
    case issued, deadlinePassed, boardOpened, admissionDone, urnOpened, envelopesCounted
    /// Envelopes and Wahlscheine differ, were counted again, and the difference is explained.
    case mismatchExplained
    case match
    case ballotsSorted, doubtfulDecided, doubleCounted, determined, announced, signed, packed

    /// Earlier comes first.
    public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The stage that is missing next.
    var next: PostalStage {
        switch self {
        case .envelopesCounted: .mismatchExplained
        case .mismatchExplained, .match: .ballotsSorted
        default: Self.allCases[min(place + 1, Self.allCases.count - 1)]
        }
    }

    /// The name for people.
    public func name(in language: Language) -> String { Words.sentence("postal.stage.\(rawValue)", in: language) }
}

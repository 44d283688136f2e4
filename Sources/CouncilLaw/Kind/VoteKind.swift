/// The four kinds of votes a council takes.
public enum VoteKind: String, CaseIterable, Sendable {
    /// A vote on a matter (Abstimmung), § 50 (1) GO NRW.
    case motion
    /// An election of persons by majority (Wahl), § 50 (2) GO NRW.
    case election
    /// An election of lists by proportion (Verhältniswahl), § 50 (3), (4) GO NRW.
    case listElection = "list"
    /// The election of the deputy mayors, § 67 (2) GO NRW.
    case deputyMayors = "deputy-mayors"

    /// The paragraph that rules it.
    public var paragraph: String {
        switch self {
        case .motion: "§ 50 (1) GO NRW"
        case .election: "§ 50 (2) GO NRW"
        case .listElection: "§ 50 (3) GO NRW"
        case .deputyMayors: "§ 67 (2) GO NRW"
        }
    }

    /// The name of the kind, as in "geheime Abstimmung".
    var statement: Statement {
        Statement(key: "law.kind.\(rawValue)", [:])
    }
}

/// Matters for which the law has rules of its own: another majority, an open vote, or no vote for the mayor.
public enum Matter: String, CaseIterable, Sendable {
    /// Any other matter.
    case ordinary
    /// The main statute (Hauptsatzung).
    case mainStatute = "7-3"
    /// The decision to meet digitally in an emergency.
    case digitalSession = "47a"
    /// The council's decision to begin the recall of the mayor.
    case mayorRecall = "66-1"
    /// The recall of a deputy mayor.
    case deputyMayorRecall = "67-4"
    /// The recall of a Beigeordneter.
    case beigeordneteRecall = "71-7"
    // Matters in which the mayor has no vote, § 40 (2) GO NRW, named by their paragraph.
    case paragraph47Absatz1 = "47-1"
    case paragraph48Absatz1 = "48-1"
    case paragraph50Absatz3 = "50-3"
    case paragraph50Absatz4Satz1 = "50-4-1"
    case paragraph53Absatz2 = "53-2"
    case paragraph55Absatz4 = "55-4"
    case paragraph58Absatz1 = "58-1"
    case paragraph58Absatz3 = "58-3"
    case paragraph58Absatz5 = "58-5"
    case paragraph69Absatz1Satz2 = "69-1-2"
    case paragraph94Absatz1Satz2 = "94-1-2"
}

extension Matter {
    /// The paragraph, or nil for an ordinary matter.
    public var paragraph: String? {
        switch self {
        case .ordinary: nil
        case .digitalSession: "§ 47a GO NRW"
        case .paragraph50Absatz4Satz1: "§ 50 (4) Satz 1 GO NRW"
        case .paragraph69Absatz1Satz2: "§ 69 (1) Satz 2 GO NRW"
        case .paragraph94Absatz1Satz2: "§ 94 (1) Satz 2 GO NRW"
        default: rawValue.split(separator: "-").joined(separator: " (").withParagraphSign
        }
    }

    /// Whether the law orders a vote by name, so that a secret one is inadmissible.
    public var mustBeNamed: Bool { self == .mayorRecall }

    /// The majority the matter needs (§§ 7 (3), 47a, 66 (1), 67 (4), 71 (7) GO NRW).
    ///
    /// OPEN: of which number § 47a takes its two thirds; ``Settings/Name/digitalSessionBase`` says it.
    public func majority(_ settings: Settings = .standard) -> MajorityRule {
        switch self {
        case .mainStatute: .absolute
        case .mayorRecall: .twoThirdsOfRatsmitglieder
        case .deputyMayorRecall, .beigeordneteRecall: .twoThirds
        case .digitalSession: .digitalSession(base: settings.digitalSessionBase)
        default: .simple
        }
    }

    /// The doubt about the majority of § 47a, for that matter only.
    public func question(_ settings: Settings = .standard) -> OpenQuestion? {
        guard self == .digitalSession else { return nil }
        return OpenQuestion(
            .digitalSessionMajority,
            readings: Settings.Name.digitalSessionBase.choices.map { choice in
                Reading(choice, Statement(key: "law.base.\(choice)", [:]))
            },
            chosen: settings.digitalSessionBase.rawValue
        )
    }

    /// The paragraph that takes the mayor's vote away in this matter and kind of vote, or nil if the mayor votes.
    ///
    /// § 40 (2) GO NRW, from an older list that the legal office must compare with the text in force. The deputy mayors
    /// (§ 67 (2)) and the Beigeordnete (§ 71) are not in it: there the mayor votes.
    public func withoutTheMayor(in kind: VoteKind) -> String? {
        switch self {
        case .ordinary, .mainStatute, .digitalSession, .deputyMayorRecall, .beigeordneteRecall:
            kind == .listElection ? kind.paragraph : nil
        default: paragraph
        }
    }
}

extension String {
    /// `58 (3` becomes `§ 58 (3) GO NRW`.
    fileprivate var withParagraphSign: String { "§ \(self)) GO NRW" }
}

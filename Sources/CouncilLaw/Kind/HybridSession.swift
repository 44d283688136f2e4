/// The bodies of a municipality.
public enum CouncilBody: String, CaseIterable, Sendable {
    /// The council (Rat).
    case council
    /// Hauptausschuss; the mayor chairs it and votes.
    case mainCommittee = "main-committee"
    /// Finanzausschuss.
    case financeCommittee = "finance-committee"
    /// Rechnungsprüfungsausschuss.
    case auditCommittee = "audit-committee"
    /// Any other committee.
    case committee
    /// Bezirksvertretung.
    case districtCouncil = "district-council"

    /// Whether it is a committee of the council.
    public var isCommittee: Bool { self != .council && self != .districtCouncil }
}

/// On what a session rests.
public enum SessionBasis: Hashable, Sendable {
    /// Everybody in one room.
    case inPerson
    /// § 47a GO NRW: a digital or hybrid session in an emergency, after a resolution with two thirds.
    case emergency(resolved: Bool)
    /// § 58a GO NRW: a hybrid committee session in normal times.
    case hybridCommittee(mainStatuteAllows: Bool, committeeResolved: Bool)
}

/// Whether a secret electronic vote may be taken in a session without anybody's further doing (OPEN).
///
/// In a session in one room "Stimmzettel" (§ 50 (2) GO NRW) apply, and the DigiSiVO gives no basis.
public enum InPersonSession: String, CaseIterable, Sendable {
    case refused, allowed
}

/// Whether the law lets a body vote electronically and in secret in this session.
public struct ElectronicVotePermission: Hashable, Sendable {
    /// What forbids it.
    public enum Obstacle: String, CaseIterable, Sendable {
        case noResolution = "no-resolution"
        case onlyForCommittees = "only-for-committees"
        case excludedCommittee = "excluded-committee"
        case mainStatuteSilent = "main-statute-silent"
        case inPerson = "in-person"
    }

    /// What forbids it, or nil if it is allowed.
    public let obstacle: Obstacle?
    /// Where the law can be read in another way.
    public let questions: [OpenQuestion]

    /// Whether it is allowed.
    public var isAllowed: Bool { obstacle == nil }

    /// Checks §§ 47a and 58a GO NRW.
    ///
    /// § 58a is not open to Hauptausschuss, Finanzausschuss and Rechnungsprüfungsausschuss.
    public static func of(
        _ body: CouncilBody,
        _ basis: SessionBasis,
        settings: Settings = .standard
    ) -> ElectronicVotePermission {
        switch basis {
        case .inPerson:
            let obstacle = settings.inPersonSession == .refused ? Obstacle.inPerson : nil
            return ElectronicVotePermission(obstacle: obstacle, questions: [.inPersonSession(settings)])
        case .emergency(let resolved):
            return ElectronicVotePermission(obstacle: resolved ? nil : .noResolution, questions: [])
        case .hybridCommittee(let mainStatuteAllows, let committeeResolved):
            let obstacle: Obstacle? =
                if !body.isCommittee {
                    .onlyForCommittees
                } else if [.mainCommittee, .financeCommittee, .auditCommittee].contains(body) {
                    .excludedCommittee
                } else if !mainStatuteAllows {
                    .mainStatuteSilent
                } else if !committeeResolved {
                    .noResolution
                } else {
                    nil
                }
            return ElectronicVotePermission(obstacle: obstacle, questions: [])
        }
    }

    /// The answer in words.
    public var statement: Statement {
        guard let obstacle else { return Statement(.electronicAllowed) }
        return Statement(key: "law.electronic.\(obstacle.rawValue)", [:])
    }
}

extension OpenQuestion {
    /// Whether a secret vote may be electronic in a session in one room.
    static func inPersonSession(_ settings: Settings) -> OpenQuestion {
        OpenQuestion(
            .inPersonSession,
            readings: [
                Reading(InPersonSession.refused.rawValue, Statement(.inPersonRefused)),
                Reading(InPersonSession.allowed.rawValue, Statement(.inPersonAllowed)),
            ],
            chosen: settings.inPersonSession.rawValue
        )
    }
}

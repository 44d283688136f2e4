/// What somebody is in a body, as far as the right to vote depends on it.
public enum Role: String, CaseIterable, Sendable {
    /// The mayor, a member of the council by law (§ 40 (2) GO NRW).
    case mayor
    /// An elected member: Ratsmitglied, or member of a Bezirksvertretung.
    case member
    /// Sachkundiger Bürger: votes in committees (§ 58 (3) GO NRW).
    case sachkundigerBuerger = "sachkundiger-buerger"
    /// Sachkundiger Einwohner: advises (§ 58 (4) GO NRW).
    case sachkundigerEinwohner = "sachkundiger-einwohner"
    /// Anybody else with a seat and no vote.
    case adviser

    /// Whether the role has a vote in a body at all; exceptions for single matters come on top.
    ///
    /// The mayor votes in the council and as the chair of the Hauptausschuss, and advises in other committees.
    public func votes(in body: CouncilBody) -> Bool {
        switch self {
        case .member: true
        case .mayor: body == .council || body == .mainCommittee
        case .sachkundigerBuerger: body.isCommittee
        case .sachkundigerEinwohner, .adviser: false
        }
    }
}

/// One line of a body's list of members.
public struct BodyMember: Hashable, Sendable {
    /// The person's identifier.
    public let person: String
    /// The person's name.
    public let name: String
    /// What the person is in this body.
    public let role: Role
    /// The member in whose place this person may vote, if the person is a substitute.
    public let substituteFor: String?

    /// A member, or a substitute for one.
    public init(person: String, name: String, role: Role, substituteFor: String? = nil) {
        self.person = person
        self.name = name
        self.role = role
        self.substituteFor = substituteFor
    }
}

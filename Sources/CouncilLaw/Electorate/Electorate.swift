/// Whether a substitute votes when the regular member is in the session but excluded from the item (OPEN).
public enum Substitutes: String, CaseIterable, Sendable {
    case whenAbsent = "when-absent"
    case alsoWhenExcluded = "also-when-excluded"
}

/// Why somebody is not entitled to vote.
public enum LeftOutReason: Hashable, Sendable {
    /// Not on the list of this body.
    case notAMember
    /// The role has no vote in this body (§ 58 (3), (4) GO NRW).
    case noVote(Role)
    /// The mayor has no vote in this matter (§ 40 (2) GO NRW).
    case mayorExcepted(paragraph: String)
    /// Excluded for bias (§ 31 GO NRW).
    case excluded
    /// On the list a second time; one person has one vote.
    case listedTwice
    /// A substitute whose regular member votes.
    case memberVotes(member: String)
    /// A substitute whose regular member is present but has no vote here.
    case memberPresent(member: String)
    /// Not in the session.
    case absent
    /// Connected by video without a picture.
    case noPicture

    /// A short name that stays the same.
    public var code: String {
        switch self {
        case .notAMember: "not-a-member"
        case .noVote: "no-vote"
        case .mayorExcepted: "mayor-excepted"
        case .excluded: "excluded"
        case .listedTwice: "listed-twice"
        case .memberVotes: "member-votes"
        case .memberPresent: "member-present"
        case .absent: "absent"
        case .noPicture: "no-picture"
        }
    }

    /// All short names.
    public static let codes = [
        "not-a-member", "no-vote", "mayor-excepted", "excluded", "listed-twice", "member-votes", "member-present",
        "absent", "no-picture",
    ]

    /// The reason in words.
    public var statement: Statement {
        let key = "law.leftOut.\(code)"
        switch self {
        case .noVote(let role):
            return Statement(key: key, ["role": .statement(Statement(key: "law.role.\(role.rawValue)", [:]))])
        case .mayorExcepted(let paragraph): return Statement(key: key, ["paragraph": .text(paragraph)])
        case .memberVotes(let member), .memberPresent(let member):
            return Statement(key: key, ["member": .text(member)])
        default: return Statement(key: key, [:])
        }
    }
}

/// Somebody who is not entitled, with the reason.
public struct LeftOut: Hashable, Sendable {
    /// The person's identifier.
    public let person: String
    /// Why.
    public let reason: LeftOutReason
}

/// Who may vote on one item, frozen at the moment the chair opens the vote.
public struct Electorate: Hashable, Sendable {
    /// Who may vote, in the order of the list.
    public let entitled: [String]
    /// Everybody else on the list or in the session, with the reason.
    public let leftOut: [LeftOut]
    /// Where the law can be read in another way.
    public let questions: [OpenQuestion]

    /// The number of people left out, by the code of the reason.
    public var leftOutByReason: [String: Int] {
        Dictionary(leftOut.map { ($0.reason.code, 1) }, uniquingKeysWith: +)
    }
}

extension Electorate {
    /// Who may vote: member of the body, with a vote in this kind of vote, not excluded for the item, and present.
    ///
    /// The reasons are looked for in that order, and the first one is given. A substitute votes in the place of a
    /// member who is absent. `excluded` names only people on the list: with a typing error there, a biased member would
    /// keep the vote.
    public static func of(
        _ body: CouncilBody,
        members: [BodyMember],
        kind: VoteKind,
        matter: Matter = .ordinary,
        present: [String: Presence],
        excluded: Set<String>,
        settings: Settings = .standard
    ) throws(InvalidInput) -> Electorate {
        try check(members, excluded)
        let exception = matter.withoutTheMayor(in: kind)
        func reasonBeforePresence(_ member: BodyMember) -> LeftOutReason? {
            if !member.role.votes(in: body) { return .noVote(member.role) }
            if member.role == .mayor, let exception { return .mayorExcepted(paragraph: exception) }
            return excluded.contains(member.person) ? .excluded : nil
        }
        func reasonOfPresence(_ member: BodyMember) -> LeftOutReason? {
            switch present[member.person] ?? .absent {
            case .inRoom, .byVideo(picture: true): nil
            case .byVideo(picture: false): .noPicture
            case .absent: .absent
            }
        }

        // Regular members first: whether a substitute votes depends on them.
        var reasons: [Int: LeftOutReason] = [:]
        var voting: Set<String> = []
        var questions: [OpenQuestion] = []
        let order = members.indices.filter { members[$0].substituteFor == nil }
        for index in order {
            let member = members[index]
            let reason =
                voting.contains(member.person)
                ? .listedTwice : reasonBeforePresence(member) ?? reasonOfPresence(member)
            reasons[index] = reason
            if reason == nil { voting.insert(member.person) }
        }
        var replaced: Set<String> = []
        for index in members.indices where members[index].substituteFor != nil {
            let member = members[index]
            let regular = member.substituteFor ?? ""
            var reason = voting.contains(member.person) ? .listedTwice : reasonBeforePresence(member)
            if reason == nil, voting.contains(regular) || replaced.contains(regular) {
                reason = .memberVotes(member: regular)
            } else if reason == nil, present[regular]?.countsAsPresent == true {
                let isPresentSubstitute = reasonOfPresence(member) == nil
                if excluded.contains(regular), isPresentSubstitute, questions.isEmpty {
                    questions.append(substituteQuestion(settings))
                }
                let stepsIn = excluded.contains(regular) && settings.substitutes == .alsoWhenExcluded
                reason = stepsIn ? nil : .memberPresent(member: regular)
            }
            reason = reason ?? reasonOfPresence(member)
            reasons[index] = reason
            if reason == nil {
                voting.insert(member.person)
                replaced.insert(regular)
            }
        }

        let persons = Set(members.map(\.person))
        let strangers = present.keys.filter { !persons.contains($0) }.sorted()
        return Electorate(
            entitled: members.indices.filter { reasons[$0] == nil }.map { members[$0].person },
            leftOut: members.indices.compactMap { index in
                reasons[index].map { LeftOut(person: members[index].person, reason: $0) }
            } + strangers.map { LeftOut(person: $0, reason: .notAMember) },
            questions: questions
        )
    }

    private static func check(_ members: [BodyMember], _ excluded: Set<String>) throws(InvalidInput) {
        guard !members.isEmpty else { throw InvalidInput(.council, .missing) }
        let persons = Set(members.map(\.person))
        for member in members {
            guard member.person.isReadableName else { throw InvalidInput(.council, .unreadableName) }
            if let regular = member.substituteFor, !persons.contains(regular) || regular == member.person {
                throw InvalidInput(.council, .unknown(regular))
            }
        }
        for person in excluded.sorted() where !persons.contains(person) {
            throw InvalidInput(.excluded, .unknown(person))
        }
    }

    private static func substituteQuestion(_ settings: Settings) -> OpenQuestion {
        OpenQuestion(
            .substitutes,
            readings: [
                Reading(Substitutes.whenAbsent.rawValue, Statement(.substituteWhenAbsent)),
                Reading(Substitutes.alsoWhenExcluded.rawValue, Statement(.substituteAlsoWhenExcluded)),
            ],
            chosen: settings.substitutes.rawValue
        )
    }
}

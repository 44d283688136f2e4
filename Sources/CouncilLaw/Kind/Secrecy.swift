/// Of which number one fifth can demand a secret vote (OPEN: § 50 (1) GO NRW says "members of the council").
public enum OneFifthBase: String, CaseIterable, Sendable {
    case inOffice = "in-office"
    case statutory
    case present
}

/// Whether an objection to an open election still counts after it was withdrawn (OPEN).
///
/// A secret election is never void for its secrecy, an open one against an objection is (VG Düsseldorf, 1 K 389/15).
public enum WithdrawnObjection: String, CaseIterable, Sendable {
    case stands, lapses
}

/// Whether a vote is secret, and why.
public struct Secrecy: Hashable, Sendable {
    /// Why it is secret, or open.
    public enum Reason: String, CaseIterable, Sendable {
        case oneFifthDemands = "one-fifth"
        case tooFewDemand = "too-few"
        case nobodyDemands = "nobody"
        case objection
        case noObjection = "no-objection"
        case statute
        case namedByStatute = "named-by-statute"
    }

    /// Whether the vote is secret.
    public let isSecret: Bool
    /// How many must demand it or object, or nil where the law alone decides.
    public let needed: Int?
    /// How many did.
    public let found: Int
    /// The number of which one fifth was taken.
    public let members: Int
    /// Which number that is.
    public let base: OneFifthBase
    /// Why.
    public let reason: Reason
    /// The paragraph that decides.
    public let paragraph: String
    /// Whether a motion for a vote by name gives way to the secret vote (§ 50 (1) GO NRW).
    public let overridesNamedVote: Bool
    /// Whether somebody objected to an open vote where only an election knows objections.
    public let ignoresObjections: Bool
    /// Where the law can be read in another way.
    public let questions: [OpenQuestion]
}

/// What members asked for before a vote.
public struct SecrecyDemands: Hashable, Sendable {
    /// Members who moved that the vote be secret.
    public let movers: Int
    /// Members who objected to an open election, also those who took it back.
    public let objections: Int
    /// Of these, how many took it back before the vote was opened.
    public let withdrawn: Int
    /// Whether a vote by name was moved as well.
    public let namedVoteMoved: Bool

    /// Counts of members; nobody asked for anything unless said.
    public init(
        movers: Int = 0,
        objections: Int = 0,
        withdrawn: Int = 0,
        namedVoteMoved: Bool = false
    ) throws(InvalidInput) {
        try movers.checked(.movers)
        try objections.checked(.objections)
        try withdrawn.checked(.withdrawn)
        try withdrawn.checked(.withdrawn, within: .objections, of: objections)
        self.movers = movers
        self.objections = objections
        self.withdrawn = withdrawn
        self.namedVoteMoved = namedVoteMoved
    }
}

extension Secrecy {
    /// Whether a vote is secret.
    ///
    /// * A motion: on demand of at least one fifth of `members`, rounded up (§ 50 (1)).
    /// * An election, also one of lists: if one single member objects to an open vote (§ 50 (2) sentence 1); who moves a
    ///   secret election objects.
    /// * The deputy mayors: always (§ 67 (2)); there is no open option.
    /// * A matter for which the law orders a vote by name (§ 66 (1)): never.
    ///
    /// `members` is the number that ``Settings/Name/oneFifthBase`` names, the mayor included, who is a member of the
    /// council (§ 40 (2)).
    public static func of(
        _ kind: VoteKind,
        on matter: Matter = .ordinary,
        members: Int,
        demands: SecrecyDemands,
        settings: Settings = .standard
    ) throws(InvalidInput) -> Secrecy {
        try members.checkedPositive(.members)
        try demands.movers.checked(.movers, within: .members, of: members)
        try demands.objections.checked(.objections, within: .members, of: members)
        if matter.mustBeNamed {
            return Secrecy(kind, false, nil, demands.movers, members, .namedByStatute, demands, settings, matter)
        }
        switch kind {
        case .deputyMayors:
            return Secrecy(kind, true, nil, 0, members, .statute, demands, settings, matter)
        case .motion:
            let needed = Fraction.oneFifth.ceiling(of: members)
            let isSecret = demands.movers >= needed
            let reason: Reason =
                isSecret ? .oneFifthDemands : demands.movers == 0 ? .nobodyDemands : .tooFewDemand
            return Secrecy(kind, isSecret, needed, demands.movers, members, reason, demands, settings, matter)
        case .election, .listElection:
            let lapsed = settings.withdrawnObjection == .lapses ? demands.withdrawn : 0
            let found = max(demands.objections - lapsed, demands.movers)
            let reason: Reason = found > 0 ? .objection : .noObjection
            return Secrecy(kind, found > 0, 1, found, members, reason, demands, settings, matter)
        }
    }

    private init(
        _ kind: VoteKind,
        _ isSecret: Bool,
        _ needed: Int?,
        _ found: Int,
        _ members: Int,
        _ reason: Reason,
        _ demands: SecrecyDemands,
        _ settings: Settings,
        _ matter: Matter
    ) {
        self.isSecret = isSecret
        self.needed = needed
        self.found = found
        self.members = members
        base = settings.oneFifthBase
        self.reason = reason
        paragraph =
            switch reason {
            case .namedByStatute: matter.paragraph ?? kind.paragraph
            case .objection, .noObjection: VoteKind.election.paragraph
            default: kind.paragraph
            }
        overridesNamedVote = isSecret && demands.namedVoteMoved
        ignoresObjections = kind == .motion && demands.objections > 0
        questions = Self.questions(reason, demands, settings)
    }

    private static func questions(
        _ reason: Reason,
        _ demands: SecrecyDemands,
        _ settings: Settings
    ) -> [OpenQuestion] {
        switch reason {
        case .oneFifthDemands, .tooFewDemand:
            [
                OpenQuestion(
                    .oneFifthBase,
                    readings: OneFifthBase.allCases.map { base in
                        Reading(base.rawValue, Statement(key: "law.base.\(base.rawValue)", [:]))
                    },
                    chosen: settings.oneFifthBase.rawValue
                )
            ]
        case .objection where demands.withdrawn > 0, .noObjection where demands.withdrawn > 0:
            [
                OpenQuestion(
                    .withdrawnObjection,
                    readings: [
                        Reading(WithdrawnObjection.stands.rawValue, Statement(.objectionStands)),
                        Reading(WithdrawnObjection.lapses.rawValue, Statement(.objectionLapses)),
                    ],
                    chosen: settings.withdrawnObjection.rawValue
                )
            ]
        default: []
        }
    }

    /// The calculation and its outcome in words.
    public var statements: [Statement] {
        var said: [Statement] = []
        if let needed, reason == .oneFifthDemands || reason == .tooFewDemand || reason == .nobodyDemands {
            said.append(
                Statement(
                    .secrecyOneFifth,
                    [
                        "members": Counted.ofMembers(members), "needed": .number(needed), "found": .number(found),
                        "base": .statement(Statement(key: "law.base.\(base.rawValue)", [:])),
                    ]
                )
            )
        }
        said.append(Statement(key: "law.secrecy.\(reason.rawValue)", ["paragraph": .text(paragraph)]))
        if ignoresObjections { said.append(Statement(.objectionsForElections)) }
        if overridesNamedVote { said.append(Statement(.secrecyBeforeNamed)) }
        return said
    }
}

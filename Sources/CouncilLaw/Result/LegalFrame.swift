/// What an option on the ballot means to the law.
public enum OptionMeaning: String, CaseIterable, Sendable {
    /// For the motion.
    case yes
    /// Against the motion, or against all candidates.
    case no
    /// An abstention; it is no vote (§ 50 (5) GO NRW).
    case abstention
    /// An invalid vote, where the ballot offers one.
    case invalid
    /// A person who stands for election.
    case candidate
    /// A list.
    case list
}

/// One option of the ballot.
public struct BallotOption: Hashable, Sendable {
    /// What stands on the ballot.
    public let label: String
    /// What it means.
    public let meaning: OptionMeaning
    /// The number of people on a list, or nil if it is long enough.
    public let people: Int?

    /// An option, unchecked; ``LegalFrame`` checks it.
    public init(_ label: String, _ meaning: OptionMeaning, people: Int? = nil) {
        self.label = label
        self.meaning = meaning
        self.people = people
    }
}

/// By what a result will be judged, frozen before the vote is opened.
///
/// It holds everything the law needs but the votes, so that anybody with the counts reaches the same decision years
/// later. Nothing in it can be told from who voted how.
public struct LegalFrame: Hashable, Sendable {
    /// The kind of vote.
    public let kind: VoteKind
    /// The matter, where the law has rules of its own for it.
    public let matter: Matter
    /// The day of the session.
    public let session: CalendarDate
    /// The rules in force on that day.
    public let ruleSet: RuleSet
    /// What the town decided where the law is open.
    public let settings: Settings
    /// The number of those who may vote.
    public let entitled: Int
    /// The number of those present.
    public let present: Int
    /// The number of those excluded for the item.
    public let excluded: Int
    /// The number of people left out, by the code of the reason.
    public let leftOut: [String: Int]
    /// The options in the order of the ballot.
    public let options: [BallotOption]
    /// The seats to fill; one in a motion.
    public let seats: Int
    /// First ballot, or narrower election and run-off.
    public let round: Round
    /// The majority a motion needs.
    public let majority: MajorityRule
    /// The numbers of which a qualified majority is taken.
    public let numbers: BodyNumbers
    /// What was looked at before the vote was opened.
    public let circumstances: Circumstances

    /// Freezes a frame.
    ///
    /// The rule set follows from the day of the session, and the majority from the matter. Who reads a frame from a
    /// record gives the rule set that is named there (``RuleSet/named(_:)``): a set that was added later must not take
    /// its place.
    public init(
        kind: VoteKind,
        matter: Matter = .ordinary,
        session: CalendarDate,
        ruleSet: RuleSet? = nil,
        settings: Settings = .standard,
        entitled: Int,
        present: Int,
        excluded: Int,
        leftOut: [String: Int] = [:],
        options: [BallotOption],
        seats: Int = 1,
        round: Round = .first,
        majority: MajorityRule? = nil,
        numbers: BodyNumbers = .none,
        circumstances: Circumstances = .unknown
    ) throws(InvalidInput) {
        if let ruleSet {
            self.ruleSet = ruleSet
        } else {
            self.ruleSet = try RuleSet.onSession(session)
        }
        try entitled.checked(.members)
        try present.checked(.present)
        try entitled.checked(.members, within: .present, of: present)
        try excluded.checked(.excluded)
        try seats.checkedPositive(.seats, atMost: Limit.seats)
        try options.map(\.label).checkedNames(.option)
        try Self.check(options, kind, seats)
        self.kind = kind
        self.matter = matter
        self.session = session
        self.settings = settings
        self.entitled = entitled
        self.present = present
        self.excluded = excluded
        self.leftOut = leftOut
        self.options = options
        self.seats = seats
        self.round = round
        let statutory = matter.majority(settings)
        if let majority, let paragraph = matter.paragraph, !majority.isAtLeast(statutory) {
            throw InvalidInput(.majority, .lowered(paragraph: paragraph))
        }
        self.majority = majority ?? statutory
        self.numbers = numbers
        self.circumstances = circumstances
    }

    /// The method by which seats follow from votes.
    public var method: AllotmentMethod {
        kind == .deputyMayors ? .dHondt : ruleSet.committeeSeats(settings).method
    }

    /// How many votes a ballot may carry: several only in an election for several seats.
    public var votesEach: Int { kind == .election ? seats : 1 }

    private static func check(_ options: [BallotOption], _ kind: VoteKind, _ seats: Int) throws(InvalidInput) {
        func number(_ meaning: OptionMeaning) -> Int { options.count { $0.meaning == meaning } }
        let allowed: Set<OptionMeaning> =
            switch kind {
            case .motion: [.yes, .no, .abstention, .invalid]
            case .election: [.candidate, .no, .abstention, .invalid]
            case .listElection, .deputyMayors: [.list, .abstention, .invalid]
            }
        for option in options {
            guard allowed.contains(option.meaning) else { throw InvalidInput(.option, .unknown(option.label)) }
            try option.people?.checkedPositive(.people)
            let isOne = option.meaning != .candidate && option.meaning != .list
            if isOne, number(option.meaning) > 1 { throw InvalidInput(.option, .twice(option.label)) }
        }
        switch kind {
        case .motion:
            guard number(.yes) == 1, number(.no) == 1 else { throw InvalidInput(.option, .missing) }
            guard seats == 1 else { throw InvalidInput(.seats, .unexpected) }
        case .election: guard number(.candidate) > 0 else { throw InvalidInput(.candidate, .missing) }
        case .listElection, .deputyMayors: guard number(.list) > 0 else { throw InvalidInput(.list, .missing) }
        }
    }
}

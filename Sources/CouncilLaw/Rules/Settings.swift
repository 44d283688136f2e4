/// What a town decides where the law leaves it open.
///
/// Each setting has a default, and both the value and whether it is the default are part of every frozen vote, so that
/// they can be shown to the officer and printed in the record.
public struct Settings: Hashable, Sendable {
    /// The settings by name.
    public enum Name: String, CaseIterable, Sendable {
        case blankPaperBallot = "blank-paper-ballot"
        case candidateWithdrew = "candidate-withdrew"
        case committeeMethod = "committee-method"
        case deadlineShift = "deadline-shift"
        case digitalSessionBase = "digital-session-base"
        case inPersonSession = "in-person-session"
        case narrowerElection = "narrower-election"
        case nobodyHasAVote = "nobody-has-a-vote"
        case noVotesInNarrowerElection = "no-votes-in-narrower-election"
        case oneFifthBase = "one-fifth-base"
        case postalElectorate = "postal-electorate"
        case sessionDay = "session-day"
        case severalSeatsRest = "several-seats-rest"
        case shortList = "short-list"
        case singleCandidate = "single-candidate"
        case substitutes
        case withdrawnObjection = "withdrawn-objection"
    }

    private var values: [Name: String]

    /// Every setting at its default.
    public static let standard = Settings(values: [:])

    private init(values: [Name: String]) {
        self.values = values
    }

    /// Settings by name; those left out have their default, an unknown name or value is refused.
    public init(_ entries: [String: String]) throws(InvalidInput) {
        values = [:]
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            guard let name = Name(rawValue: key) else { throw InvalidInput(.settings, .unknown(key)) }
            try set(name, to: value)
        }
    }

    /// These settings with one of them changed.
    public func with(_ name: Name, _ value: String) throws(InvalidInput) -> Settings {
        var copy = self
        try copy.set(name, to: value)
        return copy
    }

    /// The value of one setting.
    public subscript(name: Name) -> String {
        values[name] ?? name.standard
    }

    /// Every setting with its value, to be frozen and shown.
    public var all: [String: String] {
        Dictionary(uniqueKeysWithValues: Name.allCases.map { ($0.rawValue, self[$0]) })
    }

    /// The settings that are not at their default.
    public var changed: [Name] {
        Name.allCases.filter { self[$0] != $0.standard }
    }

    // A default is not stored, so that settings with the same meaning are equal.
    private mutating func set(_ name: Name, to value: String) throws(InvalidInput) {
        guard name.choices.contains(value) else { throw InvalidInput(.settings, .unknown("\(name.rawValue)=\(value)")) }
        values[name] = value == name.standard ? nil : value
    }
}

extension Settings.Name {
    /// The values a setting may have, its default first.
    public var choices: [String] {
        switch self {
        case .blankPaperBallot: BlankPaperBallot.allCases.map(\.rawValue)
        case .candidateWithdrew: CandidateWithdrew.allCases.map(\.rawValue)
        case .committeeMethod: [Settings.followsRuleSet] + AllotmentMethod.allCases.map(\.rawValue)
        case .deadlineShift: [Settings.chairDecides] + DeadlineShift.allCases.map(\.rawValue)
        case .digitalSessionBase: [MajorityRule.Base.statutory.rawValue, MajorityRule.Base.yesAndNo.rawValue]
        case .inPersonSession: InPersonSession.allCases.map(\.rawValue)
        case .narrowerElection: NarrowerElectionReading.allCases.map(\.rawValue)
        case .nobodyHasAVote, .noVotesInNarrowerElection: WordingOrFailure.allCases.map(\.rawValue)
        case .oneFifthBase: OneFifthBase.allCases.map(\.rawValue)
        case .postalElectorate: PostalElectorateReading.allCases.map(\.rawValue)
        case .sessionDay: SessionDay.allCases.map(\.rawValue)
        case .severalSeatsRest: SeveralSeatsRest.allCases.map(\.rawValue)
        case .shortList: ShortList.allCases.map(\.rawValue)
        case .singleCandidate: SingleCandidate.allCases.map(\.rawValue)
        case .substitutes: Substitutes.allCases.map(\.rawValue)
        case .withdrawnObjection: WithdrawnObjection.allCases.map(\.rawValue)
        }
    }

    /// The default.
    public var standard: String { choices.first ?? "" }

    /// What is to be decided, in words.
    public var statement: Statement {
        Statement(key: "law.setting.\(rawValue)", [:])
    }
}

extension Settings {
    static let followsRuleSet = "by-rule-set"
    static let chairDecides = "chair-decides"

    /// The method for committees if the town fixes one, or nil to follow the rule set.
    public var committeeMethod: AllotmentMethod? { AllotmentMethod(rawValue: self[.committeeMethod]) }
    /// The reading of the deadline if the town fixes one, or nil if the chair decides.
    public var deadlineShift: DeadlineShift? { DeadlineShift(rawValue: self[.deadlineShift]) }

    var blankPaperBallot: BlankPaperBallot { value(.blankPaperBallot, .invalid) }
    var candidateWithdrew: CandidateWithdrew { value(.candidateWithdrew, .literal) }
    var digitalSessionBase: MajorityRule.Base { value(.digitalSessionBase, .statutory) }
    var inPersonSession: InPersonSession { value(.inPersonSession, .refused) }
    var narrowerElection: NarrowerElectionReading { value(.narrowerElection, .twoHighestNumbers) }
    var nobodyHasAVote: WordingOrFailure { value(.nobodyHasAVote, .literal) }
    var noVotesInNarrowerElection: WordingOrFailure { value(.noVotesInNarrowerElection, .literal) }
    var oneFifthBase: OneFifthBase { value(.oneFifthBase, .inOffice) }
    var postalElectorate: PostalElectorateReading { value(.postalElectorate, .attendedSession) }
    var severalSeatsRest: SeveralSeatsRest { value(.severalSeatsRest, .twoHighestNumbers) }
    var shortList: ShortList { value(.shortList, .staysEmpty) }
    var singleCandidate: SingleCandidate { value(.singleCandidate, .secondRound) }
    var substitutes: Substitutes { value(.substitutes, .whenAbsent) }
    var withdrawnObjection: WithdrawnObjection { value(.withdrawnObjection, .stands) }

    // Values are checked when they are set, so the fallback is never taken for a stored one.
    private func value<Value: RawRepresentable<String>>(_ name: Name, _ standard: Value) -> Value {
        Value(rawValue: self[name]) ?? standard
    }
}

/// What a paper ballot without a mark is.
///
/// OPEN: § 30 KWahlG, no. 2, calls it invalid; many rules of procedure take it for an abstention (§ 50 (5) GO NRW).
public enum BlankPaperBallot: String, CaseIterable, Sendable {
    case invalid, abstention
}

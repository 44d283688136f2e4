/// The votes on a motion as they were counted.
public struct MotionCount: Hashable, Sendable {
    /// Votes for it.
    public let yes: Int
    /// Votes against it.
    public let no: Int
    /// Abstentions; they count for the quorum, not for the majority.
    public let abstentions: Int
    /// Invalid votes; they do not count for the majority either.
    public let invalid: Int

    /// Counts, none of them negative.
    public init(yes: Int, no: Int, abstentions: Int = 0, invalid: Int = 0) throws(InvalidInput) {
        self.yes = try yes.checked(.yes)
        self.no = try no.checked(.no)
        self.abstentions = try abstentions.checked(.abstain)
        self.invalid = try invalid.checked(.invalid)
    }

    /// Everybody who voted.
    public var cast: Int { yes + no + abstentions + invalid }
    /// Yes and No.
    public var valid: Int { yes + no }
}

/// The numbers of which a majority can be taken; those a rule does not use may be left out.
public struct BodyNumbers: Hashable, Sendable {
    /// The statutory number, the mayor included where `hasMayor` says so.
    public let statutory: Int?
    /// The members who hold their seat, counted in the same way.
    public let inOffice: Int?
    /// The members present, counted in the same way.
    public let present: Int?
    /// Whether the mayor is one of them.
    public let hasMayor: Bool

    /// Numbers, none of them zero.
    public init(
        statutory: Int? = nil,
        inOffice: Int? = nil,
        present: Int? = nil,
        hasMayor: Bool = true
    ) throws(InvalidInput) {
        try statutory?.checkedPositive(.members)
        try inOffice?.checkedPositive(.members)
        try present?.checkedPositive(.present)
        if let statutory, let inOffice { try inOffice.checked(.members, within: .statutory, of: statutory) }
        if let most = inOffice ?? statutory { try present?.checked(.present, within: .members, of: most) }
        self.statutory = statutory
        self.inOffice = inOffice
        self.present = present
        self.hasMayor = hasMayor
    }

    /// No number at all, enough for a simple majority.
    public static let none = BodyNumbers()

    private init() {
        statutory = nil
        inOffice = nil
        present = nil
        hasMayor = true
    }

    /// The most people who can have voted, as far as it is known.
    var most: Int? { present ?? inOffice ?? statutory }

    func number(_ base: MajorityRule.Base) -> Int? {
        switch base {
        case .statutory: statutory
        case .inOffice: inOffice
        case .present: present
        case .yesAndNo, .validVotes: nil
        }
    }
}

/// What became of a motion.
public struct MotionOutcome: Hashable, Sendable {
    /// Why.
    public enum Reason: String, CaseIterable, Sendable {
        case adopted, rejected
        /// As many No as Yes: rejected (§ 50 (1) sentence 2 GO NRW).
        case tie
        /// Neither Yes nor No.
        case noVotes = "no-votes"
    }

    /// The votes.
    public let count: MotionCount
    /// The majority it needed.
    public let rule: MajorityRule
    /// The number of which the majority was taken.
    public let base: Int
    /// The smallest number of Yes votes that would have been enough.
    public let needed: Int
    /// Why it was adopted or rejected.
    public let reason: Reason

    /// Whether it was adopted.
    public var isAdopted: Bool { reason == .adopted }
}

extension MotionOutcome {
    /// Decides a motion: it is adopted with the majority the rule asks for, and rejected otherwise.
    ///
    /// With the simple majority that is more Yes than No: abstentions and invalid votes never count (§ 50 (5)), a tie
    /// is a rejection (§ 50 (1)), one Yes against thirty abstentions is adopted, and nothing against nothing is not.
    public static func of(
        _ count: MotionCount,
        by rule: MajorityRule = .simple,
        numbers: BodyNumbers = .none
    ) throws(InvalidInput) -> MotionOutcome {
        if let most = numbers.most, most < count.cast {
            throw InvalidInput(numbers.present == nil ? .members : .present, .lessThan(.votes, count: count.cast))
        }
        var base = count.valid
        if rule.base != .yesAndNo && rule.base != .validVotes {
            guard let number = numbers.number(rule.base) else {
                throw InvalidInput(rule.base == .present ? .present : .members, .missing)
            }
            base = rule.countsMayor || !numbers.hasMayor ? number : number - 1
        }
        let needed = rule.needed(of: base)
        let reason: Reason =
            if count.yes >= needed {
                .adopted
            } else if count.valid == 0 {
                .noVotes
            } else {
                count.yes == count.no && rule == .simple ? .tie : .rejected
            }
        return MotionOutcome(count: count, rule: rule, base: base, needed: needed, reason: reason)
    }

    /// The calculation in plain words.
    public var calculation: Statement {
        let votes: [String: Statement.Hole] = [
            "yes": Counted.yesVote(count.yes), "no": Counted.noVote(count.no),
        ]
        if rule == .simple {
            let more: [String: Statement.Hole] = ["valid": Counted.validVote(count.valid), "needed": .number(needed)]
            return Statement(.motionSimple, votes.merging(more) { $1 })
        }
        return Statement(.motionQualified, votes.merging(["majority": .statement(majorityInWords)]) { $1 })
    }

    /// Of which number the majority was taken, and how many were needed.
    var majorityInWords: Statement {
        if rule == .simple {
            let holes: [String: Statement.Hole] = ["valid": Counted.validVote(count.valid), "needed": .number(needed)]
            return Statement(.majorityOfValid, holes)
        }
        return Statement(
            rule.countsMayor ? .motionMajority : .motionMajorityNoMayor,
            [
                "base": .statement(Statement(key: "law.base.\(rule.base.rawValue)", [:])),
                "number": .number(base),
                "share": .statement(rule.statement),
                "needed": .number(needed),
            ]
        )
    }

    /// What the chair says about the motion.
    public var decision: Statement {
        Statement(key: "law.motion.\(reason.rawValue)", [:])
    }

    /// The calculation and the decision.
    public var statements: [Statement] { [calculation, decision] }
}

import CouncilLaw

/// Quorum, basis of the session and reason for secrecy, from what an officer says of them; nil for what nobody said.
enum LawCircumstances {
    /// Whether enough are present, if the statutory number is known; too few stop nothing before it is determined.
    static func quorum(
        _ list: BodyList,
        _ presences: [String: Presence],
        _ numbers: BodyNumbers
    ) throws -> Quorum.Reason? {
        guard let statutory = numbers.statutory else { return nil }
        let present = numbers.present ?? 0
        guard list.body.isCommittee else { return try Quorum.of(statutory: statutory, present: present).reason }
        let citizens = list.voting.count {
            $0.role == .sachkundigerBuerger && presences[$0.person]?.countsAsPresent == true
        }
        return try Quorum.ofCommittee(
            statutory: statutory,
            ratsmitglieder: present - citizens,
            sachkundigeBuerger: citizens
        ).reason
    }

    /// On what the session rests; refused where the law gives no electronic secret vote in it, and before it gave any.
    static func basis(
        _ chosen: Circumstances.Basis?,
        _ body: CouncilBody,
        _ session: CalendarDate,
        _ settings: Settings
    ) throws -> Circumstances.Basis? {
        guard let basis = chosen else { return nil }
        if basis != .inPerson, let rule = try RuleSet.onSession(session)[.hybridSession], session < rule.validFrom {
            throw InvalidInput(.basis, .notCovered("\(session)"))
        }
        let permission = ElectronicVotePermission.of(body, basis.granted, settings: settings)
        guard permission.isAllowed else { throw LawError.notElectronic(permission) }
        return basis
    }

    /// Why the vote is secret; refused if what was demanded does not make it so.
    static func secrecy(
        movers: Int?,
        objections: Int?,
        _ kind: VoteKind,
        _ matter: Matter,
        _ numbers: BodyNumbers,
        _ settings: Settings
    ) throws -> Secrecy.Reason? {
        guard movers != nil || objections != nil || kind == .deputyMayors else { return nil }
        let secrecy = try Secrecy.of(
            kind,
            on: matter,
            members: members(numbers, settings),
            demands: SecrecyDemands(movers: movers ?? 0, objections: objections ?? 0),
            settings: settings
        )
        guard secrecy.isSecret else { throw LawError.notSecret(secrecy) }
        return secrecy.reason
    }

    /// The number of which one fifth is taken.
    private static func members(_ numbers: BodyNumbers, _ settings: Settings) throws(InvalidInput) -> Int {
        let number =
            switch OneFifthBase(rawValue: settings[.oneFifthBase]) {
            case .statutory: numbers.statutory
            case .present: numbers.present
            case .inOffice, nil: numbers.inOffice
            }
        guard let number else { throw InvalidInput(.statutory, .missing) }
        return number
    }
}

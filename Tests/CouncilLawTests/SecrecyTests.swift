import CouncilLaw
import Testing

private func secrecy(
    _ kind: VoteKind = .motion,
    members: Int = 39,
    movers: Int = 0,
    objections: Int = 0,
    withdrawn: Int = 0,
    named: Bool = false,
    matter: Matter = .ordinary,
    settings: Settings = .standard
) throws -> Secrecy {
    let demands = try SecrecyDemands(
        movers: movers,
        objections: objections,
        withdrawn: withdrawn,
        namedVoteMoved: named
    )
    return try Secrecy.of(kind, on: matter, members: members, demands: demands, settings: settings)
}

@Suite("What makes a vote secret")
struct SecrecyTests {
    @Test("Edge case 40: of 39 members seven movers fail and eight succeed")
    func oneFifthBoundary() throws {
        #expect(try !secrecy(movers: 7).isSecret)
        #expect(try secrecy(movers: 8).isSecret)
        #expect(try secrecy(movers: 8).needed == 8)
        #expect(
            german(try secrecy(movers: 7).statements)
                == "Ein Fünftel von 39 Mitgliedern (Zahl der Mitglieder im Amt), aufgerundet: 8. Geheime Abstimmung verlangen: 7. "
                + "Das reicht nicht aus, es wird offen abgestimmt (§ 50 (1) GO NRW)."
        )
    }

    @Test(
        "Edge case 40: one fifth is rounded up, with the mayor and without",
        arguments: [(39, 8), (38, 8), (36, 8), (35, 7), (40, 8), (41, 9), (5, 1), (1, 1), (3, 1)]
    )
    func roundedUp(members: Int, needed: Int) throws {
        #expect(try secrecy(members: members).needed == needed)
    }

    @Test("Edge case 40: the base is a setting, and it is shown")
    func baseIsShown() throws {
        let settings = try Settings.standard.with(.oneFifthBase, "present")
        let result = try secrecy(members: 30, movers: 6, settings: settings)
        #expect(result.isSecret)
        #expect(result.base == .present)
        #expect(result.questions.map(\.code) == [.oneFifthBase])
        #expect(result.questions[0].chosen == "present")
        #expect(try secrecy(movers: 8).base == .inOffice)
    }

    @Test("One single objection makes an election secret", arguments: [VoteKind.election, .listElection])
    func oneObjection(kind: VoteKind) throws {
        #expect(try secrecy(kind, objections: 1).isSecret)
        #expect(try secrecy(kind, objections: 1).needed == 1)
        #expect(try !secrecy(kind).isSecret)
        #expect(try secrecy(kind, movers: 1).isSecret)
    }

    @Test("An objection does not make a motion secret")
    func objectionToAMotion() throws {
        #expect(try !secrecy(objections: 1).isSecret)
    }

    @Test("Edge case 41: an objection that was withdrawn still counts, unless the town decides otherwise")
    func withdrawnObjection() throws {
        let stands = try secrecy(.election, objections: 1, withdrawn: 1)
        #expect(stands.isSecret)
        #expect(stands.questions.map(\.code) == [.withdrawnObjection])
        let settings = try Settings.standard.with(.withdrawnObjection, "lapses")
        let lapses = try secrecy(.election, objections: 1, withdrawn: 1, settings: settings)
        #expect(!lapses.isSecret)
        #expect(lapses.questions[0].chosen == "lapses")
        #expect(try secrecy(.election, objections: 2, withdrawn: 1, settings: settings).isSecret)
    }

    @Test("Edge case 41: a secret vote goes before a vote by name")
    func secretBeforeNamed() throws {
        let both = try secrecy(movers: 8, named: true)
        #expect(both.isSecret)
        #expect(both.overridesNamedVote)
        #expect(german(both.statements).hasSuffix("geht dem Antrag auf namentliche Abstimmung vor."))
        #expect(try !secrecy(movers: 7, named: true).overridesNamedVote)
    }

    @Test("Edge case 41: where the statute orders a vote by name, a secret one is inadmissible")
    func namedByStatute() throws {
        let result = try secrecy(movers: 39, matter: .mayorRecall)
        #expect(!result.isSecret)
        #expect(result.reason == .namedByStatute)
        #expect(result.paragraph == "§ 66 (1) GO NRW")
    }

    @Test("Edge case 42: § 58a does not allow hybrid sessions of three committees")
    func hybridCommittees() {
        let basis = SessionBasis.hybridCommittee(mainStatuteAllows: true, committeeResolved: true)
        for body in [CouncilBody.financeCommittee, .mainCommittee, .auditCommittee] {
            #expect(ElectronicVotePermission.of(body, basis).obstacle == .excludedCommittee)
        }
        #expect(ElectronicVotePermission.of(.committee, basis).isAllowed)
        #expect(ElectronicVotePermission.of(.council, basis).obstacle == .onlyForCommittees)
        #expect(ElectronicVotePermission.of(.districtCouncil, basis).obstacle == .onlyForCommittees)
        let silent = SessionBasis.hybridCommittee(mainStatuteAllows: false, committeeResolved: true)
        let unresolved = SessionBasis.hybridCommittee(mainStatuteAllows: true, committeeResolved: false)
        #expect(ElectronicVotePermission.of(.committee, silent).obstacle == .mainStatuteSilent)
        #expect(ElectronicVotePermission.of(.committee, unresolved).obstacle == .noResolution)
    }

    @Test("Other sessions: an emergency needs its resolution, one room has no legal basis by default")
    func otherSessions() throws {
        #expect(ElectronicVotePermission.of(.council, .emergency(resolved: true)).isAllowed)
        #expect(ElectronicVotePermission.of(.financeCommittee, .emergency(resolved: true)).isAllowed)
        #expect(ElectronicVotePermission.of(.council, .emergency(resolved: false)).obstacle == .noResolution)
        #expect(ElectronicVotePermission.of(.council, .inPerson).obstacle == .inPerson)
        let allowed = try Settings.standard.with(.inPersonSession, "allowed")
        let permission = ElectronicVotePermission.of(.council, .inPerson, settings: allowed)
        #expect(permission.isAllowed)
        #expect(permission.questions.map(\.code) == [.inPersonSession])
    }

    @Test("Numbers that cannot be right are refused, and the argument is named")
    func refusals() {
        expectRefusal(.members, .zero) { _ = try secrecy(members: 0) }
        expectRefusal(.members, .negative) { _ = try secrecy(members: -1) }
        expectRefusal(.members, .tooLarge(limit: Limit.count)) { _ = try secrecy(members: .max) }
        expectRefusal(.movers, .moreThan(.members, limit: 39)) { _ = try secrecy(movers: 40) }
        expectRefusal(.movers, .negative) { _ = try secrecy(movers: -1) }
        expectRefusal(.objections, .moreThan(.members, limit: 39)) { _ = try secrecy(.election, objections: 40) }
        expectRefusal(.withdrawn, .moreThan(.objections, limit: 1)) {
            _ = try secrecy(.election, objections: 1, withdrawn: 2)
        }
    }
}

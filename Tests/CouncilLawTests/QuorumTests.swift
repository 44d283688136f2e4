import CouncilLaw
import Testing

@Suite("Whether enough are present, § 49")
struct QuorumTests {
    @Test(
        "More than half of the statutory number must be present",
        arguments: [(39, 20, true, 20), (39, 19, false, 20), (38, 19, false, 20), (38, 20, true, 20), (1, 1, true, 1)]
    )
    func moreThanHalf(statutory: Int, present: Int, quorate: Bool, needed: Int) throws {
        let quorum = try Quorum.of(statutory: statutory, present: present)
        #expect(quorum.isQuorate == quorate)
        #expect(quorum.needed == needed)
    }

    @Test("The numbers are shown with the outcome")
    func inWords() throws {
        #expect(
            german(try Quorum.of(statutory: 39, present: 19).statements)
                == "Gesetzliche Mitgliederzahl: 39. Nötig: 20. Anwesend: 19. Es sind weniger anwesend als nötig; "
                + "das Gremium gilt als beschlussfähig, bis das Fehlen der Beschlussfähigkeit festgestellt ist "
                + "(§ 49 (1) Satz 2 GO NRW)."
        )
    }

    @Test("Edge case 38: in a committee Ratsmitglieder must be more than sachkundige Bürger")
    func committee() throws {
        let equal = try Quorum.ofCommittee(statutory: 15, ratsmitglieder: 5, sachkundigeBuerger: 5)
        #expect(!equal.isQuorate)
        #expect(equal.reason == .notOutnumbered)
        #expect(try Quorum.ofCommittee(statutory: 15, ratsmitglieder: 6, sachkundigeBuerger: 5).isQuorate)
        #expect(try Quorum.ofCommittee(statutory: 15, ratsmitglieder: 4, sachkundigeBuerger: 3).reason == .tooFew)
    }

    @Test("The second session on a matter decides with any number")
    func secondSession() throws {
        let quorum = try Quorum.of(statutory: 39, present: 3, secondSession: true)
        #expect(quorum.isQuorate)
        #expect(quorum.reason == .secondSession)
    }

    @Test("Edge case 43: a quorum lost while the vote is open breaks it off; a doubt after the close changes nothing")
    func lostQuorum() {
        #expect(!QuorumDoubt.beforeOpening.voteStands)
        #expect(!QuorumDoubt.whileOpen.voteStands)
        #expect(QuorumDoubt.afterClosing.voteStands)
        #expect(german(QuorumDoubt.afterClosing.statement).contains("bleibt gültig"))
    }

    @Test("Numbers that cannot be right are refused, and the argument is named")
    func refusals() {
        expectRefusal(.statutory, .zero) { _ = try Quorum.of(statutory: 0, present: 0) }
        expectRefusal(.statutory, .tooLarge(limit: Limit.count)) { _ = try Quorum.of(statutory: .max, present: 0) }
        expectRefusal(.present, .negative) { _ = try Quorum.of(statutory: 39, present: -1) }
        expectRefusal(.present, .moreThan(.statutory, limit: 39)) { _ = try Quorum.of(statutory: 39, present: 40) }
    }
}

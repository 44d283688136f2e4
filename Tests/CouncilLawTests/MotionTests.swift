import CouncilLaw
import Testing

private func motion(
    _ yes: Int,
    _ no: Int,
    abstain: Int = 0,
    invalid: Int = 0,
    by rule: MajorityRule = .simple,
    members: Int? = nil
) throws -> MotionOutcome {
    let count = try MotionCount(yes: yes, no: no, abstentions: abstain, invalid: invalid)
    return try MotionOutcome.of(count, by: rule, numbers: BodyNumbers(statutory: members))
}

@Suite("Motions, § 50 (1) and (5)")
struct MotionTests {
    @Test(
        "A motion is adopted with more Yes than No",
        arguments: [(12, 9, true, 11), (9, 12, false, 11), (1, 0, true, 1), (11, 10, true, 11), (2, 0, true, 2)]
    )
    func moreYesThanNo(yes: Int, no: Int, adopted: Bool, needed: Int) throws {
        let outcome = try motion(yes, no)
        #expect(outcome.isAdopted == adopted)
        #expect(outcome.needed == needed)
        #expect(outcome.base == yes + no)
    }

    @Test("Edge case 59: a tie is a rejection")
    func tie() throws {
        let outcome = try motion(10, 10, abstain: 3)
        #expect(outcome.reason == .tie)
        #expect(!outcome.isAdopted)
        #expect(outcome.needed == 11)
        #expect(german(outcome.decision) == "Es besteht Stimmengleichheit; der Antrag ist abgelehnt.")
    }

    @Test("Edge case 59: one Yes, no No and thirty abstentions adopt a motion")
    func oneYes() throws {
        let outcome = try motion(1, 0, abstain: 30)
        #expect(outcome.isAdopted)
        #expect(outcome.needed == 1)
        #expect(outcome.base == 1)
        #expect(
            german(outcome.statements)
                == "1 gültige Stimme, Mehrheit ab 1; gezählt wurden 1 Ja-Stimme und 0 Nein-Stimmen. "
                + "Der Antrag ist angenommen."
        )
    }

    @Test("Edge case 59: nothing against nothing is a rejection")
    func nothingAgainstNothing() throws {
        for (abstain, invalid) in [(0, 0), (30, 0), (0, 30)] {
            let outcome = try motion(0, 0, abstain: abstain, invalid: invalid)
            #expect(outcome.reason == .noVotes)
            #expect(outcome.needed == 1)
            #expect(outcome.base == 0)
        }
    }

    @Test("Edge case 67: two thirds of the statutory number count the seats that stand empty")
    func twoThirdsWithVacancies() throws {
        // 39 seats, two of them vacant; all 37 in office are present.
        let numbers = try BodyNumbers(statutory: 39, inOffice: 37, present: 37)
        let count = try MotionCount(yes: 25, no: 12)
        let ofStatutory = try MotionOutcome.of(count, by: .twoThirds, numbers: numbers)
        #expect(ofStatutory.needed == 26)
        #expect(!ofStatutory.isAdopted)
        let inOffice = try MajorityRule(base: .inOffice, share: .twoThirds, comparison: .atLeast)
        #expect(try MotionOutcome.of(count, by: inOffice, numbers: numbers).isAdopted)
    }

    @Test("Edge case 67: exactly 26 of 39 are enough for two thirds, and not for more than two thirds")
    func exactlyTwoThirds() throws {
        #expect(try motion(26, 13, by: .twoThirds, members: 39).isAdopted)
        #expect(try !motion(25, 0, by: .twoThirds, members: 39).isAdopted)
        let strict = try MajorityRule(base: .statutory, share: .twoThirds, comparison: .moreThan)
        #expect(try !motion(26, 13, by: strict, members: 39).isAdopted)
        #expect(try motion(26, 13, by: strict, members: 39).needed == 27)
    }

    @Test("Edge case 67: \"Ratsmitglieder\" leaves the mayor out of the base")
    func withoutTheMayor() throws {
        let outcome = try motion(26, 0, by: .twoThirdsOfRatsmitglieder, members: 39)
        #expect(outcome.base == 38)
        #expect(outcome.needed == 26)
        let smaller = try motion(24, 0, by: .twoThirdsOfRatsmitglieder, members: 37)
        #expect(smaller.base == 36)
        #expect(smaller.needed == 24)
        #expect(smaller.isAdopted)
        #expect(german(smaller.calculation).contains("ohne Bürgermeisterin oder Bürgermeister: 36"))
    }

    @Test("The majority of the statutory number needs more than its half", arguments: [(39, 20), (38, 20), (1, 1)])
    func absolute(members: Int, needed: Int) throws {
        #expect(try motion(needed, 0, by: .absolute, members: members).isAdopted)
        #expect(try !motion(needed - 1, 0, by: .absolute, members: members).isAdopted)
        #expect(try motion(0, 0, by: .absolute, members: members).needed == needed)
    }

    @Test("Three majorities have a short name")
    func named() {
        #expect(MajorityRule.named == ["simple": .simple, "absolute": .absolute, "two-thirds": .twoThirds])
    }

    @Test("A qualified majority is said with its base")
    func qualifiedInWords() throws {
        let outcome = try motion(25, 1, by: .twoThirds, members: 39)
        #expect(
            german(outcome.statements)
                == "Maßgeblich ist die gesetzliche Mitgliederzahl: 39. Nötig: mindestens zwei Drittel, "
                + "also mindestens 26 mit Ja. Gezählt wurden 25 Ja-Stimmen und 1 Nein-Stimme. Der Antrag ist abgelehnt."
        )
        let other = try MajorityRule(base: .statutory, share: Fraction(4, 5), comparison: .moreThan)
        #expect(german(try motion(1, 1, by: other, members: 10).calculation).contains("mehr als 4/5"))
    }

    @Test(
        "The law's own majorities belong to their matters",
        arguments: [
            (Matter.ordinary, MajorityRule.simple), (.mainStatute, .absolute), (.deputyMayorRecall, .twoThirds),
            (.beigeordneteRecall, .twoThirds), (.mayorRecall, .twoThirdsOfRatsmitglieder),
        ]
    )
    func matters(matter: Matter, rule: MajorityRule) {
        #expect(matter.majority() == rule)
    }

    @Test("Of which number § 47a takes two thirds is open, and the choice is shown")
    func digitalSession() throws {
        #expect(Matter.digitalSession.majority().base == .statutory)
        let settings = try Settings.standard.with(.digitalSessionBase, "yes-and-no")
        #expect(Matter.digitalSession.majority(settings).base == .yesAndNo)
        #expect(Matter.digitalSession.question(settings)?.chosen == "yes-and-no")
        #expect(Matter.ordinary.question() == nil)
    }

    @Test("Counts that cannot be right are refused, and the argument is named")
    func refusals() throws {
        expectRefusal(.yes, .negative) { _ = try MotionCount(yes: -1, no: 0) }
        expectRefusal(.no, .negative) { _ = try MotionCount(yes: 0, no: .min) }
        expectRefusal(.abstain, .tooLarge(limit: Limit.count)) { _ = try MotionCount(yes: 0, no: 0, abstentions: .max) }
        expectRefusal(.invalid, .negative) { _ = try MotionCount(yes: 0, no: 0, invalid: -1) }
        expectRefusal(.members, .lessThan(.votes, count: 40)) { _ = try motion(20, 20, members: 39) }
        expectRefusal(.members, .missing) { _ = try motion(20, 1, by: .absolute) }
        expectRefusal(.members, .zero) { _ = try motion(0, 0, by: .absolute, members: 0) }
        expectRefusal(.members, .negative) { _ = try motion(0, 0, by: .absolute, members: -39) }
        expectRefusal(.members, .moreThan(.statutory, limit: 39)) { _ = try BodyNumbers(statutory: 39, inOffice: 40) }
        expectRefusal(.present, .moreThan(.members, limit: 39)) { _ = try BodyNumbers(statutory: 39, present: 40) }
        expectRefusal(.present, .missing) {
            let rule = try MajorityRule(base: .present, share: .half, comparison: .moreThan)
            _ = try motion(1, 0, by: rule, members: 3)
        }
        expectRefusal(.majority) { _ = try MajorityRule(base: .statutory, share: Fraction(3, 2), comparison: .atLeast) }
        expectRefusal(.majority, .zero) { _ = try Fraction(1, 0) }
        expectRefusal(.majority, .negative) { _ = try Fraction(-1, 2) }
    }
}

@Suite("Fractions")
struct FractionTests {
    @Test("Fractions are exact: 20/8 and 15/6 are the same")
    func equality() throws {
        #expect(try Fraction(20, 8) == Fraction(15, 6))
        #expect(try Fraction(20, 8).description == "2 1/2")
        #expect(try Fraction(0, 7) == Fraction(0, 3))
    }

    @Test("Fractions of the largest numbers are compared without overflow")
    func comparison() throws {
        let most = Int.max
        #expect(try Fraction(most - 1, most) < Fraction(1, 1))
        #expect(try Fraction(most - 2, most - 1) < Fraction(most - 1, most))
    }
}

import CouncilLaw
import Testing

@Suite("Freezing a vote")
struct LegalFrameTests {
    @Test("A frame read from a record keeps the rule set that is named there")
    func frozenRuleSet() throws {
        let named = try #require(RuleSet.named("nrw-2020-11"))
        let frame = try LegalFrame(
            kind: .listElection,
            session: day("2026-02-02"),
            ruleSet: named,
            entitled: 3,
            present: 3,
            excluded: 0,
            options: [BallotOption("A", .list)]
        )
        #expect(frame.ruleSet == named)
        #expect(frame.method == .hareNiemeyer)
    }

    @Test("A frame that cannot be right is refused, and the argument is named")
    func refusals() throws {
        expectRefusal(.members, .moreThan(.present, limit: 3)) {
            _ = try LegalFrame(
                kind: .motion,
                session: day("2024-02-21"),
                entitled: 4,
                present: 3,
                excluded: 0,
                options: motionOptions
            )
        }
        expectRefusal(.session) { _ = try motionFrame(session: "2020-10-31") }
        func frame(_ kind: VoteKind, _ options: [BallotOption], seats: Int = 1) throws {
            _ = try LegalFrame(
                kind: kind,
                session: day("2024-02-21"),
                entitled: 3,
                present: 3,
                excluded: 0,
                options: options,
                seats: seats
            )
        }
        expectRefusal(.option, .missing) { try frame(.motion, []) }
        expectRefusal(.option, .missing) { try frame(.motion, [BallotOption("Ja", .yes)]) }
        expectRefusal(.option, .twice("Ja")) {
            try frame(.motion, motionOptions + [BallotOption("Doch", .yes)])
        }
        expectRefusal(.option, .twice("Ja")) { try frame(.motion, motionOptions + [BallotOption("Ja", .yes)]) }
        expectRefusal(.option, .unknown("A")) { try frame(.motion, motionOptions + [BallotOption("A", .candidate)]) }
        expectRefusal(.option, .unknown("Ja")) { try frame(.election, motionOptions) }
        expectRefusal(.candidate, .missing) { try frame(.election, [BallotOption("Nein", .no)]) }
        expectRefusal(.list, .missing) { try frame(.listElection, [BallotOption("Enthaltung", .abstention)]) }
        expectRefusal(.seats, .unexpected) { try frame(.motion, motionOptions, seats: 2) }
        expectRefusal(.seats, .zero) { try frame(.election, [BallotOption("A", .candidate)], seats: 0) }
    }
}

import CouncilLaw
import Testing

@Suite("Readings a town may choose, and what the minutes say of them")
struct ReadingTests {
    private func settings(_ name: Settings.Name, _ value: String) throws -> Settings {
        try Settings.standard.with(name, value)
    }

    @Test("Nobody has a vote: by the wording the election goes on, by the other reading it has failed")
    func nobodyHasAVote() throws {
        for round in Round.allCases {
            let count = try ElectionCount(candidates: [Votes("A", 0), Votes("B", 0)], no: 3, round: round)
            #expect(MajorityElection.decide(count).next != nil)
            let failed = MajorityElection.decide(count, settings: try settings(.nobodyHasAVote, "fails"))
            #expect(failed.next == nil && failed.elected.isEmpty)
            #expect(failed.questions.map(\.chosen) == ["fails"])
        }
    }

    @Test("No-votes in the narrower election elect nobody where the town reads it so")
    func noVotes() throws {
        let count = try ElectionCount(candidates: [Votes("A", 5), Votes("B", 2)], no: 6, round: .narrower)
        #expect(MajorityElection.decide(count).elected == ["A"])
        let failed = MajorityElection.decide(count, settings: try settings(.noVotesInNarrowerElection, "fails"))
        #expect(failed.elected.isEmpty && failed.next == nil)
        let tied = try ElectionCount(candidates: [Votes("A", 5), Votes("B", 5)], no: 5, round: .narrower)
        let none = MajorityElection.decide(tied, settings: try settings(.noVotesInNarrowerElection, "fails"))
        #expect(none.next == nil)
    }

    @Test("Edge case 61: who withdraws is replaced where the town reads it so")
    func withdrew() throws {
        let count = try ElectionCount(candidates: [Votes("A", 10), Votes("B", 9), Votes("C", 5)])
        let next = try #require(MajorityElection.decide(count).next)
        #expect(try next.withdrawing("B", after: count).next?.among == ["A"])
        let moved = try next.withdrawing("B", after: count, settings: settings(.candidateWithdrew, "next-best"))
        #expect(moved.next?.among == ["A", "C"])
        #expect(moved.question.chosen == "next-best")
    }

    @Test("Several seats: fewer candidates than seats are said, and equal readings raise no question")
    func severalSeats() throws {
        let count = try ElectionCount(candidates: [Votes("A", 9), Votes("B", 4)], seats: 3, ballots: 10)
        let outcome = MajorityElection.decide(count)
        #expect(outcome.next == .runoff(among: ["B"], seats: 2))
        #expect(outcome.questions.map(\.code) == [.severalSeats])
        #expect(german(outcome.decision).hasSuffix("1 Sitz kann dabei nicht besetzt werden."))
    }

    @Test("Several seats in one ballot are a question before the vote, and stand once in the result")
    func shownBefore() throws {
        let options = ["A", "B", "C"].map { BallotOption($0, .candidate) }
        let frame = try LegalFrame(
            kind: .election,
            session: day("2026-12-10"),
            entitled: 10,
            present: 10,
            excluded: 0,
            options: options,
            seats: 2
        )
        #expect(frame.questions.map(\.code) == [.severalSeats])
        let result = try VoteResult(frame, drawn: 10, cast: 10, votes: [8, 7, 1])
        #expect(result.questions.map(\.code) == [.severalSeats])
        for text in [german(result.minutesLine), german(result.resolutionText(title: "X"))] {
            #expect(text.contains("(Lesart: Alle Sitze werden in einem Wahlgang besetzt;"))
            #expect(text.contains("10 gültige Stimmabgaben für 2 Sitze, Mehrheit ab 6."))
        }
    }

    @Test("The minutes carry base and majority")
    func calculation() throws {
        func result(_ majority: MajorityRule?) throws -> VoteResult {
            let frame = try LegalFrame(
                kind: .motion,
                session: day("2026-12-10"),
                entitled: 39,
                present: 39,
                excluded: 0,
                options: [BallotOption("Ja", .yes), BallotOption("Nein", .no)],
                majority: majority,
                numbers: BodyNumbers(statutory: 39)
            )
            return try VoteResult(frame, drawn: 39, cast: 39, votes: [26, 13])
        }
        let qualified =
            "Maßgeblich ist die gesetzliche Mitgliederzahl: 39. Nötig: mindestens zwei Drittel, "
            + "also mindestens 26 mit Ja. Der Antrag ist angenommen."
        #expect(german(try result(.twoThirds).minutesLine).hasSuffix(qualified))
        #expect(german(try result(.twoThirds).resolutionText(title: "X")).hasPrefix("X: " + qualified))
        let simple = "39 gültige Stimmen, Mehrheit ab 20. Der Antrag ist angenommen."
        #expect(german(try result(nil).minutesLine).hasSuffix(simple))
    }

    @Test("A majority below the one the law orders is refused, a higher one is not")
    func lowered() throws {
        func frame(_ matter: Matter, _ majority: MajorityRule) throws -> LegalFrame {
            try LegalFrame(
                kind: .motion,
                matter: matter,
                session: day("2026-12-10"),
                entitled: 3,
                present: 3,
                excluded: 0,
                options: [BallotOption("Ja", .yes), BallotOption("Nein", .no)],
                majority: majority
            )
        }
        for (matter, majority) in [
            (Matter.mainStatute, MajorityRule.simple), (.beigeordneteRecall, .simple), (.beigeordneteRecall, .absolute),
            (.deputyMayorRecall, .twoThirdsOfRatsmitglieder), (.digitalSession, .absolute),
        ] {
            expectRefusal(.majority, .lowered(paragraph: matter.paragraph ?? "")) { _ = try frame(matter, majority) }
        }
        for (matter, majority) in [
            (Matter.mainStatute, MajorityRule.absolute), (.mainStatute, .twoThirds), (.ordinary, .absolute),
            (.mayorRecall, .twoThirds),
        ] {
            #expect(try frame(matter, majority).majority == majority)
        }
    }

    @Test("The chair speaks of No-votes only if the ballot has a No; one entitled person has not voted yet")
    func sentences() throws {
        func opening(_ more: [BallotOption], entitled: Int = 1) throws -> String {
            let frame = try LegalFrame(
                kind: .election,
                session: day("2026-12-10"),
                entitled: entitled,
                present: entitled,
                excluded: 0,
                options: [BallotOption("A", .candidate)] + more
            )
            return german(frame.opening(title: "X") + frame.warnings.map(\.statement))
        }
        #expect(!(try opening([]).contains("Nein-Stimmen")))
        #expect(try opening([BallotOption("Nein", .no)]).contains("Nein-Stimmen sind gültige Stimmen"))
        #expect(try opening([]).contains("Mit dem Ergebnis wird bekannt"))
        #expect(!(try opening([]).contains("Wer wie gestimmt hat, ist damit bekannt")))
        expectRefusal(.time, .notATime("25:00")) { _ = try ClockTime(parsing: "25:00") }
    }

    @Test("What was not looked at before the vote is said to be so, and the rest in full")
    func circumstances() throws {
        func said(_ circumstances: Circumstances, _ statutory: Int? = nil) throws -> String {
            let frame = try LegalFrame(
                kind: .motion,
                session: day("2026-12-10"),
                entitled: 19,
                present: 19,
                excluded: 0,
                options: [BallotOption("Ja", .yes), BallotOption("Nein", .no)],
                numbers: BodyNumbers(statutory: statutory),
                circumstances: circumstances
            )
            return german(frame.circumstancesInWords)
        }
        let unknown = try said(.unknown)
        #expect(
            unknown.contains("Beschlussfähigkeit: nicht geprüft") && unknown.contains("Sitzungsform: nicht angegeben")
        )
        #expect(unknown.contains("Grund der Geheimhaltung: nicht angegeben"))
        let known = try said(Circumstances(quorum: .tooFew, basis: .emergency, secrecy: .oneFifthDemands), 39)
        #expect(known.contains("Nötig: 20. Anwesend: 19.") && known.contains("gilt als beschlussfähig, bis das Fehlen"))
        #expect(known.contains("§ 47a GO NRW") && known.contains("mindestens eines Fünftels"))
    }

    @Test("Two people are not one person written twice, and names nobody can see are none")
    func names() throws {
        let lot = try #require(
            MajorityElection.decide(
                try ElectionCount(candidates: [Votes("A", 5), Votes("B", 5)], round: .narrower)
            ).next
        )
        guard case .lot(let open) = lot else {
            Issue.record("no lot")
            return
        }
        let entry = LotEntry(winners: ["A"], drawnBy: "Änne  Vogel", witness: " ÄNNE VOGEL")
        #expect(throws: LotRefusal.samePerson) { try open.drawn(entry) }
        for name in ["A\u{200B}", "\u{202E}B", "C\u{2066}", "D\u{FEFF}"] {
            expectRefusal(.candidate, .unreadableName) { _ = try ElectionCount(candidates: [Votes(name, 1)]) }
        }
        #expect(try ElectionCount(candidates: [Votes("श्री\u{200D}", 1)]).base == 1)
    }

    @Test("An objection to an open vote is said to mean nothing in a motion")
    func objections() throws {
        let secrecy = try Secrecy.of(.motion, members: 39, demands: SecrecyDemands(objections: 1))
        #expect(!secrecy.isSecret)
        #expect(german(secrecy.statements).contains("nur bei Wahlen"))
    }
}

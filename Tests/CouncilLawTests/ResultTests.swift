import CouncilLaw
import Testing

@Suite("The result of a vote")
struct ResultTests {
    @Test("A motion: one value with every number, the decision and the warnings")
    func motion() throws {
        let result = try VoteResult(motionFrame(), drawn: 25, cast: 24, votes: [12, 9, 2], rejectedAsInvalid: 1)
        #expect(result.counts.gap == 1)
        #expect(result.counts.valid == 21)
        #expect(result.counts.abstentions == 2)
        #expect(result.counts.invalid == 1)
        #expect(result.majorityNeeded == 11)
        #expect(result.majorityReached == 12)
        #expect(result.isFinal)
        #expect(result.frame.ruleSet.id == "nrw-2020-11")
        #expect(result.warnings.map(\.code) == ["gap", "unclear-rules"])
        #expect(result.counts.broken.isEmpty)
    }

    @Test("What the chair says to open, to close and to announce a motion")
    func chairOnAMotion() throws {
        let frame = try motionFrame()
        #expect(
            german(frame.opening(title: "Antrag der Fraktion X"))
                == "Wir kommen zur geheimen Abstimmung: Antrag der Fraktion X. Anwesend sind 38 Mitglieder. Stimmberechtigt sind 38 Mitglieder. "
                + "Wegen Befangenheit ist 1 Mitglied ausgeschlossen. "
                + "Angenommen ist der Antrag mit mehr Ja- als Nein-Stimmen; Enthaltungen und ungültige Stimmen "
                + "zählen nicht mit. Die Abstimmung ist eröffnet."
        )
        #expect(
            german(frame.closing(drawn: 25, cast: 24))
                == "Die Abstimmung ist geschlossen. Abgestimmt haben 24 Mitglieder. "
                + "1 weiteres Mitglied hatte Zugang zur Abstimmung und hat nicht abgestimmt."
        )
        let result = try VoteResult(frame, drawn: 25, cast: 24, votes: [12, 9, 2], rejectedAsInvalid: 1)
        #expect(
            german(result.announcement(title: "Antrag der Fraktion X"))
                == "Ich gebe das Ergebnis der geheimen Abstimmung bekannt: Antrag der Fraktion X. "
                + "21 gültige Stimmen, Mehrheit ab 11; gezählt wurden 12 Ja-Stimmen und 9 Nein-Stimmen. "
                + "Nicht mitgezählt: 2 Enthaltungen und 1 ungültige Stimme. Der Antrag ist angenommen."
        )
        #expect(
            english(result.announcement(title: "Motion X"))
                == "I announce the result of the secret vote: Motion X. "
                + "21 valid votes, majority from 11; counted were 12 Yes-votes and 9 No-votes. "
                + "Not counted: 2 abstentions and 1 invalid vote. The motion is adopted."
        )
    }

    @Test("The line for the minutes and the text for OParl")
    func minutes() throws {
        let result = try VoteResult(motionFrame(), drawn: 24, cast: 24, votes: [12, 9, 2], rejectedAsInvalid: 1)
        #expect(
            german(result.minutesLine)
                == "Geheime Abstimmung: 12 Ja-Stimmen, 9 Nein-Stimmen, 2 Enthaltungen und 1 ungültige Stimme. "
                + "21 gültige Stimmen, Mehrheit ab 11. Der Antrag ist angenommen."
        )
        #expect(
            german(result.resolutionText(title: "Antrag der Fraktion X"))
                == "Antrag der Fraktion X: 21 gültige Stimmen, Mehrheit ab 11. Der Antrag ist angenommen. "
                + "Ergebnis der geheimen Abstimmung: 12 Ja-Stimmen, 9 Nein-Stimmen, 2 Enthaltungen und 1 ungültige Stimme."
        )
    }

    @Test("An election: the calculation, the person elected, and how it goes on")
    func election() throws {
        let result = try VoteResult(electionFrame("A", "B"), drawn: 24, cast: 24, votes: [6, 12, 3], blank: 3)
        #expect(
            german(result.announcement(title: "Wahl einer Schiedsperson"))
                == "Ich gebe das Ergebnis der geheimen Wahl bekannt: Wahl einer Schiedsperson. "
                + "21 gültige Stimmen, Mehrheit ab 11; B hat 12 Stimmen, A hat 6 Stimmen und mit Nein stimmten 3. "
                + "Nicht mitgezählt: 3 Enthaltungen. B ist gewählt."
        )
        #expect(
            german(result.minutesLine)
                == "Geheime Wahl: A: 6 Stimmen, B: 12 Stimmen, 3 Nein-Stimmen, 3 Enthaltungen und 0 ungültige Stimmen. "
                + "21 gültige Stimmen, Mehrheit ab 11. B ist gewählt."
        )
    }

    @Test("An election that needs a lot is not final, and the drawn lot ends it")
    func electionWithLot() throws {
        let frame = try electionFrame("A", "B", round: .narrower)
        let result = try VoteResult(frame, drawn: 20, cast: 20, votes: [10, 10, 0])
        #expect(!result.isFinal)
        #expect(result.next?.kind == "lot")
        let settled = try result.settled(by: LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        #expect(settled.isFinal)
        #expect(german(settled.decisionInWords).hasSuffix("A ist gewählt."))
        #expect(throws: LotRefusal.noTie) {
            try settled.settled(by: LotEntry(winners: ["A"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        }
    }

    @Test("An election of lists follows the rule set of the session's date")
    func lists() throws {
        let result = try VoteResult(listFrame(.listElection, seats: 9), drawn: 44, cast: 44, votes: [20, 15, 7, 2])
        guard case .seats(let allotment) = result.decision else {
            Issue.record("no seats")
            return
        }
        #expect(allotment.method == .hareNiemeyer)
        #expect(
            german(result.decisionInWords)
                == "Vergeben sind: A 4 Sitze, B 3 Sitze, C 2 Sitze und D 0 Sitze."
        )
        #expect(result.questions.isEmpty)
    }

    @Test("Deputy mayors: run-off, then lot")
    func deputies() throws {
        let first = try VoteResult(listFrame(.deputyMayors, seats: 2), drawn: 44, cast: 44, votes: [26, 13, 5, 0])
        #expect(first.next == .runoff(among: ["A", "B"], seats: 1))
        let runoffFrame = try LegalFrame(
            kind: .deputyMayors,
            session: day("2024-02-21"),
            entitled: 44,
            present: 44,
            excluded: 0,
            options: [BallotOption("A", .list), BallotOption("B", .list)],
            round: .narrower
        )
        let runoff = try VoteResult(runoffFrame, drawn: 44, cast: 44, votes: [22, 22])
        #expect(runoff.next?.kind == "lot")
        let settled = try runoff.settled(by: LotEntry(winners: ["B"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        #expect(
            german(settled.decisionInWords)
                == "Das Los fiel auf B (gezogen: Frau Meier; bezeugt: Herr Schulz). B gewinnt die Stichwahl."
        )
        #expect(throws: LotRefusal.noTie) {
            try first.settled(by: LotEntry(winners: ["B"], drawnBy: "Frau Meier", witness: "Herr Schulz"))
        }
    }

    @Test("Without a vote for any list no seat is filled")
    func noVotesForLists() throws {
        let result = try VoteResult(
            listFrame(.listElection, seats: 9),
            drawn: 3,
            cast: 3,
            votes: [0, 0, 0, 0],
            blank: 3
        )
        #expect(result.decision == .nothing)
        #expect(german(result.decisionInWords).hasSuffix("kein Sitz ist vergeben."))
        #expect(try result.margin(doubtful: 1).isDecisive)
    }

    @Test("The margin follows from the result, for every kind of vote")
    func margins() throws {
        let motion = try VoteResult(motionFrame(), drawn: 22, cast: 22, votes: [12, 10, 0])
        #expect(try motion.margin(doubtful: 1).isDecisive)
        let election = try VoteResult(electionFrame("A", "B"), drawn: 30, cast: 30, votes: [28, 1, 1])
        #expect(try !election.margin(doubtful: 2).isDecisive)
        let lists = try VoteResult(listFrame(.listElection, seats: 9), drawn: 44, cast: 44, votes: [20, 15, 7, 2])
        #expect(try lists.margin(doubtful: 3).isDecisive)
        let deputies = try VoteResult(listFrame(.deputyMayors, seats: 2), drawn: 44, cast: 44, votes: [26, 13, 5, 0])
        #expect(try deputies.margin(doubtful: 1).isDecisive)
    }

    @Test("Warnings: unanimity, a tiny electorate, nobody, nothing valid")
    func warnings() throws {
        func codes(_ votes: [Int], cast: Int, invalid: Int = 0) throws -> [String] {
            try VoteResult(motionFrame(), drawn: cast, cast: cast, votes: votes, rejectedAsInvalid: invalid)
                .warnings.map(\.code)
        }
        #expect(try codes([12, 0, 0], cast: 12) == ["unanimous", "unclear-rules"])
        #expect(try codes([0, 0, 12], cast: 12) == ["unanimous", "no-valid-vote", "unclear-rules"])
        #expect(try codes([4, 3, 2], cast: 9) == ["tiny-electorate", "unclear-rules"])
        #expect(try codes([2, 1, 0], cast: 3) == ["very-tiny-electorate", "unclear-rules"])
        #expect(try codes([0, 0, 0], cast: 0) == ["nobody-voted", "unclear-rules"])
        #expect(try codes([0, 0, 0], cast: 11, invalid: 11) == ["no-valid-vote", "unclear-rules"])
        #expect(try motionFrame(entitled: 3).warnings.map(\.code) == ["few-entitled", "unclear-rules"])
    }

    @Test("Which wording is still to be compared: of the rules of this vote alone, each paragraph once")
    func unclearRules() throws {
        func paragraphs(_ frame: LegalFrame) -> String {
            frame.warnings.compactMap { warning in
                guard case .unclearRules(let rules) = warning else { return nil }
                return rules.map(\.paragraph).joined(separator: "; ")
            }.joined()
        }
        let motion = try paragraphs(motionFrame())
        #expect(motion.contains("§ 49 GO NRW"))
        for other in ["§ 67", "§ 58 (3)", "EinhZeitG", "§§ 7 (3)", "§ 67 (2)"] {
            #expect(!motion.contains(other), "\(other)")
        }
        let recall = try motionFrame(matter: .deputyMayorRecall, numbers: BodyNumbers(statutory: 39, inOffice: 38))
        #expect(paragraphs(recall).contains("§§ 7 (3)"))
        let said = german(try motionFrame().warnings.map(\.statement))
        #expect(said.contains("noch abzugleichen") && !said.contains("§ 50 (1) GO NRW; § 50 (1) GO NRW"))
    }

    @Test("Edge case 67: a qualified majority is judged by the frozen numbers")
    func qualified() throws {
        let frame = try motionFrame(matter: .deputyMayorRecall, numbers: BodyNumbers(statutory: 39, inOffice: 38))
        #expect(
            german(frame.whatDecides)
                == "Nötig für die Annahme: mindestens 26 Ja-Stimmen (mindestens zwei Drittel von 39); "
                + "maßgeblich ist die gesetzliche Mitgliederzahl."
        )
        let result = try VoteResult(frame, drawn: 38, cast: 38, votes: [25, 13, 0])
        #expect(result.majorityNeeded == 26)
        #expect(german(result.decisionInWords) == "Der Antrag ist abgelehnt.")
    }
}

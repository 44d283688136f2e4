import CouncilLaw
import Testing

private let motionOptions = [
    BallotOption("Ja", .yes), BallotOption("Nein", .no), BallotOption("Enthaltung", .abstention),
]

private func motionFrame(
    entitled: Int = 38,
    excluded: Int = 1,
    matter: Matter = .ordinary,
    session: String = "2024-02-21",
    numbers: BodyNumbers = .none
) throws -> LegalFrame {
    try LegalFrame(
        kind: .motion,
        matter: matter,
        session: day(session),
        entitled: entitled,
        present: entitled,
        excluded: excluded,
        options: motionOptions,
        numbers: numbers
    )
}

private func electionFrame(_ names: String..., seats: Int = 1, round: Round = .first) throws -> LegalFrame {
    try LegalFrame(
        kind: .election,
        session: day("2024-02-21"),
        entitled: 30,
        present: 30,
        excluded: 0,
        options: names.map { BallotOption($0, .candidate) } + [BallotOption("Nein", .no)],
        seats: seats,
        round: round
    )
}

private func listFrame(_ kind: VoteKind, seats: Int, round: Round = .first) throws -> LegalFrame {
    try LegalFrame(
        kind: kind,
        session: day("2024-02-21"),
        entitled: 44,
        present: 44,
        excluded: 0,
        options: ["A", "B", "C", "D"].map { BallotOption($0, .list) },
        seats: seats,
        round: round
    )
}

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
                == "Wir kommen zur geheimen Abstimmung: Antrag der Fraktion X. Stimmberechtigt sind 38 Mitglieder. "
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
                + "Der Antrag ist angenommen."
        )
        #expect(
            german(result.resolutionText(title: "Antrag der Fraktion X"))
                == "Antrag der Fraktion X: Der Antrag ist angenommen. "
                + "Geheim abgestimmt: 12 Ja-Stimmen, 9 Nein-Stimmen, 2 Enthaltungen und 1 ungültige Stimme."
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
                + "B ist gewählt."
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
                == "Sicher vergeben sind: A 4 Sitze, B 3 Sitze, C 2 Sitze und D 0 Sitze."
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
        #expect(try motionFrame(entitled: 3).warnings.map(\.code) == ["very-tiny-electorate", "unclear-rules"])
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

@Suite("Control equations")
struct ControlEquationTests {
    private func sheet(_ change: (inout CountSheet) -> Void = { _ in }) -> CountSheet {
        var sheet = CountSheet(
            entitled: 38,
            present: 38,
            excluded: 1,
            drawn: 25,
            cast: 24,
            gap: 1,
            valid: 21,
            invalid: 1,
            abstentions: 2,
            options: [Votes("Ja", 12), Votes("Nein", 9)]
        )
        change(&sheet)
        return sheet
    }

    @Test("A sheet that adds up is released")
    func addsUp() throws {
        #expect(sheet().broken.isEmpty)
        _ = try VoteResult(motionFrame(), sheet())
    }

    @Test("The field that breaks an equation is named, and the release is refused")
    func namesTheField() throws {
        func fields(_ change: (inout CountSheet) -> Void) -> [BrokenEquation.Field] {
            sheet(change).broken.map(\.field)
        }
        #expect(fields { $0.present = 37 } == [.entitled])
        #expect(
            fields {
                $0.drawn = 39; $0.gap = 15
            } == [.drawn]
        )
        #expect(fields { $0.gap = 2 } == [.gap])
        #expect(fields { $0.abstentions = 3 } == [.valid])
        #expect(fields { $0.options[0] = Votes("Ja", 13) } == [.options])
        #expect(fields { $0.options[0] = Votes("Ja", 22) } == [.option("Ja"), .options])
        #expect(
            fields {
                $0.cast = 26; $0.gap = -1
            } == [.gap]
        )
        #expect(
            fields {
                $0.cast = 26; $0.gap = 0; $0.valid = 23; $0.options[0] = Votes("Ja", 14)
            } == [.cast, .gap]
        )
        #expect(fields { $0.invalid = -1 } == [.invalid])
        #expect(fields { $0.valid = .max } == [.valid])
        #expect(fields { $0.votesEach = 0 } == [.votesEach])
        let broken = sheet { $0.gap = 2 }
        #expect(german(broken.broken.map(\.statement)).contains("Das Feld „Differenz“ stimmt nicht"))
        #expect(throws: ResultRefusal.broken(broken.broken)) { try VoteResult(motionFrame(), broken) }
    }

    @Test("With several votes on a ballot the sum lies between the ballots and all they can carry")
    func severalVotes() {
        func broken(_ votes: [Int]) -> [BrokenEquation.Field] {
            sheet {
                $0.votesEach = 2
                $0.options = zip(["A", "B", "C"], votes).map { Votes($0, $1) }
            }.broken.map(\.field)
        }
        #expect(broken([21, 21, 0]).isEmpty)
        #expect(broken([21, 0, 0]).isEmpty)
        #expect(broken([10, 5, 5]) == [.options])
        #expect(broken([21, 21, 1]) == [.options])
    }

    @Test("A sheet that is not that of the frozen vote is refused")
    func otherFrame() throws {
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(entitled: 37), sheet { $0.present = 38 }) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), sheet { $0.options[0] = Votes("Si", 12) }) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 2]) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 3, -1]) }
        #expect(throws: ResultRefusal.self) { try VoteResult(motionFrame(), drawn: 3, cast: 3, votes: [1, 1, .max]) }
    }

    @Test("The equations hold for random results", arguments: 0..<200)
    func randomResults(seed: Int) throws {
        var random = SeededNumbers(seed: seed)
        let votes = (0..<3).map { _ in Int.random(in: 0...9, using: &random) }
        let (blank, invalid) = (Int.random(in: 0...3, using: &random), Int.random(in: 0...3, using: &random))
        let cast = votes.reduce(blank + invalid, +)
        let drawn = min(38, cast + Int.random(in: 0...3, using: &random))
        let result = try VoteResult(
            motionFrame(),
            drawn: drawn,
            cast: cast,
            votes: votes,
            blank: blank,
            rejectedAsInvalid: invalid
        )
        let counts = result.counts
        #expect(counts.broken.isEmpty, "seed \(seed)")
        #expect(counts.cast + counts.gap == counts.drawn, "seed \(seed)")
        #expect(counts.valid + counts.invalid + counts.abstentions == counts.cast, "seed \(seed)")
        guard case .motion(let outcome) = result.decision else {
            Issue.record("seed \(seed)")
            return
        }
        #expect(outcome.isAdopted == (votes[0] > votes[1]), "seed \(seed)")
    }
}

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

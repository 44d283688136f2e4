import CouncilLaw
import Testing
import Words

@Suite("Sentences of the law")
struct SentenceTests {
    private func keys(_ language: Language) -> Set<String> {
        Set(Words.all(in: language).keys.filter { $0.hasPrefix("law.") })
    }

    @Test("The catalogue has every sentence, and no other", arguments: Language.allCases)
    func complete(language: Language) {
        let wanted = Set(LawSentences.allKeys)
        #expect(keys(language).subtracting(wanted).sorted() == [])
        #expect(wanted.subtracting(keys(language)).sorted() == [])
        #expect(LawSentences.allKeys.count == wanted.count)
    }

    @Test("Both languages have the same holes in the same sentence")
    func sameHoles() {
        for key in keys(.german) {
            let texts = Language.allCases.map { Words.all(in: $0)[key] ?? "" }
            #expect(holes(texts[0]) == holes(texts[1]), "\(key)")
        }
    }

    @Test("One is said in the singular, every other number in the plural")
    func singularAndPlural() throws {
        func said(_ yes: Int, _ no: Int, _ abstain: Int, _ invalid: Int) throws -> String {
            let frame = try LegalFrame(
                kind: .motion,
                session: day("2024-02-21"),
                entitled: 30,
                present: 30,
                excluded: 0,
                options: [BallotOption("Ja", .yes), BallotOption("Nein", .no)]
            )
            let cast = yes + no + abstain + invalid
            return german(
                try VoteResult(
                    frame,
                    drawn: cast,
                    cast: cast,
                    votes: [yes, no],
                    blank: abstain,
                    rejectedAsInvalid: invalid
                ).minutesLine
            )
        }
        #expect(try said(1, 1, 1, 1).contains("1 Ja-Stimme, 1 Nein-Stimme, 1 Enthaltung und 1 ungültige Stimme."))
        #expect(try said(2, 0, 2, 2).contains("2 Ja-Stimmen, 0 Nein-Stimmen, 2 Enthaltungen und 2 ungültige Stimmen."))
    }

    @Test("Names in a statement are never read as holes")
    func namesWithBraces() throws {
        let count = try ElectionCount(candidates: [Votes("{needed}", 3), Votes("B", 1)])
        #expect(german(MajorityElection.decide(count).decision) == "{needed} ist gewählt.")
    }

    @Test("No sentence of any result keeps an open hole", arguments: Language.allCases)
    func noOpenHoles(language: Language) throws {
        for statement in try Self.everything() {
            let text = statement.text { Words.sentence($0, $1, in: language) }
            #expect(!text.contains("{") && !text.contains("law."), "\(statement.key): \(text)")
        }
    }

    @Test("A vote with one voter, one seat and one list is said without a wrong plural")
    func ones() throws {
        let frame = try LegalFrame(
            kind: .listElection,
            session: day("2024-02-21"),
            entitled: 1,
            present: 1,
            excluded: 0,
            options: [BallotOption("A", .list)]
        )
        let result = try VoteResult(frame, drawn: 1, cast: 1, votes: [1])
        #expect(
            german(frame.opening(title: "X"))
                == "Wir kommen zur geheimen Verhältniswahl: X. Anwesend ist 1 Mitglied. Stimmberechtigt ist 1 Mitglied. "
                + "Zu vergeben ist 1 Sitz nach Hare/Niemeyer; bei Gleichheit entscheidet das Los. "
                + "Die Verhältniswahl ist eröffnet."
        )
        #expect(german(frame.closing(drawn: 1, cast: 1)).hasSuffix("Abgestimmt hat 1 Mitglied."))
        #expect(german(result.decisionInWords) == "Vergeben sind: A 1 Sitz.")
    }

    private func holes(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
                $0.split(separator: "}").first.map(String.init)
            }
        )
    }

    /// Statements of every kind that has no test of its own for its holes.
    private static func everything() throws -> [Statement] {
        var all: [Statement] = []
        for round in Round.allCases {
            for votes in [[9, 3], [5, 5], [5], [0, 0], [7, 7, 3], [9, 5, 5]] {
                for seats in [1, 2] {
                    let ballots = seats == 1 ? nil : 20
                    let outcome = try election(votes, no: 2, seats: seats, ballots: ballots, round: round)
                    all += outcome.statements + outcome.questions.map(\.statement)
                    all += outcome.questions.flatMap { $0.readings.map(\.statement) }
                }
            }
        }
        for (votes, seats) in [([20, 15, 7], 15), ([12, 8, 4], 5), ([6, 6], 3), ([1], 1)] {
            for method in AllotmentMethod.allCases {
                let allotment = Allotment.of(try seatCount(votes, seats, people: [1]), by: method)
                all += allotment.calculation + allotment.decision
                all += allotment.questions.flatMap { $0.readings.map(\.statement) }
            }
            all += DeputyMayors.of(try seatCount(votes, seats)).statements
        }
        for set in RuleSet.all {
            all.append(set.statement)
            all += set.committeeSeats(.standard).question?.readings.map(\.statement) ?? []
        }
        all += Settings.Name.allCases.map(\.statement)
        let reasons: [LeftOutReason] = [
            .notAMember, .noVote(.adviser), .mayorExcepted(paragraph: "§ 50 (3) GO NRW"), .excluded, .listedTwice,
            .memberVotes(member: "P1"), .memberPresent(member: "P1"), .absent, .noPicture,
        ]
        all += reasons.map(\.statement) + BiasFound.allCases.map(\.statement) + QuorumDoubt.allCases.map(\.statement)
        let inputs: [InvalidInput.Problem] = [
            .notATime("25:00"), .alsoIn(.present, "004"), .lowered(paragraph: "§ 7 (3) GO NRW"), .cumulative,
            .fewerThanMembers(39), .unexpected,
        ]
        all += inputs.map { InvalidInput(.time, $0).statement }
        let refusals: [LotRefusal] = [
            .noTie, .nameMissing, .samePerson, .wrongNumber(seats: 1, winners: 2), .notAmong("C"), .twice("A"),
        ]
        all += refusals.map(\.statement)
        for body in CouncilBody.allCases {
            for basis in [SessionBasis.inPerson, .emergency(resolved: false), .emergency(resolved: true)] {
                all.append(ElectronicVotePermission.of(body, basis).statement)
            }
        }
        return all
    }
}

import CouncilLaw
import Election
import ElectionTestSupport
import StrictJSON
import Testing
import VoteLaw
import Words

@Suite("What the counts of a record mean")
struct JudgementTests {
    private let yes = [1, 0, 0]
    private let no = [0, 1, 0]
    private let abstention = [0, 0, 1]

    private func vote(_ law: String, _ choices: [[Int]], to state: VoteState = .announced) throws -> TestVote {
        var vote = try TestVote(law: law)
        try vote.advance(to: state, choices: choices)
        return vote
    }

    private func law(entitled: Int = 5) throws -> LawFile {
        try LawFile(motion(entitled: entitled), ids: ids)
    }

    @Test("The record says the decision in the chair's sentence, in text and JSON")
    func sameSentence() throws {
        let law = try law()
        let vote = try vote(law.text, [yes, yes, no, abstention])
        let files = vote.record
        let report = Verifier().verify(files)
        // The chair's, from frame and counts alone.
        let frame = try law.frame(labels: ["Ja", "Nein", "Enthaltung"])
        let chair = try VoteResult(frame, drawn: 5, cast: 4, votes: [2, 1, 1]).announcement(title: "TOP 1")
        for language in Language.allCases {
            let lines = report.lines(in: language, law: files[.law])
            #expect(lines.contains(chair.text(in: language)))
            #expect(lines.last == Words.sentence("verify.valid", in: language))
        }
        #expect(
            chair.text(in: .german)
                == "Ich gebe das Ergebnis der geheimen Abstimmung bekannt: TOP 1. 3 gültige Stimmen, Mehrheit ab 2; "
                + "gezählt wurden 2 Ja-Stimmen und 1 Nein-Stimme. Nicht mitgezählt: 1 Enthaltung. "
                + "Der Antrag ist angenommen."
        )
        let json = try JSON(strict: Array(report.json(in: .german, law: files[.law]).utf8))
        guard case .object(let object) = json, case .object(let decision)? = object["decision"] else {
            Issue.record("no decision")
            return
        }
        guard case .string(let text)? = decision["text"], case .object(let outcome)? = decision["outcome"],
            case .bool(true)? = outcome["adopted"], case .null? = object["decision_problem"]
        else {
            Issue.record("another decision")
            return
        }
        #expect(text == chair.text(in: .german))
    }

    @Test("Nothing is said before the count, after a void, and without a law")
    func nothingYet() throws {
        let law = try law()
        let boxed = try vote(law.text, [yes, yes, no], to: .boxed).record
        #expect(german(Judgement(Verifier().verify(boxed), law: boxed[.law])) == "")
        var voided = try vote(law.text, [yes, yes, no], to: .casting)
        try voided.append(.void(reason: "Störung"), by: .officer)
        #expect(german(Judgement(Verifier().verify(voided.record), law: law.bytes)) == "")
        let without = try TestVote.at(.announced).record
        let report = Verifier().verify(without)
        #expect(german(Judgement(report, law: nil)) == "")
        #expect(report.lines(in: .german, law: nil) == ReportText(report, in: .german).lines)
        #expect(
            report.json(in: .german, law: nil).hasSuffix(
                "\"decision\":null,\"decision_problem\":null,\"lot\":null,\"lot_problem\":null}"
            )
        )
    }

    @Test("A law that does not fit is named with its field, the counts stand, and V9 checks only the hash")
    func misfits() throws {
        let cases: [(LawFile, String)] = [
            (try law(entitled: 4), "entitled"), (try LawFile(motion(), ids: ["no", "yes", "abstain"]), "options"),
            (try LawFile(motion(), ids: ["yes", "no", "nobody"]), "options"),
        ]
        for (law, field) in cases {
            let files = try vote(law.text, [yes, yes, no]).record
            let report = Verifier().verify(files)
            #expect(report.isValid)
            #expect(german(Judgement(report, law: files[.law])).contains("Feld \(field)"))
            guard case .notJudged(let reason) = Judgement(report, law: files[.law]) else {
                Issue.record("judged")
                return
            }
            #expect(reason.forbidsRelease)
        }
    }

    @Test("A rule set nobody knows is said plainly; the result may be released and is not judged")
    func unknownRuleSet() throws {
        let text = try law().text.replacing("nrw-2026-01", with: "nrw-2031-01")
        let files = try vote(text, [yes, yes, no]).record
        let report = Verifier().verify(files)
        let judgement = Judgement(report, law: files[.law])
        #expect(report.isValid)
        #expect(german(judgement).contains("nrw-2031-01"))
        guard case .notJudged(let reason) = judgement else {
            Issue.record("judged")
            return
        }
        #expect(!reason.forbidsRelease)
    }

    @Test("A record that does not hold is not judged, and neither is another law than the frozen one")
    func invalid() throws {
        let law = try law()
        var files = try vote(law.text, [yes, yes, no]).record
        let log = Verifier().verify(files).log
        #expect(german(Judgement(log, law: nil)).contains("law.json"))
        #expect(german(Judgement(log, law: try self.law(entitled: 4).bytes)).contains("law.json"))
        files[.law] = try self.law(entitled: 4).bytes
        let report = Verifier().verify(files)
        #expect(!report.isValid)
        #expect(german(Judgement(report, law: files[.law])).contains("ungültig"))
    }

    @Test("Several marks for one seat, and cumulated marks for several, are no votes in the sense of the law")
    func ballotForm() throws {
        let persons = ["A", "B", "C"].map { BallotOption($0, .candidate) } + [BallotOption("Enthaltung", .abstention)]
        func law(seats: Int) throws -> LawFile {
            let day = try CalendarDate(parsing: "2026-12-10")
            let frame = try LegalFrame(
                kind: .election,
                session: day,
                entitled: 5,
                present: 5,
                excluded: 0,
                options: persons,
                seats: seats
            )
            return try LawFile(frame, ids: ["1", "2", "3", "0"])
        }
        func manifest(_ maximum: Int, minimum: Int = 1, cap: Int = 1, abstention: Int) throws -> Manifest {
            let options =
                ["1", "2", "3"].map { Manifest.Option(id: $0, label: "P\($0)", cap: cap) }
                + [Manifest.Option(id: "0", label: "Enthaltung", weight: abstention)]
            return try TestVote(options: options, minimum: minimum, maximum: maximum).manifest
        }
        #expect(try law(seats: 1).misfits(with: manifest(1, abstention: 1)) == [])
        #expect(try law(seats: 1).misfits(with: manifest(1, minimum: 0, abstention: 1)) == [])
        #expect(try law(seats: 2).misfits(with: manifest(2, abstention: 2)) == [])
        #expect(try law(seats: 1).misfits(with: manifest(2, abstention: 2)) == [.ballotForm])
        #expect(try law(seats: 2).misfits(with: manifest(1, abstention: 1)) == [.ballotForm])
        #expect(try law(seats: 2).misfits(with: manifest(2, abstention: 1)) == [.ballotForm])
        #expect(try law(seats: 2).misfits(with: manifest(2, minimum: 0, abstention: 2)) == [.ballotForm])
        #expect(try law(seats: 2).misfits(with: manifest(2, cap: 2, abstention: 2)) == [.ballotForm])
    }

    @Test("A blank ballot is an abstention")
    func blank() throws {
        var vote = try TestVote(minimum: 0, law: law().text)
        try vote.advance(to: .announced, choices: [yes, yes, no, [0, 0, 0], abstention])
        guard case .decided(let result) = Judgement(Verifier().verify(vote.record), law: vote.law) else {
            Issue.record("not judged")
            return
        }
        #expect(result.counts.abstentions == 2)
        #expect(result.counts.valid == 3)
    }
}

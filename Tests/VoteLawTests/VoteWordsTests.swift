import CouncilLaw
import Election
import ElectionTestSupport
import StrictJSON
import Testing
import VoteLaw
import Words

@Suite("The chair's words for a page")
struct VoteWordsTests {
    private func fields(_ words: VoteWords, in language: Language) throws -> Fields {
        try Fields(
            parsing: Array(words.json(in: language).utf8),
            exactly: [
                "opening", "closing", "announcing", "decided", "minutes", "resolution", "questions", "result",
                "problem",
                "forbids_release",
            ]
        )
    }

    private func texts(_ name: String, _ fields: Fields) throws -> [String] {
        try fields.array(name).map { value in
            guard case .string(let text) = value else { throw JSONFault.wrongType(field: name) }
            return text
        }
    }

    @Test("a log without a law has no sentences and no result", arguments: Language.allCases)
    func nothing(language: Language) throws {
        let fields = try fields(VoteWords(EventLog(), law: nil, lot: nil, drawn: 0, cast: 0), in: language)
        for name in ["opening", "closing", "announcing", "decided", "questions"] {
            #expect(try fields.array(name).isEmpty)
        }
        #expect(try !fields.bool("forbids_release"))
    }

    @Test("the sentences are those of the result", arguments: Language.allCases)
    func sentences(language: Language) throws {
        let law = try LawFile(motion(entitled: 5), ids: ids)
        var vote = try TestVote(law: law.text)
        try vote.advance(to: .announced, choices: [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
        let files = vote.record
        let log = try EventLog(file: #require(files[.log]))
        let fields = try fields(VoteWords(log, law: files[.law], lot: nil, drawn: 0, cast: 0), in: language)
        let frame = try law.frame(labels: ["Ja", "Nein", "Enthaltung"])
        let result = try VoteResult(frame, drawn: 5, cast: 4, votes: [2, 1, 1])
        let opening = frame.opening(title: "TOP 1").map { $0.text(in: language) }
        #expect(try texts("opening", fields) == opening)
        let closing = frame.closing(drawn: 5, cast: 4).map { $0.text(in: language) }
        #expect(try texts("closing", fields) == closing)
        let announcing = result.announcement(title: "TOP 1").map { $0.text(in: language) }
        #expect(try texts("announcing", fields) == announcing)
        let minutes = try fields.string("minutes")
        #expect(minutes == result.minutesLine.text(in: language))
    }
}

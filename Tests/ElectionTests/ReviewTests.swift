import Election
import ElectionTestSupport
import Testing

/// What a record full of numbers at the edge does to the verifier: it says invalid, and goes on to the end.
@Suite("huge numbers")
struct HugeNumberTests {
    @Test("in the counts do not overflow the weighted sum")
    func counts() throws {
        let options = (0..<64).map { Manifest.Option(id: "o\($0)", label: "Option \($0)", weight: 64) }
        var vote = try TestVote(options: options, minimum: 0, maximum: 64)
        let choices = vote.council.members.map { _ in [Int](repeating: 0, count: 64) }
        try vote.advance(to: .tallying, choices: choices)
        try vote.share(by: 2)
        let most = (1 << 53) - 1
        try vote.append(.result(.init(used: [1, 2], counts: .init(repeating: most, count: 64))), by: .server)
        let report = Verifier().verify(vote.record)
        #expect(!report.isValid)
        #expect(report.results[19].ok == false)
    }
}

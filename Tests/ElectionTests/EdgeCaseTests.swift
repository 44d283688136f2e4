import Election
import ElectionTestSupport
import Ristretto255
import SealedBallot
import Testing

/// Numbered cases of the domain digest that can be shown without a server.
@Suite("edge cases")
struct EdgeCaseTests {
    @Test(
        "edge case 45: a token of another vote, of an earlier round, of a retired key or a forged one is not accepted"
    )
    func foreignTokens() throws {
        let earlier = try TestVote.at(.casting)
        var vote = try TestVote.at(.casting, earlier.council)
        let member = vote.council.members[0]
        // The same people, the same question, another round: another h, another key of the issuer.
        let old = try earlier.ballot(member, [1, 0, 0])
        #expect(throws: BallotFault.signature) { try old.verified(in: vote.context) }
        let input = vote.context.tokenInput(old.credential)
        #expect(vote.issuer.evaluate(input) != old.token)
        #expect(earlier.issuer.evaluate(input) != old.token, "the retired key signs nothing for this vote either")
        let forged = try Forger(vote).line([1, 0, 0], token: .generator)
        let ballot = try UnverifiedBallot(decoding: forged.ballot, rule: vote.context.rule)
        #expect(vote.issuer.evaluate(vote.context.tokenInput(ballot.credential)) != ballot.token)
        // A box that took them all the same is found out by everybody.
        for line in [forged, BoardLine(trackerHash: .zero, ballot: old.encoded, tokenProof: forged.tokenProof)] {
            var bad = vote
            try bad.append(.close, by: .officer)
            bad.ballots = [line]
            try bad.publish()
            #expect(Verifier().verify(bad.record).results[16].ok == false)
        }
        // The same token twice: one X, whatever else differs.
        let again = try vote.ballot(member, [0, 1, 0])
        try vote.cast(member, [1, 0, 0])
        let first = try UnverifiedBallot(decoding: vote.ballots[0].ballot, rule: vote.context.rule)
        #expect(first.credential == again.credential)
    }

    @Test(
        "edge case 49: too few tellers open nothing, a wrong share is named, a lost one is replaced"
    )
    func tellers() throws {
        var vote = try TestVote.at(.tallying)
        #expect(vote.log.openedCounts(try vote.sums()) == nil)
        // Teller 2 enters a share of another key.
        let stranger = try TestVote.at(.boxed)
        let board = try #require(vote.log.boardHead)
        let wrong = stranger.keyShares[1].decrypt(try vote.sums(), board: board)
        #expect(vote.log.shareFault(wrong, from: 2, sums: try vote.sums()) == .shareProof(teller: 2, option: 0))
        var bad = vote
        try bad.append(.share(board: board, wrong), by: .t2)
        let report = Verifier().verify(bad.record)
        #expect(report.firstFault?.sentence(in: .german).contains("Zählperson 2") == true)
        // Teller 2 lost the share: teller 3 opens with teller 1.
        try vote.share(by: 3)
        #expect(vote.log.shareFault(try #require(vote.log.shares[3]), from: 3, sums: try vote.sums()) == nil)
        try vote.advance(to: .announced)
        #expect(Verifier().verify(vote.record).counts == [2, 2, 1])
        // Three of three cannot do without it.
        var strict = try TestVote.at(.boxed, threshold: 3)
        try strict.share(by: 1)
        try strict.share(by: 3)
        #expect(strict.log.openedCounts(try strict.sums()) == nil)
        #expect(Verifier().verify(strict.record).isValid, "the vote ends here for good, and its record says so")
    }

    @Test("edge case 51: no ballot, one ballot, and fewer than needed are published and never opened", arguments: 0...2)
    func fewBallots(_ count: Int) throws {
        var vote = try TestVote.at(.boxed, choices: Array(repeating: [1, 0, 0], count: count))
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.board?.ballots == count)
        #expect(report.warnings.contains(.tooFewBallots(have: count, need: 3)))
        #expect(report.warnings.contains(.gap(5 - count)))
        guard count > 0 else {
            // The sum of nothing cannot even be written as a share.
            let body = try vote.share(1).body
            #expect(throws: Fault.self) { try EventContent(.share, body: body) }
            return
        }
        try vote.share(by: 1)
        let opened = Verifier().verify(vote.record)
        let rule = Rule.tooFewBallots(have: count, need: 3)
        #expect(opened.results[17].outcome == .failed(Fault(rule, file: "log.jsonl", line: 15)))
    }

    @Test("edge case 51: nobody drew a token at all")
    func nobody() throws {
        var vote = try TestVote(TestCouncil(members: 0))
        try vote.advance(to: .boxed)
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.board?.draws == 0)
    }

    @Test("edge case 51: everybody abstains, or everybody is invalid on purpose")
    func allAbstain() throws {
        let options = TestVote.yesNoAbstain + [Manifest.Option(id: "invalid", label: "ungültig")]
        for option in 2...3 {
            let choice = (0...3).map { $0 == option ? 1 : 0 }
            var vote = try TestVote(options: options)
            try vote.advance(to: .announced, choices: Array(repeating: choice, count: 5))
            let report = Verifier().verify(vote.record)
            #expect(report.isValid)
            #expect(report.counts == choice.map { $0 * 5 })
            #expect(report.warnings == [.unanimous(option: options[option].label)])
        }
    }

    @Test("edge case 51: a unanimous result is valid and warned about, a result of one against is not")
    func unanimous() throws {
        let all = try TestVote.at(.announced, choices: Array(repeating: [1, 0, 0], count: 5))
        #expect(Verifier().verify(all.record).warnings == [.unanimous(option: "Ja")])
        let one = try TestVote.at(.announced, choices: [[0, 1, 0]] + Array(repeating: [1, 0, 0], count: 4))
        #expect(Verifier().verify(one.record).warnings.isEmpty)
    }

    @Test("edge case 51: a committee of three votes, and its three ballots are enough")
    func committeeOfThree() throws {
        let vote = try TestVote.at(.announced, TestCouncil(members: 3))
        let report = Verifier().verify(vote.record)
        #expect(report.isValid && report.warnings.isEmpty)
        #expect(report.counts == [1, 1, 1])
    }

    @Test("edge case 52: more ballots than issued tokens fails, whoever made the tokens")
    func stuffed() throws {
        var vote = try TestVote.at(.closed)
        vote.ballots.append(try Forger(vote).line([0, 1, 0]))
        try vote.publish()
        let report = Verifier().verify(vote.record)
        #expect(report.results[17].outcome == .failed(Fault(.moreBallotsThanDraws, file: "log.jsonl", line: 15)))
        #expect(report.results[16].ok == true, "the issuer can make tokens; the number of signed draws is the bound")
        #expect(!report.isValid)
    }

    @Test("edge case 52: a token that is redeemed but missing in the box shows as a gap, and the numbers must agree")
    func lostBallot() throws {
        var vote = try TestVote.at(.closed)
        vote.ballots.removeFirst()
        try vote.publish()
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.warnings == [.gap(1)])
        var lying = try TestVote.at(.closed)
        lying.ballots.removeFirst()
        try lying.publish(ballotCount: 5)
        #expect(Verifier().verify(lying.record).results[13].ok == false)
    }

    @Test("edge case 52: an entitled member who never fetched a token is on the roll and not in the register")
    func neverDrew() throws {
        var vote = try TestVote.at(.issuing)
        for member in vote.council.members.dropLast() { try vote.draw(member) }
        try vote.append(.cast, by: .officer)
        for member in vote.council.members.dropLast() { try vote.cast(member, [1, 0, 0]) }
        try vote.append(.close, by: .officer)
        try vote.publish()
        let report = Verifier().verify(vote.record)
        #expect(report.isValid)
        #expect(report.log.manifest?.rollCount == 5)
        #expect(report.log.board?.draws == 4)
        #expect(report.warnings.isEmpty)
    }
}

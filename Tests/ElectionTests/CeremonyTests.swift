import Election
import ElectionTestSupport
import Ristretto255
import SealedBallot
import Testing

@Suite("a key ceremony with a fault")
struct CeremonyTests {
    private func fault(_ vote: TestVote, _ content: EventContent, by role: Role) -> LogFault? {
        var log = vote.log
        do {
            try log.append(vote.event(content, by: role))
            return nil
        } catch {
            return error
        }
    }

    @Test("is refused for a proof of possession of somebody else, of another vote, or of another number")
    func possession() throws {
        var vote = try TestVote()
        try vote.issue()
        let ceremony = try #require(vote.log.ceremony)
        let secret = CeremonySecret(number: 1, threshold: 2)
        let commitment = secret.commitment(ceremony)
        #expect(fault(vote, .dkg1(commitment), by: .t1) == nil)
        let asSecond = fault(vote, .dkg1(commitment), by: .t2)
        #expect(asSecond?.check == .v6 && asSecond?.rule == .possession(teller: 2))
        var other = try TestVote()
        try other.issue()
        let replayed = fault(other, .dkg1(commitment), by: .t1)
        #expect(replayed?.rule == .possession(teller: 1))
        let changed = KeyCeremony.Commitment(
            transportKey: .generator,
            coefficients: commitment.coefficients,
            possession: commitment.possession
        )
        #expect(fault(vote, .dkg1(changed), by: .t1)?.rule == .possession(teller: 1))
        let report = Verifier().verify(vote.record(adding: vote.event(.dkg1(changed), by: .t1)))
        #expect(report.results[5].outcome == .failed(Fault(.possession(teller: 1), file: "log.jsonl", line: 3)))
    }

    @Test("is refused for too many or too few values")
    func counts() throws {
        var vote = try TestVote()
        try vote.issue()
        let ceremony = KeyCeremony(context: try #require(vote.log.ceremonyHead), threshold: 3)
        let commitment = CeremonySecret(number: 1, threshold: 3).commitment(ceremony)
        #expect(fault(vote, .dkg1(commitment), by: .t1)?.rule == .ceremonyCount)
        try vote.ceremonyRound(1)
        for count in [0, 2, 4] {
            let dealing = KeyCeremony.Dealing(
                ephemeralKey: .generator,
                maskedShares: .init(repeating: .zero, count: count)
            )
            let found = fault(vote, .dkg2(dealing), by: .t1)
            #expect(found?.check == .v6 && found?.rule == .ceremonyCount)
        }
    }

    @Test("is refused for another key, another share or another head in the third round")
    func confirmation() throws {
        var vote = try TestVote()
        try vote.issue()
        try vote.ceremonyRound(1)
        try vote.ceremonyRound(2)
        guard case .dkg3(let head, let key, let share) = vote.confirmation(1) else { return }
        let second = vote.keyShares[1].publicShare
        for (content, rule) in [
            (EventContent.dkg3(head: .zero, key: key, share: share), Rule.ceremonyHead(teller: 1)),
            (.dkg3(head: head, key: .generator, share: share), .ceremonyKey(teller: 1)),
            (.dkg3(head: head, key: key, share: second), .ceremonyKey(teller: 1)),
        ] {
            let found = fault(vote, content, by: .t1)
            #expect(found?.check == .v7 && found?.rule == rule)
        }
        try vote.ceremonyRound(3)
        for (issuer, key) in [(Element.generator, key), (vote.issuer.publicKey.element, Element.generator)] {
            let found = fault(vote, .open(issuer: issuer, key: key), by: .officer)
            #expect(found?.check == .v8 && found?.rule == .openKeys)
        }
    }
}

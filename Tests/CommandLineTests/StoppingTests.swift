import Devices
import Election
import Foundation
import HTTPTestSupport
import ServerTestSupport
import Testing

@Suite("A server that is told to end while ballots come in")
struct StoppingTests {
    @Test("ends with 0 and has kept every ballot that it acknowledged", arguments: [1, 8, 20])
    func keepsEveryBallot(_ count: Int) throws {
        let served = try Served(Play.at(.casting, members: 60))
        let members = served.play.town.members
        let casters = Casters(served.play, members)
        casters.wait(for: count, of: members.count)
        let outcome = served.server.stop()
        casters.wait()
        #expect(outcome.status == 0, "\(outcome.stderr)")
        // In the middle of it: some were answered, some were not.
        #expect(casters.acknowledged.count >= count && !casters.unanswered.isEmpty)
        #expect(casters.acknowledged.count + casters.unanswered.count == members.count)
        try served.restart()
        let play = served.play
        #expect(try play.service.status(of: play.vote).ballots >= casters.acknowledged.count)
        try play.device("o1").close()
        for ballot in casters.acknowledged {
            let found = try play.device(ballot.member).lookUp()
            #expect(found.tracker == ballot.tracker && found.isOnBoard == true, "\(ballot.member)")
        }
        #expect(try play.verify().isValid)
    }

    @Test("who got no answer sends the same again to the server that comes after it, and every ballot counts once")
    func sendsAgain() throws {
        let served = try Served(Play.at(.casting, members: 40))
        let members = served.play.town.members
        let casters = Casters(served.play, members)
        casters.wait(for: 10, of: members.count)
        let outcome = served.server.stop()
        #expect(outcome.status == 0, "\(outcome.stderr)")
        casters.wait()
        try #require(!casters.unanswered.isEmpty)
        try served.restart()
        let play = served.play
        for member in casters.unanswered {
            let device = try play.device(member)
            let number = try #require(members.firstIndex(of: member))
            let choice = play.plan.choices[number % play.plan.choices.count]
            _ = try device.hasCast ? device.castAgain() : device.cast(device.prepare(choice))
        }
        #expect(try play.service.status(of: play.vote).ballots == members.count)
        try play.device("o1").close()
        try play.advance(to: .announced)
        let report = try play.verify()
        #expect(report.isValid && report.counts == play.expectedCounts())
        #expect(served.server.stop().status == 0)
    }

    @Test("ends at once although people are waiting for news and others have sent half of a request")
    func waiting() throws {
        let served = try Served(Play.at(.casting))
        let client = RawClient(origin: served.server.issuer)
        let asleep = try (0..<50).map { _ in try #require(RawConnection(port: client.port)) }
        for each in asleep { each.send(client.request("GET", "/v1/\(served.play.vote)/wait?state=casting")) }
        let half = try (0..<50).map { _ in try #require(RawConnection(port: client.port)) }
        for each in half { each.send("POST /v1/\(served.play.vote)/draw HTTP/1.1\r\nHost: h\r\nContent-Le") }
        // Until the last one is known to the server.
        #expect(client.get("/healthz").status == 200)
        #expect(served.server.stop().status == 0)
        for each in asleep {
            let answer = RawAnswer(each.readAll() ?? [])
            #expect([200, 503].contains(answer.status))
        }
    }
}

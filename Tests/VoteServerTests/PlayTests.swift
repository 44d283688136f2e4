import Devices
import Election
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("Whole votes through the public face")
struct PlayTests {
    static let plans = [Plan.motion, .upToThree, .cumulative].flatMap { [$0.needing(2), $0.needing(3)] }

    @Test("a vote ends with the right counts and a record that verifies", arguments: plans)
    func wholeVote(_ plan: Plan) throws {
        let play = try Play.at(.announced, plan, members: 5)
        let report = try play.verify()
        #expect(report.isValid)
        #expect(report.counts == play.expectedCounts())
        #expect(report.log.state == .announced && report.log.signed == [1, 2, 3])
        #expect(try play.verifyPublished().isValid)
        #expect(try play.device("m05").follow().state == .announced)
    }
}

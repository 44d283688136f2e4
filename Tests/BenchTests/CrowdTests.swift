import Bench
import Devices
import Election
import Foundation
import Testing
import VoteServer

@Suite("A crowd of devices")
struct CrowdTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("urne-crowd-\(UUID())").path

    /// A crowd of the rehearsal's own members.
    private func crowd(_ rehearsal: Rehearsal) -> Crowd {
        let keys = Dictionary(uniqueKeysWithValues: rehearsal.members.map { ($0.person, $0) })
        return Crowd(rehearsal.server, vote: rehearsal.vote, homes: folder + "/members") { person in
            guard let key = keys[person] else { throw ErrorCode.unknownPerson }
            return key
        }
    }

    @Test("draws, casts and is counted, whatever the kind of ballot", arguments: [Form.motion, .cumulative])
    func wholeVote(_ form: Form) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rehearsal = try Rehearsal(folder: folder, form: form, members: 6, lateIssue: false)
        try rehearsal.open()
        let crowd = crowd(rehearsal)
        #expect(try crowd.run(.draw, count: 4).done == 4)
        // The others, and nobody twice.
        #expect(try crowd.run(.draw, count: nil).done == 2)
        #expect(throws: BenchFault.tooFewMembers(have: 0, need: 1)) { try crowd.run(.draw, count: 1) }
        try rehearsal.cast()
        #expect(try crowd.run(.vote, count: 5).done == 5)
        try rehearsal.close()
        let report = try rehearsal.count()
        #expect(report.isValid)
        #expect(report.log.board?.draws == 6)
        #expect(report.log.board?.ballots == 5)
        #expect(try #require(report.counts).reduce(0, +) >= 5)
    }

    @Test("says who could not act and goes on with the others")
    func failures() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rehearsal = try Rehearsal(folder: folder, form: .motion, members: 4, lateIssue: false)
        // Not open: nobody can draw.
        let outcome = try crowd(rehearsal).run(.draw, count: nil)
        #expect(outcome.done == 0)
        #expect(Set(outcome.failures.map(\.person.description)) == ["001", "002", "003", "004"])
    }

    @Test("what one device has checked does not let a changed log through on another")
    func memory() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rehearsal = try Rehearsal(folder: folder, form: .motion, members: 2, lateIssue: false)
        try rehearsal.open()
        let server = LyingServer(rehearsal.server)
        let verified = Verified()
        let devices = try rehearsal.members.map { member in
            let home = try HomeFolder("\(folder)/members/\(member.person)")
            return try Device(server, home: home, key: member, vote: rehearsal.vote, verified: verified)
        }
        // The whole log and the roll are known to both now.
        try devices[0].draw()
        server.lie()
        #expect(throws: DeviceError.self) { try devices[0].follow() }
        #expect(throws: DeviceError.self) { try devices[1].draw() }
        #expect(try rehearsal.server.status(of: rehearsal.vote).draws == 1)
    }
}

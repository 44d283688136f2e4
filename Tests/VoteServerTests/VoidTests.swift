import Devices
import Election
import Foundation
import Ristretto255
import Roll
import ServerTestSupport
import Testing
import VoteServer

@Suite("A vote that is voided")
struct VoidTests {
    static let states: [VoteState] = [.ceremony, .ready, .issuing, .casting, .boxed]

    private func files(_ play: Play) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: "\(play.town.data)/records/\(play.vote)"))
    }

    @Test("can be voided at every stage before a share; the record of it verifies", arguments: states)
    func everyStage(_ state: VoteState) throws {
        let play = try Play.at(state)
        try play.device("o1").void(reason: "Störung")
        #expect(try play.log.state == .voided && play.log.voidReason == "Störung")
        #expect(try play.verify().isValid)
        #expect(try play.verifyPublished().isValid)
        #expect(try files(play) == ["log.jsonl", "roll.jsonl"])
        #expect(try play.service.file(.ballots, of: play.vote) == nil)
        #expect(try play.service.file(.register, of: play.vote) == nil)
        #expect(!FileManager.default.fileExists(atPath: "\(play.town.data)/keys/\(play.vote).key"))
    }

    @Test("edge case 57: after 12 of 30 ballots to the post: nothing of the box is left or can be counted, for good")
    func fallback() throws {
        let play = try Play.at(.casting, members: 30)
        let (base, vote) = (play.service, play.vote)
        let (listening, heard) = play.listeningToCasts()
        try listening.cast(Array(play.town.members.prefix(12)))
        let ballots = heard.items
        #expect(ballots.count == 12)
        let late = try play.device("m13").prepare([1, 0, 0])
        try play.device("o1").void(reason: "weiter per Brief")
        let left = try Haystack(play.town.data)
        for ballot in ballots {
            for start in stride(from: 0, to: ballot.ballot.count - 32, by: 32) {
                #expect(left.holding(Array(ballot.ballot[start..<start + 32])).isEmpty)
            }
        }
        #expect(try play.service.status(of: vote) == VoteStatus(state: .voided, draws: 30, ballots: 0))
        for ballot in ballots { #expect(throws: ErrorCode.wrongState) { try base.cast(ballot, in: vote) } }
        do {
            _ = try play.device("m13").cast(late)
            Issue.record("cast into a voided vote")
        } catch {}
        for id in ["z1", "z2", "z3"] { #expect(throws: DeviceError.self) { try play.share(id) } }
        for id in ["z1", "z2", "z3"] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: play.town.folder("home-\(id)"))
            #expect(!names.contains { $0.hasSuffix("share.key") })
        }
        #expect(throws: DeviceError.self) { try play.device("o1").cast() }
        #expect(try play.copy().verify().isValid)
    }

    @Test("edge case 58: a second void is refused, and no event can follow a void")
    func secondVoid() throws {
        let play = try Play.at(.casting)
        let server = play.service
        try play.device("o1").void(reason: "eins")
        #expect(throws: DeviceError.wrongState(.voided)) { try play.device("o1").void(reason: "zwei") }
        let contents: [(EventContent, Role, String)] = [
            (.void(reason: "zwei"), .officer, "o1"), (.cast, .officer, "o1"), (.close, .officer, "o1"),
            (.announce, .chair, "c1"), (.share(board: .zero, []), .t1, "z1"), (.sign(head: .zero), .t1, "z1"),
        ]
        for (content, role, id) in contents {
            let event = try RefusalTests.event(play, content, role, key: id)
            #expect(RefusalTests.code { _ = try server.append(event, to: play.vote) } != nil)
            let again = try play.copy()
            #expect(RefusalTests.code { _ = try again.service.append(event, to: play.vote) } != nil)
        }
        #expect(try play.log.voidReason == "eins")
    }

    @Test("once a share is there, the vote cannot be voided")
    func afterShare() throws {
        let play = try Play.at(.boxed)
        try play.share("z1")
        #expect(throws: DeviceError.wrongState(.tallying)) { try play.device("o1").void(reason: "zu spät") }
        let event = try RefusalTests.event(play, .void(reason: "zu spät"), .officer, key: "o1")
        #expect(RefusalTests.code { _ = try play.service.append(event, to: play.vote) } == .wrongState)
        #expect(try play.service.status(of: play.vote).ballots == 4)
        #expect(FileManager.default.fileExists(atPath: "\(play.town.data)/keys/\(play.vote).key"))
    }

    @Test("edge case 55: a corrected name is another vote, and tokens of the first are worth nothing there")
    func corrected() throws {
        let play = try Play.at(.casting)
        let lost = try play.lostCast("m01")
        try play.cast(["m02"])
        try play.device("o1").void(reason: "Schreibfehler im Namen")
        var plan = Plan.motion
        plan.options[0] = .init(id: "ja", label: "Ja!")
        let second = Play(play.town, play.service, plan)
        try second.advance(to: .casting)
        #expect(throws: ErrorCode.badToken) { try second.service.cast(lost, in: second.vote) }
        try second.advance(to: .announced)
        #expect(try second.verify().counts == second.expectedCounts())
        #expect(try play.log.state == .voided && play.verify().isValid)
    }

    @Test("a void that comes from another process while the board is being published leaves no board")
    func duringPublishing() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let other = try play.town.server()
        let close = try RefusalTests.event(play, .close, .officer, key: "o1")
        let (town, vote, keys) = (play.town, play.vote, play.town.keys)
        try Staging.at("before rename \(town.data)/records/\(vote)/register.jsonl") {
            // Past the server, which would want to publish too, on this very thread.
            guard let log = try? RollStore(folder: town.data).log(of: vote) else { return }
            let event = Event(
                signedBy: keys["o1"]!.signing,
                vote: vote,
                n: log.events.count,
                prev: log.head,
                kind: .void,
                by: .officer,
                body: EventContent.void(reason: "x").body
            )
            // In a thread of its own: it waits for the publishing to end.
            Thread.detachNewThread { _ = try? other.append(event, to: vote) }
            Thread.sleep(forTimeInterval: 0.2)
        } _: {
            _ = try play.service.append(close, to: vote)
        }
        let deadline = Date(timeIntervalSinceNow: 20)
        while try play.log.state != .voided, Date() < deadline { Thread.sleep(forTimeInterval: 0.05) }
        #expect(try play.log.events.map(\.type).suffix(2) == ["close", "void"])
        let again = try play.through(town.server())
        #expect(try files(again) == ["log.jsonl", "roll.jsonl"])
        #expect(try again.verifyPublished().isValid)
    }
}

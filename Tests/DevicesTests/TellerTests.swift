import Devices
import Election
import Files
import Foundation
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("A teller's device")
struct TellerTests {
    private func refused(_ body: () throws -> Void) -> DeviceError? {
        do {
            try body()
            return nil
        } catch { return error as? DeviceError }
    }

    private func find(_ name: String, _ id: String, _ play: Play) -> String? {
        let votes = play.town.folder("home-\(id)/votes/\(play.vote)")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: votes)) ?? []
        return names.first { $0.hasSuffix(name) }.map { votes + "/" + $0 }
    }

    private func board(_ play: Play) throws -> Fingerprint { Fingerprint(try play.log.boardHead ?? .zero) }

    @Test("the ceremony says whom it waits for, and ends with one share in each teller's folder alone")
    func ceremony() throws {
        let play = try Play.at(.ceremony)
        #expect(try play.device("z2").ceremony() == .waiting(round: 1, tellers: [1, 3]))
        #expect(try play.device("z2").ceremony() == .waiting(round: 1, tellers: [1, 3]))
        try play.ceremony()
        for id in ["z1", "z2", "z3"] {
            #expect(find("share.key", id, play) != nil && find("ceremony.key", id, play) == nil)
        }
        #expect(refused { _ = try play.device("m01").ceremony() } == .notInRole("teller"))
        #expect(refused { _ = try play.device("o1").ceremony() } == .notInRole("teller"))
    }

    @Test("a crash after the last message of the ceremony does not leave its secret on disk")
    func ceremonySecretErased() throws {
        let play = try Play.at(.ceremony)
        _ = try play.device("z1").ceremony()
        let path = try #require(find("ceremony.key", "z1", play))
        let secret = try AtomicFile.read(path)
        try play.ceremony()
        try AtomicFile.write(secret, to: path, mode: 0o600)
        #expect(try play.device("z1").ceremony() == .finished)
        #expect(find("ceremony.key", "z1", play) == nil)
    }

    @Test("fp(h) is shown only to a teller whose own three messages are in the log")
    func confirm() throws {
        let play = try Play.at(.issuing)
        let fingerprint = Fingerprint(try play.log.electionHead ?? .zero)
        #expect(try play.device("z1").confirm() == fingerprint)
        let elsewhere = try Device(
            play.service,
            home: play.town.home("other"),
            key: play.town.keys["z1"]!,
            vote: play.vote
        )
        #expect(refused { _ = try elsewhere.confirm() } == .ceremonyNotOurs)
    }

    @Test("edge case 49: a share lost with its folder, and one that is another's, are named; two others can open")
    func lostShare() throws {
        let play = try Play.at(.boxed)
        let own = try #require(find("share.key", "z1", play))
        let other = try AtomicFile.read(#require(find("share.key", "z2", play)))
        let kept = try AtomicFile.read(own)
        try AtomicFile.write(other, to: own, mode: 0o600)
        #expect(refused { try play.share("z1") } == .wrongShare)
        try FileManager.default.removeItem(atPath: own)
        #expect(refused { try play.share("z1") } == .secretMissing)
        try AtomicFile.write(kept, to: own, mode: 0o640)
        chmod(own, 0o640)
        #expect(throws: FileError.self) { try play.share("z1") }
        try play.share("z2")
        try play.share("z3")
        #expect(try play.device("z2").signResult().counts == play.expectedCounts())
    }

    @Test("a share is made only for the board that was read out, with the gap that was named")
    func boardAndGap() throws {
        let play = try Play.at(.casting)
        try play.cast(["m01", "m02", "m03"])
        try play.device("o1").close()
        let right = try board(play)
        let wrong = try #require(Fingerprint(typed: "0000-0000-0000-0000-0000"))
        #expect(refused { try play.device("z1").share(board: wrong, gap: 1) } == .boardDiffers(actual: right))
        for gap in [nil, 0, 2] {
            #expect(refused { try play.device("z1").share(board: right, gap: gap) } == .gapNotConfirmed(gap: 1))
        }
        #expect(try play.log.shares.isEmpty)
        try play.device("z1").share(board: right, gap: 1)
    }

    @Test("a gap that was named and is not there is refused, too")
    func gapThatIsNotThere() throws {
        let play = try Play.at(.boxed)
        let right = try board(play)
        #expect(refused { try play.device("z1").share(board: right, gap: 2) } == .gapNotConfirmed(gap: 0))
        try play.device("z1").share(board: right, gap: 0)
    }

    @Test("a teller whose share was the last one needed, and whose answer was lost, can repeat it")
    func lostLastShare() throws {
        let play = try Play.at(.boxed)
        try play.share("z1")
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        relay.onAppend = { event in
            _ = try base.append(event, to: vote)
            throw Relay.Lost()
        }
        let lossy = play.through(relay)
        #expect(throws: Relay.Lost.self) { try lossy.share("z2") }
        try play.share("z2")
        #expect(throws: Relay.Lost.self) { _ = try lossy.device("z2").signResult() }
        _ = try play.device("z2").signResult()
        #expect(try play.device("c1").followWhole(as: .chair).signed == [2])
    }

    @Test("no share for a board that does not verify: a ballot changed, left out, or twice", arguments: 0..<3)
    func invalidBoard(_ way: Int) throws {
        let play = try Play.at(.boxed)
        let right = try board(play)
        var relay = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        relay.onFile = { file in
            guard file == .ballots, var text = try base.file(file, of: vote) else {
                return try base.file(file, of: vote)
            }
            let first = text.firstIndex(of: 0x0A)!
            switch way {
            case 0: text[200] = text[200] == 0x30 ? 0x31 : 0x30
            case 1: text.removeSubrange(...first)
            default: text = Array(text[...first]) + text
            }
            return text
        }
        do {
            try play.through(relay).device("z1").share(board: right, gap: 0)
            Issue.record("a share for a false board")
        } catch DeviceError.invalidRecord {}
        #expect(try play.log.shares.isEmpty)
    }

    @Test("the log that a teller signed into is kept, with the share in it")
    func keptLog() throws {
        let play = try Play.at(.boxed)
        try play.share("z1")
        let kept = try AtomicFile.read(#require(find("log.jsonl", "z1", play)))
        #expect(try EventLog(file: kept).boardHead == play.log.boardHead)
        let signed = try AtomicFile.read(#require(find("signed.jsonl", "z1", play)))
        #expect(String(decoding: signed, as: UTF8.self).contains("\\\"share\\\""))
    }

    @Test("shares are gone once the vote is announced")
    func erased() throws {
        let play = try Play.at(.announced)
        for id in ["z1", "z2", "z3"] {
            try play.device(id).follow()
            #expect(find("share.key", id, play) == nil)
        }
    }
}

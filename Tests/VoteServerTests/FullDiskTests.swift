import Devices
import Election
import Files
import Foundation
import Ristretto255
import SQLite
import ServerTestSupport
import Testing
import VoteServer

@Suite("A full disk")
struct FullDiskTests {
    /// Whether an error says that there is no room.
    private func saysFull(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch let error as Unfinished {
            return saysFull { throw error.reason }
        } catch let error as DatabaseError {
            return error.isFull
        } catch let error as FileError { return error.isFull } catch { return false }
    }

    @Test(
        "edge case 46: draw, cast and close on a full disk are refused as that, and work when there is room",
        .enabled(if: SmallDisk.isPossible)
    )
    func fullDisk() throws {
        let play = try Play.at(.issuing)
        let disk = try SmallDisk(kilobytes: 1024)
        try FileManager.default.copyItem(atPath: play.town.data, toPath: disk("data"))
        let server = try VoteServer(DataFolder(opening: disk("data")))
        let onDisk = play.through(server)

        var filler = disk.fill()
        #expect(saysFull { try onDisk.draw(["m01"]) })
        #expect(try server.status(of: play.vote).draws == 0)
        unlink(filler)
        try onDisk.draw()
        try onDisk.device("o1").cast()

        filler = disk.fill()
        let device = try onDisk.device("m01")
        #expect(saysFull { _ = try device.cast(device.prepare([1, 0, 0])) })
        #expect(try server.status(of: play.vote).ballots == 0)
        unlink(filler)
        _ = try device.castAgain()
        try onDisk.cast(["m02", "m03", "m04"])

        filler = disk.fill()
        #expect(saysFull { try onDisk.device("o1").close() })
        unlink(filler)
        try onDisk.device("o1").close()
        #expect(try onDisk.log.board?.ballots == 4)
        #expect(try onDisk.verify().isValid)
    }

    @Test(
        "edge case 46: room for the close in the log but not for the board: published when there is room",
        .enabled(if: SmallDisk.isPossible)
    )
    func fullWhilePublishing() throws {
        let play = try Play.at(.casting)
        try play.cast()
        for free in stride(from: 8 << 10, through: 120 << 10, by: 16 << 10) {
            let disk = try SmallDisk(kilobytes: 1024)
            try FileManager.default.copyItem(atPath: play.town.data, toPath: disk("data"))
            let homes = try play.town.copy()
            let server = try VoteServer(DataFolder(opening: disk("data")))
            let onDisk = Play(homes, server, play.plan, vote: play.vote)
            let filler = disk.fill(leaving: free)
            let refused = saysFull { try onDisk.device("o1").close() }
            unlink(filler)
            // Reading is enough for the server to try again.
            let state = try server.status(of: play.vote).state
            #expect(refused ? state == .boxed || state == .casting : state == .boxed, "\(free)")
            if state == .casting { try onDisk.device("o1").close() }
            #expect(try onDisk.verify().isValid)
            #expect(try onDisk.log.board?.ballots == 4)
        }
    }

    @Test(
        "edge case 46: a process that may not write longer files loses nothing and halves nothing",
        arguments: ["draw", "cast", "close"]
    )
    func limited(_ verb: String) throws {
        let play = try Play.at(verb == "draw" ? .issuing : .casting)
        if verb == "draw" { try play.draw(["m02"]) } else { try play.cast(["m02", "m03", "m04"]) }
        for limit in [0, 512, 3000, 8192, 20_000] {
            let copy = try play.copy()
            let result = try Child.act(verb, as: verb == "close" ? "o1" : "m01", in: copy, "small", limit)
            #expect(!result.killed && (result.status == 0 || result.output.contains("error")), "\(result.output)")
            let after = copy.through(try copy.town.server())
            switch verb {
            case "draw":
                try after.device("m01").draw()
                #expect(try after.service.status(of: play.vote).draws == 2)
            case "cast":
                let device = try after.device("m01")
                _ = try device.hasCast ? device.castAgain() : device.cast(device.prepare([1, 0, 0]))
                #expect(try after.service.status(of: play.vote).ballots == 4)
            default:
                if try after.log.state == .casting { try after.device("o1").close() }
                #expect(try after.log.board?.ballots == 3)
                #expect(try after.verify().isValid)
            }
        }
    }
}

extension FullDiskTests {
    @Test("an act that stands, while the server cannot publish, is reported as that and not as refused")
    func unfinished() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let records = play.town.data + "/records"
        #expect(FileManager.default.createFile(atPath: records, contents: nil))
        #expect(throws: Unfinished.self) { try play.device("o1").close() }
        #expect(try play.log.state == .closed)
        try FileManager.default.removeItem(atPath: records)
        try play.device("o1").close()
        #expect(try play.log.state == .boxed && play.verifyPublished().isValid)
    }
}

import Devices
import Election
import Files
import Foundation
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("Backups (protocol section 16)")
struct BackupTests {
    /// The archive of a play's server, while that server is open.
    private func backup(_ play: Play) throws -> (archive: [UInt8], unusable: [VoteID]) {
        try Backup.make(of: DataFolder(opening: play.town.data), scratch: play.town.folder("scratch"))
    }

    /// The same people with a server that was restored from an archive.
    private func restored(_ archive: [UInt8], _ play: Play) throws -> Play {
        let town = try play.town.copy()
        try FileManager.default.removeItem(atPath: town.data)
        let (folder, _) = try Backup.restore(archive, file: "b", to: town.data)
        return Play(town, try VoteServer(folder), play.plan, vote: play.vote)
    }

    @Test("the vote goes on from a backup made when the box was closed", arguments: [VoteState.boxed, .tallied])
    func goesOn(_ state: VoteState) throws {
        let play = try Play.at(state, .upToThree)
        let (archive, unusable) = try backup(play)
        #expect(unusable.isEmpty)
        let again = try restored(archive, play)
        try again.advance(to: .announced)
        let report = try again.verify()
        #expect(report.isValid && report.counts == again.expectedCounts())
        #expect(try again.verifyPublished().isValid)
    }

    @Test("a vote under way can only be voided after it was restored, and its secrets are not in the backup")
    func leavesOut() throws {
        let play = try Play.at(.issuing)
        try play.draw(["m01", "m02"])
        let issuer = try SecretFile.read("\(play.town.data)/keys/\(play.vote).key")
        let (archive, unusable) = try backup(play)
        #expect(unusable == [play.vote])
        let path = play.town.folder("b.tar")
        try AtomicFile.write(archive, to: path)
        let haystack = try Haystack(path)
        #expect(haystack.holding(issuer).isEmpty)
        for id in ["m01", "m02"] {
            let home = try Haystack(play.town.folder("home-\(id)"))
            let draw = try #require(home.files.first { $0.name.hasSuffix("draw.json") })
            let sealed = try DrawRequest(text: Array(draw.bytes)).sealed
            #expect(haystack.holding(Array(sealed.prefix(16))).isEmpty)
            #expect(haystack.holding(Array(sealed.suffix(32))).isEmpty)
        }
        // The running server goes on.
        try play.draw(["m03"])
        let again = try restored(archive, play)
        #expect(throws: Refusal(.wrongState, .restored)) { try again.draw(["m04"]) }
        try again.device("o1").void(reason: "aus der Sicherung")
        #expect(try again.verify().isValid)
    }

    @Test(
        "ballots after a backup are never silently lost: what was cast in it is not counted",
        arguments: [false, true]
    )
    func countsNothing(isOpenedAgain: Bool) throws {
        let play = try Play.at(.casting)
        let (archive, unusable) = try backup(play)
        #expect(unusable == [play.vote])
        _ = try play.cast(["m01"])
        var again = try restored(archive, play)
        #expect(try play.service.status(of: play.vote).ballots == 1)
        #expect(try again.service.status(of: play.vote).ballots == 0)
        // The mark is the folder's, not the process's.
        if isOpenedAgain {
            again = Play(again.town, try VoteServer(DataFolder(opening: again.town.data)), play.plan, vote: play.vote)
        }
        #expect(try again.service.status(of: play.vote).isRestored)
        #expect(try !play.service.status(of: play.vote).isRestored)
        #expect(throws: Refusal(.wrongState, .restored)) { try again.device("o1").close() }
        #expect(try again.service.status(of: play.vote).state == .casting)
        try again.device("o1").void(reason: "aus der Sicherung")
        #expect(try again.service.status(of: play.vote).state == .voided)
        #expect(try again.verify().isValid)
    }

    @Test("a vote that waited for its opening when the backup was made is not opened")
    func isNotOpened() throws {
        let play = try Play.at(.ready)
        let again = try restored(backup(play).archive, play)
        #expect(throws: Refusal(.wrongState, .restored)) { try again.device("o1").open() }
        try again.device("o1").void(reason: "aus der Sicherung")
        #expect(try again.service.status(of: play.vote).state == .voided)
    }

    @Test("a folder whose list of restored votes is damaged is not opened")
    func damagedList() throws {
        let play = try Play.at(.casting)
        let again = try restored(backup(play).archive, play)
        let path = again.town.data + "/restored.json"
        try AtomicFile.write(Array("{}\n".utf8), to: path, mode: 0o600)
        #expect(throws: DataFolder.Fault.foreign(path)) { try VoteServer(DataFolder(opening: again.town.data)) }
    }

    @Test("a backup that was changed, cut off or is none is refused, and nothing is put over what is there")
    func refuses() throws {
        let play = try Play.at(.boxed)
        let (archive, _) = try backup(play)
        let target = play.town.folder("new")
        for wrong in [[], Array(archive.dropLast(2000)), Array(archive.reversed()), Array("nonsense".utf8)] {
            #expect(throws: BackupFault.damaged("b")) { try Backup.restore(wrong, file: "b", to: target) }
        }
        for position in stride(from: 600, to: archive.count, by: max(1, archive.count / 40)) {
            var changed = archive
            changed[position] ^= 1
            #expect(throws: BackupFault.self) { try Backup.restore(changed, file: "b", to: target) }
        }
        #expect(throws: BackupFault.notEmpty(play.town.data)) {
            try Backup.restore(archive, file: "b", to: play.town.data)
        }
        #expect(!FileManager.default.fileExists(atPath: target + "/server.json"))
    }

    @Test("other programs can list the archive")
    func isTar() throws {
        let play = try Play.at(.boxed)
        let path = play.town.folder("b.tar")
        try AtomicFile.write(backup(play).archive, to: path)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/tar")
        process.arguments = ["tf", path]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let names = text.split(separator: "\n").map(String.init)
        #expect(names.first == "backup.json" && names.last == "SHA512SUMS")
        #expect(names.contains("roll.sqlite") && names.contains("box.sqlite") && !text.contains("sealed"))
        #expect(names.filter { $0.hasPrefix("keys/") } == ["keys/server.key"])
    }
}

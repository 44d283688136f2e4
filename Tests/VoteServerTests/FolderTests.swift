import Devices
import Election
import Files
import Foundation
import Ristretto255
import SQLite
import ServerTestSupport
import Testing
import VoteServer

@Suite("The server's folder")
struct FolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fault(_ body: () throws -> Void) -> DataFolder.Fault? {
        do {
            try body()
            return nil
        } catch { return error as? DataFolder.Fault }
    }

    private func initialise(_ name: String) throws { _ = try DataFolder.initialise(folder(name), realm: .random()) }

    private func mode(_ path: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("folder, keys and stores are for the owner alone")
    func modes() throws {
        let play = try Play.at(.casting)
        for name in ["", "/keys"] { #expect(mode(play.town.data + name) == 0o700) }
        let files = ["server.json", "officers.jsonl", "keys/server.key", "keys/\(play.vote).key"]
        for name in files + ["roll.sqlite", "sealed.sqlite", "box.sqlite", "roll.sqlite-journal"] {
            #expect(mode(play.town.data + "/" + name) == 0o600, "\(name)")
        }
    }

    @Test("votes are listed as they were made, also after a restart and for a folder from before their order was kept")
    func order() throws {
        let play = try Play.at(.ceremony)
        var votes = [play.vote]
        for _ in 0..<7 {
            let next = Play(play.town, play.service, .motion)
            try next.advance(to: .ceremony)
            votes.append(next.vote)
        }
        #expect(try play.service.votes().map(\.vote) == votes)
        #expect(try play.town.server().votes().map(\.vote) == votes)
        let database = try Database(path: play.town.data + "/roll.sqlite", journal: .truncate)
        try database.run("DROP TABLE place")
        let old = try play.town.server()
        #expect(try old.votes().map(\.vote) == votes.sorted { $0.description < $1.description })
        let new = Play(play.town, old, .motion)
        try new.advance(to: .ceremony)
        #expect(try old.votes().last?.vote == new.vote)
    }

    @Test("a folder that others can enter is refused", arguments: [0o750, 0o701, 0o777])
    func openToOthers(_ mode: mode_t) throws {
        let town = try Town()
        chmod(town.data, mode)
        #expect(throws: FileError(.permissions, path: town.data)) { _ = try town.server() }
    }

    @Test("a key that others can read is refused")
    func openKey() throws {
        let town = try Town()
        chmod(town.data + "/keys/server.key", 0o640)
        #expect(throws: FileError(.permissions, path: town.data + "/keys/server.key")) { _ = try town.server() }
    }

    @Test("a folder that is not there, empty, foreign, of another version, or made before is named as that")
    func faults() throws {
        #expect(fault { _ = try DataFolder(opening: folder("none")) } == .notInitialised(folder("none")))
        try PrivateFolder.ensure(folder("empty"))
        #expect(fault { _ = try DataFolder(opening: folder("empty")) } == .notInitialised(folder("empty")))
        try PrivateFolder.ensure(folder("foreign"))
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder("foreign/letter.txt")))
        #expect(fault { try initialise("foreign") } == .foreign(folder("foreign")))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder("foreign")) == ["letter.txt"])
        try initialise("a")
        #expect(fault { try initialise("a") } == .alreadyInitialised(folder("a")))
        let server = try AtomicFile.read(folder("a/server.json"))
        let text = String(decoding: server, as: UTF8.self)
        let newer = text.replacingOccurrences(of: "\"version\":1", with: "\"version\":2")
        try AtomicFile.write(Array(newer.utf8), to: folder("a/server.json"))
        #expect(fault { _ = try DataFolder(opening: folder("a")) } == .otherVersion(folder("a")))
        try AtomicFile.write(Array("{}".utf8), to: folder("a/server.json"))
        #expect(fault { _ = try DataFolder(opening: folder("a")) } == .foreign(folder("a")))
    }

    @Test("an initialisation that was interrupted can be repeated, and keeps its key")
    func interrupted() throws {
        try initialise("a")
        let key = try AtomicFile.read(folder("a/keys/server.key"))
        try FileManager.default.removeItem(atPath: folder("a/server.json"))
        #expect(fault { _ = try DataFolder(opening: folder("a")) } == .notInitialised(folder("a")))
        try initialise("a")
        #expect(try AtomicFile.read(folder("a/keys/server.key")) == key)
        _ = try VoteServer(DataFolder(opening: folder("a")))
    }

    @Test("many initialisations at once make one folder")
    func manyAtOnce() throws {
        let made = Heard<Bool>()
        DispatchQueue.concurrentPerform(iterations: 6) { _ in made.add((try? initialise("a")) != nil) }
        #expect(made.items.count { $0 } == 1)
        _ = try VoteServer(DataFolder(opening: folder("a")))
    }

    @Test(
        "edge case 48: a store that is gone or emptied is not replaced by a new one",
        arguments: ["roll", "sealed", "box"],
        [true, false]
    )
    func missingStore(_ name: String, _ gone: Bool) throws {
        let play = try Play.at(.casting)
        let path = "\(play.town.data)/\(name).sqlite"
        try FileManager.default.removeItem(atPath: path)
        if !gone { try Data().write(to: URL(fileURLWithPath: path)) }
        #expect(fault { _ = try play.town.server() } == .storeMissing(path))
        #expect(FileManager.default.fileExists(atPath: path) == !gone)
    }

    @Test("a store that is no database is refused and left as it is", arguments: ["roll", "sealed", "box"])
    func corruptStore(_ name: String) throws {
        let town = try Town()
        let path = "\(town.data)/\(name).sqlite"
        let garbage = Data(repeating: 0x55, count: 9000)
        try garbage.write(to: URL(fileURLWithPath: path))
        do {
            _ = try town.server()
            Issue.record("opened garbage")
        } catch {
            let error = try #require(error as? DatabaseError)
            #expect(error.isDamaged && error.path == path)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == garbage)
    }

    @Test("one damaged vote does not keep the others from going on")
    func oneDamagedVote() throws {
        let play = try Play.at(.ready)
        let other = Play(play.town, play.service)
        try other.create()
        let database = try Database(path: play.town.data + "/roll.sqlite", journal: .truncate)
        try database.execute("UPDATE event SET line = '{}' WHERE vote = ? AND n = 2", .blob(play.vote.bytes))
        let server = try play.town.server()
        #expect((server.troubles[play.vote] as? DatabaseError)?.isDamaged == true)
        #expect(server.troubles.count == 1)
        #expect(throws: DatabaseError.self) { try server.log(of: play.vote, from: 0) }
        let again = other.through(server)
        try again.ceremony()
        #expect(try again.log.state == .ready)
    }

    @Test("a lost or foreign issuer key is named; nothing is issued with another one")
    func issuerKey() throws {
        let play = try Play.at(.issuing)
        let path = "\(play.town.data)/keys/\(play.vote).key"
        let other = try Play.at(.issuing)
        let own = try AtomicFile.read(path)
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: FileError.self) { try play.through(play.town.server()).draw(["m01"]) }
        let server = try AtomicFile.read(other.town.data + "/keys/server.key")
        try AtomicFile.write(server, to: path, mode: 0o600)
        #expect(throws: FileError(.form, path: path)) { try play.through(play.town.server()).draw(["m01"]) }
        try AtomicFile.write(own, to: path, mode: 0o600)
        try play.through(play.town.server()).draw(["m01"])
    }

    @Test("officers are registered one by one, also by several programs at once; errors name the list")
    func officers() throws {
        let town = try Town(members: 8)
        let data = try DataFolder(opening: town.data)
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            let id = town.members[number]
            try? data.register(officer: RollEntry(person: PersonID(id)!, name: id, key: town.keys[id]!.publicKey))
        }
        #expect(try data.officers().map(\.person.description) == town.members + ["o1"])
        let twice = RollEntry(person: PersonID("x")!, name: "", key: town.keys["o1"]!.publicKey)
        do {
            try data.register(officer: twice)
            Issue.record("one key for two officers")
        } catch { #expect((error as? Fault)?.file?.hasSuffix("officers.jsonl") == true) }
        #expect(try data.officers().count == 9)
    }
}

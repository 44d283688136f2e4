import Devices
import Election
import Files
import Foundation
import Ristretto255
import ServerTestSupport
import Synchronization
import Testing
import VoteServer

@Suite("What devices remember, so that nobody is shown two logs and nobody signs two events for one place")
struct MemoryTests {
    /// What a body throws.
    private func refused(_ body: () throws -> Void) -> DeviceError? {
        do {
            try body()
            return nil
        } catch { return error as? DeviceError }
    }

    @Test("edge case 48: an older backup of the server is noticed by everybody who saw more")
    func olderBackup() throws {
        let play = try Play.at(.issuing)
        let backup = try play.copy()
        try play.draw()
        try play.device("o1").cast()
        for id in ["o1", "m01"] { try play.device(id).follow() }
        let restored = play.through(backup.service)
        #expect(refused { try restored.device("m01").follow() } == .logRewritten(n: 12))
        #expect(refused { try restored.device("o1").follow() } == .logRewritten(n: 12))
        #expect(refused { try restored.device("o1").cast() } == .logRewritten(n: 12))
    }

    @Test("an answer that was overtaken by another program of the same person is only old, and read again")
    func overtaken() throws {
        let play = try Play.at(.issuing)
        var slow = Relay(play.service)
        let (base, vote) = (play.service, play.vote)
        let calls = Mutex(0)
        slow.onLog = {
            let text = try base.log(of: vote, from: 0)
            // While the first answer is on its way, the same officer's other program acts and follows.
            if calls.withLock({
                $0 += 1; return $0
            }) == 1 {
                try play.device("o1").cast()
                try play.device("o1").follow()
            }
            return text
        }
        #expect(try play.through(slow).device("o1").follow().state == .casting)
        #expect(calls.withLock { $0 } == 2)
    }

    @Test("a log that goes another way than the one seen before is refused")
    func fork() throws {
        let play = try Play.at(.issuing)
        let other = try play.copy()
        try play.device("o1").cast()
        try other.device("o1").void(reason: "anders")
        try play.device("m01").follow()
        #expect(refused { try play.through(other.service).device("m01").follow() } == .logRewritten(n: 12))
    }

    @Test("the announced log must contain the whole log that officers saw before")
    func announcedAnotherWay() throws {
        let play = try Play.at(.tallied)
        let other = try play.copy()
        _ = try play.device("z1").signResult()
        try play.device("c1").followWhole(as: .chair)
        for id in ["z2", "z3"] { _ = try other.device(id).signResult() }
        try other.device("c1").announce()
        let shown = play.through(other.service)
        #expect(refused { try shown.device("c1").follow() } == .logRewritten(n: 18))
        #expect(refused { try shown.device("z1").follow() } != nil)
        // Nothing is erased on the word of such a log.
        #expect(FileManager.default.fileExists(atPath: place("z1", play) + "/share.key"))
    }

    @Test("a share that its teller signed must be in the log in the end")
    func shareLeftOut() throws {
        let play = try Play.at(.boxed)
        let other = try play.copy()
        try play.share("z1")
        try other.device("o1").void(reason: "ohne z1")
        #expect(refused { try play.through(other.service).device("z1").follow() } != nil)
        #expect(FileManager.default.fileExists(atPath: place("z1", play) + "/share.key"))
    }

    @Test("after a lost answer, the same act again is the identical event", arguments: ["close", "void", "open"])
    func lostAnswer(_ act: String) throws {
        let play = try Play.at(act == "open" ? .ready : .casting)
        var relay = Relay(play.service)
        let base = play.service
        let vote = play.vote
        relay.onAppend = { event in
            _ = try base.append(event, to: vote)
            throw Relay.Lost()
        }
        func perform(_ device: Device) throws {
            switch act {
            case "close": try device.close()
            case "void": try device.void(reason: "x")
            default: try device.open()
            }
        }
        #expect(throws: Relay.Lost.self) { try perform(play.through(relay).device("o1")) }
        let length = try play.log.events.count
        try perform(play.device("o1"))
        #expect(try play.log.events.count == length)
        // A third time it is too late.
        #expect(throws: (any Error).self) { try perform(play.device("o1")) }
    }

    @Test("a lost request is sent again as it was")
    func lostRequest() throws {
        let play = try Play.at(.ready)
        let heard = Heard<Event>()
        var relay = Relay(play.service)
        relay.onAppend = { event in
            heard.add(event)
            throw Relay.Lost()
        }
        for _ in 1...3 {
            #expect(throws: Relay.Lost.self) { try play.through(relay).device("o1").open() }
        }
        #expect(heard.items.count == 3 && Set(heard.items).count == 1)
        try play.device("o1").open()
        #expect(try play.log.events.last == heard.items[0])
    }

    @Test("what was signed for a place is delivered before anything else, and nothing else is signed for it")
    func waitingFirst() throws {
        let play = try Play.at(.casting)
        var relay = Relay(play.service)
        relay.onAppend = { _ in throw Relay.Lost() }
        #expect(throws: Relay.Lost.self) { try play.through(relay).device("o1").close() }
        try play.device("o1").void(reason: "danach")
        #expect(try play.log.events.map(\.type).suffix(3) == ["close", "box", "void"])
    }

    @Test("two programs of one person at once sign one event for each place")
    func twoProgramsAtOnce() throws {
        let play = try Play.at(.ceremony)
        let heard = Heard<Event>()
        var relay = Relay(play.service)
        let base = play.service
        let vote = play.vote
        relay.onAppend = { event in
            heard.add(event)
            return try base.append(event, to: vote)
        }
        let listening = play.through(relay)
        let group = DispatchGroup()
        let z1 = try listening.device("z1")
        try Staging.at("before rename \(place("z1", play))/signed.jsonl") {
            group.enter()
            Thread.detachNewThread {
                _ = try? z1.ceremony()
                group.leave()
            }
            Thread.sleep(forTimeInterval: 0.3)
        } _: {
            _ = try z1.ceremony()
        }
        group.wait()
        var byPlace: [Int: Set<Event>] = [:]
        for event in heard.items { byPlace[event.n, default: []].insert(event) }
        #expect(byPlace.values.allSatisfy { $0.count == 1 })
        #expect(!byPlace.isEmpty)
    }

    @Test("an officer's program never signs a second opening, whatever log it is shown")
    func secondOpen() throws {
        let play = try Play.at(.ready)
        let same = try play.copy()
        let other = try Play.at(.ceremony)
        let another = try other.copy()
        try other.advance(to: .issuing)
        try another.advance(to: .ready)
        try play.device("o1").open()
        // A server that forgot the opening gets the same one.
        try FileManager.default.removeItem(atPath: place("o1", play) + "/seen.json")
        try play.through(same.service).device("o1").open()
        #expect(try same.log.head == play.log.head)
        // One that shows another ceremony gets none.
        try FileManager.default.removeItem(atPath: place("o1", other) + "/seen.json")
        #expect(throws: DeviceError.self) { try other.through(another.service).device("o1").open() }
        #expect(try another.log.state == .ready)
    }

    @Test("the first event is one for each vote: another manifest for the same vote is refused")
    func anotherManifest() throws {
        let town = try Town()
        let play = Play(town, try town.server())
        var manifest = try play.manifest()
        try play.create()
        manifest.title = "TOP 8"
        let error = refused { try play.device("o1").create(manifest, roll: town.roll(), law: nil) }
        #expect(error == .signedOther(n: 0, type: "manifest"))
        // The same one again is a lost answer.
        try play.create()
    }

    @Test("a server that finds every event stale does not keep a program busy for ever", .timeLimit(.minutes(1)))
    func alwaysStale() throws {
        let play = try Play.at(.ready)
        var relay = Relay(play.service)
        relay.onAppend = { _ in throw ErrorCode.staleHead }
        #expect(throws: (any Error).self) { try play.through(relay).device("o1").open() }
    }

    @Test("a person whose id looks like a path stays in a folder of their own", arguments: ["..", ".", "...", ".x"])
    func pathLikeID(_ id: String) throws {
        let folder = try TemporaryFolder()
        let key = try Town.person(id, .random()).key
        let town = try Town()
        let vote = VoteID.random()
        let device = try Device(town.server(), home: HomeFolder(folder("home")), key: key, vote: vote)
        #expect(throws: ErrorCode.unknownVote) { try device.follow() }
        let folders = try FileManager.default.contentsOfDirectory(atPath: folder("home/votes/\(vote)"))
        #expect(folders.count == 1 && folders[0].count > 2)
    }

    private func place(_ id: String, _ play: Play) -> String {
        let votes = play.town.folder("home-\(id)/votes/\(play.vote)")
        let name = (try? FileManager.default.contentsOfDirectory(atPath: votes))?.first ?? id
        return "\(votes)/\(name)"
    }
}

import BallotBox
import Devices
import Election
import Foundation
import Ristretto255
import Roll
import ServerTestSupport
import Testing
import VoteServer

@Suite("Several processes on one data folder")
struct RaceTests {
    /// Ballots of members that were never sent; with `each` several for one token.
    private func ballots(_ play: Play, _ ids: [String], each: Int = 1) throws -> [CastRequest] {
        let heard = Heard<CastRequest>()
        var relay = Relay(play.service)
        relay.onCast = { request in
            heard.add(request)
            throw Relay.Lost()
        }
        for id in ids {
            for number in 0..<each {
                let device = try play.through(relay).device(id)
                do { _ = try device.cast(device.prepare([number % 2, 1 - number % 2, 0])) } catch is Relay.Lost {}
                // The device keeps one ballot; for another with the same token it must forget it.
                let file = try #require(
                    try Haystack(play.town.folder("home-\(id)")).files.first { $0.name.hasSuffix("ballot.json") }
                )
                try FileManager.default.removeItem(atPath: play.town.folder("home-\(id)/\(file.name)"))
            }
        }
        return heard.items
    }

    private func write(_ requests: [CastRequest], _ play: Play, _ name: String) throws -> String {
        let path = play.town.folder(name)
        try Data(requests.map { $0.text + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func tally(_ outputs: [String]) -> [String: Int] {
        var result: [String: Int] = [:]
        for line in outputs.joined().split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, let number = Int(words[1]) { result[String(words[0]), default: 0] += number }
        }
        return result
    }

    @Test("edge case 45: one hundred ballots with one token, from four processes at once, leave one")
    func oneToken() throws {
        let play = try Play.at(.casting)
        let requests = try ballots(play, ["m01"], each: 100)
        let children = try (0..<4).map { number in
            let part = Array(requests[number * 25..<(number + 1) * 25])
            return try Child(["race", play.town.data, play.vote.description, write(part, play, "part-\(number)")])
        }
        for child in children { child.waitUntilReady() }
        for child in children { child.go() }
        let outcomes = tally(children.map { $0.finish().output })
        #expect(outcomes == ["accepted": 1, "used": 99])
        #expect(try play.service.status(of: play.vote).ballots == 1)
    }

    @Test(
        "edge case 47: ballots that race with a close or a void from another process are taken or refused, never halved",
        arguments: [VoteState.boxed, .voided]
    )
    func race(_ end: VoteState) throws {
        let play = try Play.at(.casting, members: 15)
        let requests = try ballots(play, play.town.members)
        let children = try (0..<3).map { number in
            let part = Array(requests[number * 5..<(number + 1) * 5])
            return try Child(["race", play.town.data, play.vote.description, write(part, play, "part-\(number)")])
        }
        for child in children { child.waitUntilReady() }
        for child in children { child.go() }
        Thread.sleep(forTimeInterval: 0.05)
        if end == .boxed { try play.device("o1").close() } else { try play.device("o1").void(reason: "x") }
        let outcomes = tally(children.map { $0.finish().output })
        let accepted = outcomes["accepted", default: 0]
        #expect(accepted + outcomes["wrong_state", default: 0] == 15, "\(outcomes)")
        #expect(try play.verify().isValid)
        if end == .boxed {
            #expect(try play.log.board?.ballots == accepted)
        } else {
            #expect(try play.service.status(of: play.vote).ballots == 0)
            let left = try Haystack(play.town.data)
            for request in requests { #expect(left.holding(Array(request.ballot[64..<96])).isEmpty) }
        }
    }

    @Test("two servers in one process and a third in another play one vote together; each own event is there once")
    func takingTurns() throws {
        let town = try Town()
        let one = Play(town, try town.server())
        let two = one.through(try town.server())
        try one.create()
        try two.ceremony()
        try one.device("o1").open()
        try one.draw(["m01", "m02"])
        try two.draw(["m03", "m04"])
        let second = try Device(two.service, home: town.home("x"), key: town.keys["m01"]!, vote: one.vote)
        #expect(throws: ErrorCode.drawn) { try second.draw() }
        try two.device("o1").cast()
        try one.cast(["m01", "m03"])
        #expect(try Child(["open", town.data]).finish().output == "\(one.vote) casting\n")
        try two.cast(["m02", "m04"])
        #expect(try Child.act("close", as: "o1", in: one).status == 0)
        try one.share("z2")
        try two.share("z3")
        for id in ["z1", "z2", "z3"] { _ = try (id == "z2" ? one : two).device(id).signResult() }
        try one.device("c1").announce()
        let types = try two.log.events.map(\.type)
        for type in ["issuer", "box", "result"] { #expect(types.count { $0 == type } == 1) }
        #expect(try two.verify().isValid)
        // The other server has not kept the issuer's key either.
        #expect(throws: ErrorCode.wrongState) { try two.service.cast(CastRequest(ballot: [1]), in: one.vote) }
        #expect(!FileManager.default.fileExists(atPath: "\(town.data)/keys/\(one.vote).key"))
    }

    @Test("servers that open at once where an own event is due write it once", arguments: ["issuer", "box", "result"])
    func ownEvents(_ type: String) throws {
        let play = try Play.at(type == "issuer" ? .empty : type == "box" ? .casting : .boxed)
        if type == "box" { try play.cast() }
        if type == "result" { try play.share("z1") }
        let vote = play.vote
        let roll = try RollStore(folder: play.town.data)
        // The event before, put in past the server, as a crash right after it leaves it.
        switch type {
        case "issuer":
            let manifest = try play.manifest()
            let event = Event(
                signedBy: play.town.keys["o1"]!.signing,
                vote: vote,
                n: 0,
                prev: .zero,
                kind: .manifest,
                by: .officer,
                body: manifest.text
            )
            let members = try play.town.roll()
            _ = try roll.create(event, vote: vote, roll: members, text: Array(members.text.utf8), law: nil)
        case "box": _ = try roll.append(RefusalTests.event(play, .close, .officer, key: "o1"), to: vote)
        default:
            let heard = Heard<Event>()
            var relay = Relay(play.service)
            relay.onAppend = { event in
                heard.add(event)
                throw Relay.Lost()
            }
            #expect(throws: Relay.Lost.self) { try play.through(relay).share("z2") }
            _ = try roll.append(heard.items[0], to: vote)
        }
        let failures = Heard<String>()
        let servers = Heard<VoteServer>()
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            do {
                let server = try play.town.server()
                if let trouble = server.troubles[vote] { failures.add("\(trouble)") }
                servers.add(server)
            } catch { failures.add("\(error)") }
        }
        #expect(failures.items == [])
        let events = try roll.log(of: vote).events.map(\.type)
        #expect(events.count { $0 == type } == 1 && events.last == type)
        let heads = try Set(servers.items.map { try EventLog(file: $0.log(of: vote, from: 0)).head })
        #expect(heads.count == 1)
    }

    @Test("two servers that make the issuer's key at once end up with one")
    func oneIssuerKey() throws {
        let town = try Town()
        let play = Play(town, try town.server())
        let data = town.data
        try Staging.at("before key file") {
            // This one finds the vote without a key as well.
            _ = try? VoteServer(DataFolder(opening: data))
        } _: {
            try play.create()
        }
        #expect(try play.log.state == .ceremony)
        try play.advance(to: .boxed)
        #expect(try play.verify().isValid)
    }

    @Test("edge case 47: a crash between the close in the log and the close of the box lets no ballot in, and heals")
    func closeCutInTwo() throws {
        let play = try Play.at(.casting)
        try play.cast(["m01", "m02", "m03"])
        let late = try ballots(play, ["m04"])[0]
        let close = try RefusalTests.event(play, .close, .officer, key: "o1")
        let roll = try RollStore(folder: play.town.data)
        struct Crash: Error {}
        #expect(throws: Crash.self) {
            try BoxStore(folder: play.town.data).close(play.vote) {
                _ = try roll.append(close, to: play.vote)
                throw Crash()
            }
        }
        #expect(try BoxStore(folder: play.town.data).isOpen(play.vote))
        // The server that was running all the time.
        #expect(throws: ErrorCode.wrongState) { try play.service.cast(late, in: play.vote) }
        #expect(try play.service.status(of: play.vote) == VoteStatus(state: .boxed, draws: 4, ballots: 3))
        #expect(try play.verify().isValid)
        try play.device("o1").follow()
    }

    @Test("a crash between the opening of the casting and that of the box does not keep ballots out")
    func castCutInTwo() throws {
        let play = try Play.at(.issuing)
        try play.draw()
        let event = try RefusalTests.event(play, .cast, .officer, key: "o1")
        _ = try RollStore(folder: play.town.data).append(event, to: play.vote)
        #expect(try !BoxStore(folder: play.town.data).isOpen(play.vote))
        try play.cast(["m01"])
        #expect(try play.service.status(of: play.vote).ballots == 1)
    }
}

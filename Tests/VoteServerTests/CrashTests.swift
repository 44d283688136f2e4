import Devices
import Election
import Foundation
import ServerTestSupport
import Testing
import VoteServer

@Suite("A process killed at every write point")
struct CrashTests {
    /// Kills a fresh copy of the play at each of the points that `verb` passes, and lets `check` look at what is left.
    private func killEverywhere(_ verb: String, as id: String, _ play: Play, _ check: (Play, Int) throws -> Void) throws
    {
        let counted = try Child.act(verb, as: id, in: play.copy())
        let words = counted.output.split(whereSeparator: \.isWhitespace)
        let points = try #require(words.last.flatMap { Int($0) })
        #expect(counted.status == 0 && points > 5, "\(counted.output)")
        // The points of opening the server are passed before the hook is set.
        for point in 1...points {
            let copy = try play.copy()
            let died = try Child.act(verb, as: id, in: copy, "act", point)
            #expect(died.killed && died.status == SIGKILL, "point \(point): \(died.output)")
            // What a restarted server finds.
            try check(copy.through(copy.town.server()), point)
        }
    }

    @Test("edge case 46: kill -9 at every write point of a draw: after a retry there is one token, and it works")
    func draw() throws {
        let play = try Play.at(.issuing)
        try play.draw(["m02", "m03"])
        try killEverywhere("draw", as: "m01", play) { play, point in
            let before = try play.service.status(of: play.vote).draws
            #expect(before == 2 || before == 3)
            let names = try FileManager.default.contentsOfDirectory(atPath: play.town.data)
            #expect(!names.contains { $0.contains("-mj") }, "point \(point): a file keeps the moment of the draw")
            try play.device("m01").draw()
            #expect(try play.service.status(of: play.vote).draws == 3, "point \(point)")
            // To the end only for some, which differ most: nothing sent, nothing answered, all there.
            guard point % 5 == 0 else { return }
            try play.device("o1").cast()
            try play.cast(["m01", "m02", "m03"])
            try play.device("o1").close()
            #expect(try play.verify().isValid)
            #expect(try play.log.board?.gap == 0)
        }
    }

    @Test("edge cases 44 and 46: kill -9 at every write point of a cast: after a retry the ballot is there once")
    func cast() throws {
        let play = try Play.at(.casting)
        try play.cast(["m02", "m03", "m04"])
        try killEverywhere("cast", as: "m01", play) { play, point in
            let before = try play.service.status(of: play.vote).ballots
            #expect(before == 3 || before == 4)
            let device = try play.device("m01")
            let tracker = try device.hasCast ? device.castAgain() : device.cast(device.prepare([1, 0, 0]))
            #expect(try play.service.status(of: play.vote).ballots == 4, "point \(point)")
            guard point % 3 == 0 else { return }
            try play.device("o1").close()
            let found = try play.device("m01").lookUp()
            #expect(found.tracker == tracker && found.isOnBoard == true, "point \(point)")
            #expect(try play.verify().isValid)
        }
    }

    @Test("edge case 46: kill -9 at every write point of a close: opening again ends it, nothing lost, nothing doubled")
    func close() throws {
        let play = try Play.at(.casting)
        try play.cast(["m01", "m02", "m03"])
        try killEverywhere("close", as: "o1", play) { play, point in
            let log = try play.log
            // The server finishes on its own what has begun.
            #expect(log.state == .casting || log.state == .boxed, "point \(point)")
            if log.state == .casting { try play.device("o1").close() } else { try play.device("o1").follow() }
            let closed = try play.log
            #expect(closed.events.map(\.type).suffix(2) == ["close", "box"])
            #expect(closed.board?.ballots == 3 && closed.board?.draws == 4)
            #expect(try play.verifyPublished().isValid)
            let sealed = try Haystack(play.town.data).named("sealed")
            for id in play.town.members {
                let request = try DrawRequest(text: Haystack(play.town.folder("home-\(id)")).file("draw.json"))
                #expect(sealed.holding(Array(request.sealed.prefix(16))).isEmpty, "point \(point)")
            }
            if point % 16 == 0 {
                try play.share("z1")
                try play.share("z3")
                #expect(try play.device("z3").signResult().counts == play.expectedCounts(voters: 3))
            }
        }
    }

    @Test("kill -9 at every write point of a void: opening again ends it, with nothing left")
    func void() throws {
        let play = try Play.at(.casting)
        try play.cast()
        let board = try Haystack(play.town.folder("home-m01")).file("ballot.json")
        let ballot = try CastRequest(text: board).ballot
        try killEverywhere("void", as: "o1", play) { play, point in
            if try play.log.state == .casting { try play.device("o1").void(reason: "noch einmal") }
            #expect(try play.log.state == .voided)
            let left = try Haystack(play.town.data)
            #expect(left.holding(Array(ballot[64..<96])).isEmpty, "point \(point)")
            #expect(left.named("keys").files.map(\.name) == ["keys/server.key"], "point \(point)")
            #expect(try play.verifyPublished().isValid)
        }
    }

    @Test("edge case 49: kill -9 at every write point of giving up a count: it stands or not, and nothing is half")
    func abandon() throws {
        let play = try Play.at(.boxed)
        try play.share("z1")
        let board = try Haystack(play.town.folder("home-m01")).file("ballot.json")
        let ballot = try CastRequest(text: board).ballot
        try killEverywhere("abandon", as: "o1", play) { play, point in
            if try !play.service.publicLog(of: play.vote).isOver {
                #expect(try play.verify().isValid)
                try play.device("o1").abandon(reason: "noch einmal", at: "2026-11-22T18:06:00+01:00")
            }
            let left = try Haystack(play.town.data)
            #expect(left.holding(Array(ballot[64..<96])).isEmpty, "point \(point)")
            #expect(left.named("keys").files.map(\.name) == ["keys/server.key"], "point \(point)")
            #expect(try play.verifyPublished().isValid)
        }
    }
}

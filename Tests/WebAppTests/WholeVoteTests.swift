import Devices
import Election
import Files
import Foundation
import HTTPClient
import HTTPServer
import HTTPTestSupport
import RemoteServer
import Ristretto255
import ServerTestSupport
import Synchronization
import Testing
import VoteServer
import WebApp

/// A server whose disk is full.
private struct Troubled: HTTPService {
    func bodyLimit(_ request: HTTPRequest) -> Int { 0 }
    func refusal(_ fault: HTTPFault) -> HTTPResponse { HTTPResponse(fault.status, body: []) }
    func handle(_ request: HTTPRequest, _ reply: HTTPReply) {
        reply.send(HTTPResponse(503, body: Array("{\"error\":\"unavailable\"}".utf8)))
    }
}

@Suite("Whole votes over HTTP")
struct WholeVoteTests {
    @Test(
        "the people's devices play a vote from its making to the announcement, and the record verifies",
        arguments: [Plan.motion, .upToThree, .cumulative.needing(3)]
    )
    func whole(_ plan: Plan) throws {
        let stage = try Stage(.empty, plan, members: 5)
        try stage.play.advance(to: .announced)
        let report = try stage.play.verify()
        #expect(report.isValid)
        #expect(report.counts == stage.play.expectedCounts())
        #expect(try stage.play.verifyPublished().isValid)
    }

    @Test("a vote is voided over HTTP, and everything is erased")
    func void() throws {
        let stage = try Stage(.casting)
        try stage.play.cast(["m01"])
        try stage.play.device("o1").void(reason: "Probe")
        #expect(try stage.play.verify().isValid)
        #expect(stage.issuer.get(stage.path + "/ballots.jsonl").code == "wrong_state")
        #expect(throws: (any Error).self) { try stage.play.cast(["m02"]) }
    }

    @Test("lost answers, another device, and a second draw are what they are without HTTP")
    func again() throws {
        let stage = try Stage(.issuing)
        try stage.play.draw(["m01"])
        try stage.play.device("m01").draw()
        let other = try Town(memberIDs: ["m01"]).folder
        let device = try Device(
            stage.remote,
            home: HomeFolder(other("second")),
            key: stage.play.town.keys["m01"]!,
            vote: stage.play.vote
        )
        #expect(throws: ErrorCode.drawn) { try device.draw() }
        try device.recover()
        try stage.play.device("o1").cast()
        _ = try device.cast(device.prepare([1, 0, 0]))
        _ = try device.castAgain()
        #expect(throws: (any Error).self) { try stage.play.cast(["m01"]) }
        #expect(try stage.remote.status(of: stage.play.vote) == VoteStatus(state: .casting, draws: 1, ballots: 1))
    }

    @Test("a server that is none, or is not there, is told from a refusal")
    func strangers() throws {
        let nobody = try RemoteServer(WebAddress(isSecure: false, host: "127.0.0.1", port: 1))
        #expect(throws: HTTPClientError.self) { try nobody.votes() }
        #expect(throws: HTTPClientError.self) {
            try RemoteServer(WebAddress(isSecure: false, host: "wahl.example", port: nil))
        }
        let stage = try Stage(.empty)
        let wrong = try RemoteServer(try #require(WebAddress(stage.app.addresses.box)))
        #expect(throws: ErrorCode.badRequest) { try wrong.votes() }
        #expect(throws: ErrorCode.unknownVote) { try stage.remote.status(of: .random()) }
    }

    @Test("a server that cannot say whether the session stands still is no reason to go on")
    func troubled() throws {
        let server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), service: Troubled())
        defer { server.stop() }
        let remote = try RemoteServer(WebAddress(isSecure: false, host: "127.0.0.1", port: server.address.port))
        #expect(throws: HTTPClientError.self) { try remote.isPaused(.random()) }
        let stage = try Stage(.empty)
        #expect(try !stage.remote.isPaused(.random()))
    }

    @Test(
        "origins are read strictly",
        arguments: [
            "http://127.0.0.1:80", "https://a.example", "https://a.example:8443/", "http://[::1]:8080",
        ]
    )
    func origins(_ text: String) throws {
        #expect(WebAddress(text)?.isProtected == true)
        for wrong in ["ftp://a", "https://", "https://a/b", "https://u:p@a", "https://a:0", "https://a b", "a.example"]
        {
            #expect(WebAddress(wrong) == nil)
        }
        #expect(WebAddress("http://127.0.0.1.evil.example")?.isProtected == false)
    }
}

@Suite("What travels and what stays (protocol sections 15 and 16)")
struct NetworkTruthTests {
    @Test("casts and draws carry nothing but the message, each on its own connection, equally long for all choices")
    func raw() throws {
        let target = Mutex<(UInt16, UInt16)>((0, 0))
        let issuerTap = Wiretap { target.withLock { $0.0 } }
        let boxTap = Wiretap { target.withLock { $0.1 } }
        let origins = Origins(issuer: "http://127.0.0.1:\(issuerTap.port)", box: "http://127.0.0.1:\(boxTap.port)")
        let stage = try Stage(.issuing, members: 6, origins: origins)
        target.withLock { $0 = (stage.issuer.port, stage.box.port) }
        let remote = try RemoteServer(try #require(WebAddress(origins.issuer)))
        let play = stage.play.through(remote)
        try play.draw()
        try play.device("o1").cast()
        try play.cast()
        let casts = boxTap.requests
        #expect(casts.count == 6)
        #expect(Set(casts.map(\.count)).count == 1)
        for cast in casts {
            let text = String(decoding: cast, as: UTF8.self)
            let head = text.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
            #expect(head[0] == "POST \(stage.path)/cast HTTP/1.1")
            let names = Set(head.dropFirst().map { $0.split(separator: ":")[0].lowercased() })
            #expect(names == ["host", "connection", "content-type", "content-length"])
            #expect(head.contains("Connection: close"))
            for id in play.town.members { #expect(!text.contains(id)) }
        }
        let draws = issuerTap.requests.filter { $0.starts(with: Array("POST \(stage.path)/draw".utf8)) }
        #expect(draws.count == 6 && Set(draws.map(\.count)).count == 1)
        // One request on each connection, and never a cookie, a referrer or a word about the program.
        for request in issuerTap.requests {
            let text = String(decoding: request, as: UTF8.self)
            #expect(text.components(separatedBy: " HTTP/1.1\r\n").count == 2)
            for name in ["cookie", "referer", "user-agent", "accept"] {
                #expect(!text.lowercased().contains("\r\n\(name)"))
            }
        }
    }

    @Test("neither the log nor a file tells a person, a token, a ballot or an address")
    func haystack() throws {
        let stage = try Stage(.issuing)
        let play = stage.play
        try play.draw()
        try play.device("o1").cast()
        try play.cast()
        // Things that go wrong are logged without their content.
        let marker = "Geheimnis-\(VoteID.random())"
        _ = stage.box.post(stage.path + "/cast", "{\"ballot\":\"\(marker)\"}")
        let marked = ["User-Agent: \(marker)", "Referer: \(marker)", "Cookie: \(marker)"]
        _ = stage.issuer.call("GET", "/\(marker)", headers: marked)
        _ = stage.issuer.call("BREW", "/\(marker)")
        try play.device("o1").close()
        let board = try #require(try play.record()[.ballots])
        stage.app.stop()
        let told = stage.told
        #expect(told.contains("start") && told.contains("stop") && told.contains("state boxed"))
        #expect(!told.contains(marker) && !told.contains("127.0.0.1"))
        for id in play.town.members {
            #expect(!told.contains(id) && !told.contains(Town.name(id)))
        }
        for line in board.split(separator: 0x0A) {
            let line = try BoardLine(line: line)
            #expect(!told.contains(Tracker(line.trackerHash).description))
        }
        let words = Set(told.split(separator: "\n").map { $0.split(separator: " ")[1] })
        #expect(words.isSubset(of: ["start", "stop,", "vote"]))
        let files = try Haystack(play.town.data)
        #expect(files.holding(marker).isEmpty && files.holding("127.0.0.1").isEmpty)
    }

    @Test("a stop in the middle of casts loses none that was answered, and takes none that was not")
    func stop() throws {
        let stage = try Stage(.issuing, members: 24)
        try stage.play.draw()
        try stage.play.device("o1").cast()
        let answered = Mutex(0)
        let group = DispatchGroup()
        for id in stage.play.town.members {
            let play = stage.play
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                if (try? play.cast([id])) != nil { answered.withLock { $0 += 1 } }
            }
        }
        while answered.withLock({ $0 }) < 3 { Thread.sleep(forTimeInterval: 0.005) }
        stage.app.stop()
        group.wait()
        let server = try stage.play.town.server()
        let stored = try server.status(of: stage.play.vote).ballots
        #expect(stored == answered.withLock { $0 })
        // Whoever got no answer sends the identical ballot again.
        let local = stage.play.through(server)
        for id in stage.play.town.members {
            _ = try local.device(id).hasCast ? local.device(id).castAgain() : local.cast([id])[0]
        }
        #expect(try server.status(of: stage.play.vote).ballots == 24)
    }
}

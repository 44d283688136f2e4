import Foundation
import HTTPServer
import HTTPTestSupport
import Synchronization
import Testing

/// Answers with what was asked; `/later` from another thread, `/never` not at all.
private struct Echo: HTTPService {
    func bodyLimit(_ request: HTTPRequest) -> Int { request.path == "/big" ? 8 << 20 : 1024 }

    func refusal(_ fault: HTTPFault) -> HTTPResponse { HTTPResponse(fault.status, body: Array("\(fault)".utf8)) }

    func handle(_ request: HTTPRequest, _ reply: HTTPReply) {
        switch request.path {
        case "/never": break
        case "/later":
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.3)
                reply.send(HTTPResponse(200, body: Array("later".utf8)))
            }
        case "/large": reply.send(HTTPResponse(200, body: [UInt8](repeating: 0x61, count: 3 << 20)))
        case "/big": reply.send(HTTPResponse(200, body: Array(String(request.body.count).utf8)))
        default:
            let arguments = request.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let body = String(decoding: request.body, as: UTF8.self)
            let text = [request.method.rawValue, request.path] + arguments + [body]
            reply.send(HTTPResponse(200, [("X-Own", "yes")], body: Array(text.joined(separator: " ").utf8)))
        }
    }
}

@Suite("The HTTP daemon", .serialized)
struct HTTPServerTests {
    private let server: HTTPServer
    private let client: RawClient

    init() throws {
        var limits = HTTPLimits()
        limits.headSeconds = 2
        limits.requestSeconds = 2
        limits.answerSeconds = 2
        limits.idleSeconds = 3
        limits.connections = 2000
        server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), limits: limits, service: Echo())
        client = RawClient(port: server.address.port)
    }

    @Test("answers, and closes the connection after every answer")
    func answers() throws {
        let answer = client.get("/a/b?x=1&y=")
        #expect(answer.status == 200)
        #expect(answer.text == "GET /a/b x=1 y= ")
        #expect(answer.headers["connection"] == ["close"])
        #expect(answer.headers["x-own"] == ["yes"])
        #expect(answer.headers["set-cookie"] == nil && answer.headers["etag"] == nil && answer.headers["server"] == nil)
        #expect(client.post("/p", "{\"a\":1}").text == "POST /p {\"a\":1}")
        // A second request on the same connection is not answered.
        let both = client.request("GET", "/one") + client.request("GET", "/two")
        let one = client.raw(both)
        #expect(one.text == "GET /one ")
        #expect(client.call("HEAD", "/a").body.isEmpty && client.call("HEAD", "/a").status == 200)
    }

    @Test("answers from any thread, and says so when there is no answer")
    func later() {
        #expect(client.get("/later").text == "later")
        #expect(client.get("/never").status == 500)
        #expect(client.get("/large").body.count == 3 << 20)
    }

    @Test(
        "refuses what it does not take, before a service sees it",
        arguments: [
            ("DELETE", "/", 405), ("BREW", "/", 405), ("GET", "/%00", 400), ("GET", "/a%2e%2e/b", 400),
            ("GET", "/a?x=1&x=2", 400), ("GET", "/a?x=%41", 400), ("GET", "/a\\b", 400),
            ("GET", "/" + String(repeating: "a", count: 1100), 400),
        ]
    )
    func refuses(_ method: String, _ path: String, _ status: Int) {
        #expect(client.call(method, path).status == status)
        #expect(client.get("/still").status == 200)
    }

    @Test("refuses bodies that are too large, announced or not")
    func bodies() {
        #expect(client.call("POST", "/p", body: String(repeating: "x", count: 1025)).status == 413)
        #expect(client.call("POST", "/p", body: String(repeating: "x", count: 1024)).status == 200)
        let piece = "400\r\n" + String(repeating: "x", count: 1024) + "\r\n"
        let head = "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(client.raw(head + piece + "0\r\n\r\n").status == 200)
        #expect(client.raw(head + piece + piece + "0\r\n\r\n").status == 413)
        let lies = "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n"
        #expect((400..<500).contains(client.raw(lies).status))
        #expect(client.call("POST", "/big", body: String(repeating: "x", count: 5 << 20)).text == String(5 << 20))
    }

    @Test("says that it has no room for a large body beside others, and has it again afterwards")
    func room() throws {
        var limits = HTTPLimits()
        limits.largeBodies = 3 << 20
        let small = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), limits: limits, service: Echo())
        let client = RawClient(port: small.address.port)
        let body = String(repeating: "x", count: 2 << 20)
        for _ in 0..<3 {
            #expect(client.call("POST", "/big", body: body).text == String(2 << 20))
            #expect(client.call("POST", "/big", body: body + body).status == 503)
            #expect(client.call("POST", "/p", body: "x").status == 200)
        }
    }

    @Test(
        "survives what is no HTTP at all",
        arguments: [
            "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{0}\u{0}\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            "GET  /  HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost h\r\n: \r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: h\r\nX: " + String(repeating: "y", count: 1 << 17) + "\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: h\r\n" + String(repeating: "X-Y: z\r\n", count: 10000) + "\r\n",
            "GET /" + String(repeating: "a", count: 1 << 17) + " HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /a\u{0}b HTTP/1.1\r\nHost: h\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
        ]
    )
    func malformed(_ text: String) {
        _ = client.raw(text, seconds: 5)
        #expect(client.get("/still").status == 200)
    }

    @Test("survives random requests cut at random places")
    func random() {
        let whole = Array(client.request("POST", "/p?x=1", body: "{\"a\":1}", headers: ["X-A: b"]).utf8)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
            for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let connection = RawConnection(port: client.port) else { continue }
            connection.send(bytes)
        }
        #expect(client.get("/still").status == 200)
    }

    @Test("cuts senders who drip, in the head and in the body, and those who never take the answer")
    func slow() throws {
        func drip(_ start: String, _ each: String) throws -> Double {
            let connection = try #require(RawConnection(port: client.port))
            connection.send(start)
            let begin = Date()
            while Date().timeIntervalSince(begin) < 15, connection.send(each) { Thread.sleep(forTimeInterval: 0.25) }
            return Date().timeIntervalSince(begin)
        }
        #expect(try drip("GET / HTTP/1.1\r\nHost: h\r\nX: ", "y") < 6)
        #expect(try drip("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n", "y") < 6)
        let deaf = try (0..<8).map { _ in try #require(RawConnection(port: client.port)) }
        for each in deaf { each.send(client.request("GET", "/large")) }
        let begin = Date()
        while server.statistics.requests > 0, Date().timeIntervalSince(begin) < 70 {
            Thread.sleep(forTimeInterval: 0.2)
        }
        #expect(server.statistics.requests == 0)
        #expect(client.get("/still").status == 200)
        #expect(server.statistics.cut >= 2)
    }

    @Test("goes on with a thousand idle connections, and gets rid of them")
    func idle() throws {
        var idle: [RawConnection] = []
        for _ in 0..<1000 { if let connection = RawConnection(port: client.port) { idle.append(connection) } }
        #expect(idle.count == 1000)
        let begin = Date()
        #expect(client.get("/still").status == 200)
        #expect(Date().timeIntervalSince(begin) < 1)
        while server.statistics.open > 10, Date().timeIntervalSince(begin) < 15 { Thread.sleep(forTimeInterval: 0.2) }
        #expect(server.statistics.open <= 10)
    }

    @Test("makes room when connections run out: the oldest idle ones go")
    func full() throws {
        var limits = HTTPLimits()
        limits.connections = 100
        limits.headSeconds = 60
        limits.idleSeconds = 60
        let small = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), limits: limits, service: Echo())
        let idle = (0..<400).compactMap { _ in RawConnection(port: small.address.port) }
        #expect(idle.count > 90)
        #expect(RawClient(port: small.address.port).get("/a").status == 200)
    }

    @Test("brings what has begun to its end when it stops")
    func stops() throws {
        let results = Mutex<[Int]>([])
        let group = DispatchGroup()
        for _ in 0..<50 {
            let client = client
            group.enter()
            // Threads of their own: a queue would lend only as many as there are processors.
            Thread.detachNewThread {
                defer { group.leave() }
                guard let connection = RawConnection(port: client.port) else { return }
                connection.send(client.request("GET", "/later"))
                let status = RawAnswer(connection.readAll() ?? []).status
                results.withLock { $0.append(status) }
            }
        }
        let deadline = Date(timeIntervalSinceNow: 10)
        while server.statistics.requests < 30, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
        let begun = server.statistics.requests
        server.stop()
        group.wait()
        #expect(results.withLock { $0.count { $0 == 200 } } >= begun)
        #expect(RawConnection(port: client.port) == nil)
    }

    @Test("survives requests whose heads come while it stops")
    func lateHeads() throws {
        for _ in 0..<20 {
            let small = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), service: Echo())
            let half = (0..<100).compactMap { _ in RawConnection(port: small.address.port) }
            for each in half { each.send("GET /a HTTP/1.1\r\nHo") }
            let sender = Thread { for each in half { each.send("st: h\r\n\r\n") } }
            sender.start()
            small.stop()
            // What came in time is answered, and what did not is closed.
            for each in half { #expect([0, 200].contains(RawAnswer(each.readAll() ?? []).status)) }
        }
    }

    @Test("says why it cannot listen")
    func addresses() throws {
        #expect(throws: HTTPServerError.self) { try HTTPServer(server.address, service: Echo()) }
        #expect(throws: HTTPServerError.unknownHost("no.such.host.invalid")) {
            try HTTPServer(ListenAddress(host: "no.such.host.invalid", port: 0), service: Echo())
        }
        let bad = HTTPServer.Certificate(chain: "x", key: "y")
        #expect(throws: HTTPServerError.cannotStart(hasTLS: true)) {
            try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0), certificate: bad, service: Echo())
        }
        #expect(ListenAddress("[::1]:8080")?.isLoopback == true)
        #expect(ListenAddress("127.0.0.1:1")?.isLoopback == true)
        for text in ["::1:80", "127.0.0.1", "a:99999", ":80", "a b:80", "127.0.0.1.evil.example:80"] {
            #expect(ListenAddress(text)?.isLoopback != true, "\(text)")
        }
    }
}

@Suite("The HTTP daemon with TLS")
struct TLSTests {
    @Test("speaks TLS without tickets and without resuming a session")
    func sessions() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try run(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout \(folder)/k -out \(folder)/c -days 2 -subj /CN=localhost"
        )
        let certificate = HTTPServer.Certificate(
            chain: try String(contentsOfFile: folder + "/c", encoding: .utf8),
            key: try String(contentsOfFile: folder + "/k", encoding: .utf8)
        )
        let address = ListenAddress(host: "127.0.0.1", port: 0)
        let server = try HTTPServer(address, certificate: certificate, service: Echo())
        for version in ["-tls1_2", "-tls1_3"] {
            let request = "printf 'GET /a HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n'; sleep 1"
            let connect = "openssl s_client -connect 127.0.0.1:\(server.address.port) \(version)"
            let said = try run("(\(request)) | \(connect) -ign_eof -sess_out \(folder)/s 2>&1")
            #expect(said.contains("GET /a "), "\(version)")
            #expect(!said.contains("session ticket"), "\(version)")
            guard FileManager.default.fileExists(atPath: folder + "/s") else { continue }
            let again = try run("(\(request)) | \(connect) -ign_eof -sess_in \(folder)/s 2>&1")
            #expect(again.contains("New,") && !again.contains("Reused,"), "\(version)")
        }
        // Without forward secrecy, or with a cipher that does not authenticate, there is no connection.
        for (cipher, isTaken) in [
            ("ECDHE-RSA-AES128-GCM-SHA256", true), ("ECDHE-RSA-CHACHA20-POLY1305", true), ("AES128-GCM-SHA256", false),
            ("AES256-GCM-SHA384", false), ("AES128-SHA", false), ("ECDHE-RSA-AES128-SHA", false),
            ("DHE-RSA-AES128-GCM-SHA256", false),
        ] {
            let connect = "openssl s_client -connect 127.0.0.1:\(server.address.port)"
            let said = try run("\(connect) -tls1_2 -cipher \(cipher)@SECLEVEL=0 </dev/null 2>&1")
            #expect(said.contains("Cipher is \(cipher)") == isTaken, "\(cipher)")
        }
    }

    private func run(_ command: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

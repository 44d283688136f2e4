import Devices
import Election
import Foundation
import HTTPServer
import HTTPTestSupport
import Ristretto255
import ServerTestSupport
import Testing
import WebApp

@Suite("The calls of the HTTP interface (protocol section 15)")
struct EndpointTests {
    /// Status and code of an answer.
    private func expect(
        _ answer: RawAnswer,
        _ status: Int,
        _ code: ErrorCode? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.code == code?.rawValue, sourceLocation: sourceLocation)
        #expect(answer.headers["cache-control"] == ["no-store"], sourceLocation: sourceLocation)
        #expect(answer.headers["referrer-policy"] == ["no-referrer"], sourceLocation: sourceLocation)
        #expect(answer.headers["x-content-type-options"] == ["nosniff"], sourceLocation: sourceLocation)
        #expect(answer.headers["connection"] == ["close"], sourceLocation: sourceLocation)
        for name in ["set-cookie", "etag", "last-modified", "server"] {
            #expect(answer.headers[name] == nil, sourceLocation: sourceLocation)
        }
    }

    @Test("tell who the server is, which votes there are, and how far they are")
    func readings() throws {
        let stage = try Stage(.issuing)
        let issuer = stage.issuer
        let server = issuer.get("/v1/server")
        expect(server, 200)
        #expect(server.text.hasPrefix("{\"suite\":\"URNE-V1\",\"key\":\""))
        #expect(server.text.hasSuffix("\"box\":\"\(stage.app.origins.box)\"}"))
        #expect(server.headers["content-type"] == ["application/json"])
        expect(issuer.get("/v1/votes"), 200)
        let listed = "[{\"vote\":\"\(stage.play.vote)\",\"state\":\"issuing\",\"title\":\"TOP 7\"}]"
        #expect(issuer.get("/v1/votes").text == listed)
        #expect(issuer.get(stage.path + "/status").text == "{\"state\":\"issuing\",\"draws\":0,\"ballots\":0}")
        let log = issuer.get(stage.path + "/log?from=0")
        expect(log, 200)
        #expect(log.headers["content-type"] == ["application/jsonl"])
        #expect(log.body == issuer.get(stage.path + "/log").body)
        let count = log.body.split(separator: 0x0A).count
        #expect(issuer.get(stage.path + "/log?from=\(count)").body.isEmpty)
        #expect(issuer.get(stage.path + "/log?from=1").body.split(separator: 0x0A).count == count - 1)
        expect(issuer.get(stage.path + "/log?from=-1"), 400, .badRequest)
        expect(issuer.get(stage.path + "/log?from=01"), 400, .badRequest)
        expect(issuer.get(stage.path + "/roll.jsonl"), 200)
        for name in ["register.jsonl", "ballots.jsonl", "law.json", "abandoned.jsonl"] {
            expect(issuer.get("\(stage.path)/\(name)"), 409, .wrongState)
        }
        for health in [issuer.get("/healthz"), stage.box.get("/healthz")] {
            expect(health, 200)
            #expect(health.text == "{\"ok\":true}")
        }
    }

    @Test("are only at their paths, with their methods and their type of content")
    func table() throws {
        let stage = try Stage(.issuing)
        let (issuer, box, path) = (stage.issuer, stage.box, stage.path)
        let other = "/v1/" + String(repeating: "0", count: 32)
        expect(issuer.get(other + "/status"), 404, .unknownVote)
        expect(issuer.get(other + "/log"), 404, .unknownVote)
        expect(issuer.get(other + "/roll.jsonl"), 404, .unknownVote)
        expect(issuer.get(other + "/wait?state=x"), 404, .unknownVote)
        expect(issuer.get("/v1/XYZ/status"), 400, .badRequest)
        expect(issuer.get(path.uppercased().replacingOccurrences(of: "/V1", with: "/v1") + "/status"), 400, .badRequest)
        for wrong in ["/v1", "/v1/", "/v2/server", path, path + "/", path + "/nothing", path + "/log/x", "//v1/server"]
        {
            expect(issuer.get(wrong), 404, .badRequest)
        }
        expect(issuer.call("DELETE", path + "/log"), 405, .badRequest)
        expect(issuer.call("OPTIONS", path + "/draw"), 405, .badRequest)
        expect(issuer.get(path + "/draw"), 405, .badRequest)
        expect(issuer.post(path + "/status", "{}"), 405, .badRequest)
        expect(issuer.post("/v1/votes", "{}"), 405, .badRequest)
        // What any page of the web can post without asking.
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", nil] {
            expect(issuer.call("POST", path + "/draw", body: "{}", type: type), 415, .badRequest)
            expect(box.call("POST", path + "/cast", body: "{}", type: type), 415, .badRequest)
        }
        for body in ["", "{}", "[]", "{\"p\":1}", "nonsense", "{\"ballot\":\"\"}", "\u{FEFF}{}"] {
            for name in ["event", "log", "view", "draw", "recover", "journal"] {
                expect(issuer.post("\(path)/\(name)", body), 400, .badRequest)
            }
            expect(box.post(path + "/cast", body), 400, .badRequest)
        }
        // Casting is not at the issuer, and nothing else is at the box.
        expect(issuer.post(path + "/cast", "{\"ballot\":\"\"}"), 404, .badRequest)
        for wrong in ["/", "/v1/server", "/v1/votes", path + "/log", path + "/status", path + "/draw", path + "/wait"] {
            expect(box.get(wrong), 404, .badRequest)
        }
        let giant = String(repeating: " ", count: (128 << 10) + 1)
        expect(issuer.post(path + "/draw", giant), 413, .badRequest)
        expect(box.post(path + "/cast", giant), 413, .badRequest)
        // A long body is no reason to build a tree of millions of values from it.
        let values = "{\"event\":[" + String(repeating: "{},", count: 1 << 16) + "{}],\"roll\":\"\"}"
        expect(issuer.post(path + "/event", values), 400, .badRequest)
        let outside = [
            "/../../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/x", "/static/..%2f", "/.git/config",
        ]
        for wrong in outside {
            #expect([400, 404].contains(issuer.get(wrong).status))
        }
    }

    @Test("the box answers pages of the issuer's origin and no others")
    func origins() throws {
        let stage = try Stage(.casting)
        let own = "Origin: " + stage.app.origins.issuer
        let asked = stage.box.call(
            "OPTIONS",
            stage.path + "/cast",
            headers: [own, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"]
        )
        expect(asked, 204)
        let answers = [asked, stage.box.call("POST", stage.path + "/cast", body: "{}", headers: [own])]
        for answer in answers + [stage.box.get("/nothing")] {
            #expect(answer.headers["access-control-allow-origin"] == [stage.app.origins.issuer])
            #expect(answer.headers["access-control-allow-headers"] == ["content-type"])
            #expect(answer.headers.keys.count { $0.hasPrefix("access-control") } == 2)
        }
        for origin in ["https://evil.example", "null", stage.app.origins.issuer + "0", stage.app.origins.box] {
            expect(stage.box.call("OPTIONS", stage.path + "/cast", headers: ["Origin: " + origin]), 403, .badRequest)
            let sent = stage.box.call("POST", stage.path + "/cast", body: "{}", headers: ["Origin: " + origin])
            expect(sent, 403, .badRequest)
        }
        #expect(stage.issuer.get("/v1/votes").headers["access-control-allow-origin"] == nil)
    }

    @Test("pages come from a table, with the policy that lets nothing else in")
    func pages() throws {
        var pages = Pages()
        pages.add("/", type: Pages.type(of: "index.html"), Array("<!doctype html>".utf8))
        pages.add("/static/a.js", type: Pages.type(of: "a.js"), Array("1".utf8))
        let stage = try Stage(.empty, pages: pages)
        let page = stage.issuer.get("/")
        expect(page, 200)
        #expect(page.text == "<!doctype html>")
        #expect(page.headers["content-type"] == ["text/html; charset=utf-8"])
        let policy =
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self' \(stage.app.origins.box); form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        #expect(page.headers["content-security-policy"] == [policy])
        #expect(stage.issuer.get("/static/a.js").headers["content-type"] == ["text/javascript; charset=utf-8"])
        expect(stage.issuer.get("/static/"), 404, .badRequest)
        expect(stage.issuer.post("/", "{}"), 405, .badRequest)
        // As `printf %s 1 | sha256sum` says.
        let known = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
        #expect(pages.hashes.contains("\(known)  static/a.js\n"))
        #expect(pages.hash.count == 64)
    }

    @Test("draw, recover, view and the whole log: accepted and refused")
    func members() throws {
        let stage = try Stage(.issuing)
        let play = stage.play
        let (issuer, path) = (stage.issuer, stage.path)
        let head = try #require(try play.log.electionHead)
        let key = try #require(play.town.keys["m01"])
        let secret = DrawSecret.random(key: key, head: head)
        let request = secret.request(key: key, head: head).text
        expect(issuer.post(path + "/recover", RecoverRequest(key: key, head: head).text), 409, .notDrawn)
        let drawn = issuer.post(path + "/draw", request)
        expect(drawn, 200)
        _ = try DrawAnswer(text: drawn.body)
        #expect(issuer.post(path + "/draw", request).body == drawn.body)
        let another = DrawSecret.random(key: key, head: head).request(key: key, head: head).text
        expect(issuer.post(path + "/draw", another), 409, .drawn)
        _ = try RecoverAnswer(text: issuer.post(path + "/recover", RecoverRequest(key: key, head: head).text).body)
        let stranger = try Town.person("x99", play.town.realm).key
        let strange = DrawSecret.random(key: stranger, head: head).request(key: stranger, head: head).text
        expect(issuer.post(path + "/draw", strange), 403, .unknownPerson)
        let forged = request.replacingOccurrences(of: "\"m01\"", with: "\"m02\"")
        expect(issuer.post(path + "/draw", forged), 403, .badSignature)
        #expect(issuer.get(path + "/status").text == "{\"state\":\"issuing\",\"draws\":1,\"ballots\":0}")

        let officer = try #require(play.town.keys["o1"])
        let view = ViewRequest(key: officer, role: .officer, head: head).text
        #expect(issuer.post(path + "/view", view).text == "{\"drawn\":[\"m01\"]}")
        expect(issuer.post(path + "/view", ViewRequest(key: key, role: .officer, head: head).text), 403, .badSignature)
        expect(issuer.post(path + "/view", ViewRequest(key: officer, role: .t1, head: head).text), 409, .wrongState)
        let whole = issuer.post(path + "/log", ViewRequest(key: officer, role: .officer, from: 0, head: head).text)
        expect(whole, 200)
        #expect(whole.body == issuer.get(path + "/log").body)
    }

    @Test("events and casts: accepted and refused")
    func events() throws {
        let stage = try Stage(.issuing)
        let play = stage.play
        let (issuer, path) = (stage.issuer, stage.path)
        let log = try play.log
        let officer = try #require(play.town.keys["o1"])
        func event(_ kind: EventKind, n: Int, prev: Digest, by role: Role = .officer, body: String = "{}") -> String {
            EventRequest(
                Event(
                    signedBy: officer.signing,
                    vote: play.vote,
                    n: n,
                    prev: prev,
                    kind: kind,
                    by: role,
                    body: body
                )
            ).text
        }
        expect(issuer.post(path + "/event", event(.cast, n: log.events.count, prev: .zero)), 409, .staleHead)
        expect(issuer.post(path + "/event", event(.close, n: log.events.count, prev: log.head)), 409, .wrongState)
        let announce = event(.announce, n: log.events.count, prev: log.head, by: .chair)
        expect(issuer.post(path + "/event", announce), 403, .badSignature)
        let cast = event(.cast, n: log.events.count, prev: log.head)
        let answer = issuer.post(path + "/event", cast)
        expect(answer, 200)
        #expect(try HeadAnswer(text: answer.body).head == play.log.head)
        #expect(issuer.post(path + "/event", cast).body == answer.body)
        // A ballot of the right length with a token nobody gave out.
        let count = try #require(log.manifest?.ballotByteCount)
        let zeros = String(repeating: "00", count: count)
        expect(stage.box.post(path + "/cast", "{\"ballot\":\"\(zeros)\"}"), 400, .badRequest)
        expect(stage.box.post(path + "/cast", "{\"ballot\":\"00\"}"), 400, .badRequest)
    }

    @Test("a waiting page hears of a new state at once, of new counts within a second, and of silence after a while")
    func live() throws {
        let stage = try Stage(.issuing)
        let play = stage.play
        func wait(_ arguments: String, while act: () throws -> Void) throws -> (text: String, seconds: Double) {
            let connection = try #require(RawConnection(port: stage.issuer.port))
            connection.send(stage.issuer.request("GET", stage.path + "/wait" + arguments))
            Thread.sleep(forTimeInterval: 0.4)
            let begin = Date()
            try act()
            let answer = RawAnswer(connection.readAll() ?? [])
            return (answer.text, Date().timeIntervalSince(begin))
        }
        let events = try play.log.events.count
        let known = "{\"state\":\"issuing\",\"events\":\(events),\"draws\":0,\"ballots\":0}"
        #expect(try wait("?state=draft") {}.text == known)
        let drawn = try wait("?state=issuing&draws=0") { try play.draw(["m01"]) }
        #expect(drawn.text.contains("\"draws\":1,") && drawn.seconds < 2)
        // Who only waits for the state is not woken by a draw.
        let patient = try wait("?state=issuing") { try play.draw(["m02"]) }
        #expect(patient.text.contains("\"state\":\"issuing\"") && patient.seconds > 1.5)
        let cast = try wait("?state=issuing") { try play.device("o1").cast() }
        #expect(cast.text.contains("\"state\":\"casting\"") && cast.seconds < 1)
        // Another process on the same folder.
        let other = Play(play.town, try play.town.server(), play.plan, vote: play.vote)
        let closed = try wait("?state=casting") { try other.device("o1").void(reason: "Probe") }
        #expect(closed.text.contains("\"state\":\"voided\"") && closed.seconds < 2)
        let list = stage.issuer.get("/v1/wait?seen=")
        let seen = list.text.split(separator: "\"")[3]
        #expect(list.text.contains("\"votes\":[{\"vote\":\"\(play.vote)\",\"state\":\"voided\""))
        let begin = Date()
        #expect(stage.issuer.get("/v1/wait?seen=\(seen)").text == list.text)
        #expect(Date().timeIntervalSince(begin) > 1.5)
        #expect(stage.told.contains("vote \(play.vote) state casting"))
        // What the server found when it started is no change.
        #expect(!stage.told.contains("vote \(play.vote) state issuing"))
    }

    @Test("the log tells each state, also one that pages are not told yet")
    func states() throws {
        let stage = try Stage(.boxed)
        try stage.play.advance(to: .tallied)
        #expect(stage.issuer.get(stage.path + "/wait?state=-").text.contains("\"state\":\"tallying\""))
        let line = "vote \(stage.play.vote) state tallied"
        for _ in 0..<100 where !stage.told.contains(line) { Thread.sleep(forTimeInterval: 0.1) }
        #expect(stage.told.contains(line))
    }

    @Test("a count that can never be finished is given up over HTTP")
    func abandon() throws {
        let stage = try Stage(.boxed)
        try stage.play.share("z1")
        try stage.play.device("o1").abandon(reason: "zwei Zählende fehlen", at: "2026-11-22T18:05:00+01:00")
        expect(stage.issuer.get(stage.path + "/abandoned.jsonl"), 200)
        expect(stage.issuer.get(stage.path + "/ballots.jsonl"), 409, .wrongState)
        expect(stage.issuer.post(stage.path + "/journal", "{\"journal\":\"x\"}"), 400, .badRequest)
    }
}

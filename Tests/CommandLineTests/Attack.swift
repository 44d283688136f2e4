import Election
import Foundation
import HTTPTestSupport

/// What hostile clients send to a server.
struct Attack: Sendable {
    private let issuer: RawClient
    private let box: RawClient
    private let path: String
    private let headers: [String]

    init(_ server: ServerRun, _ vote: VoteID, _ headers: [String]) {
        issuer = RawClient(origin: server.issuer)
        box = RawClient(origin: server.box)
        path = "/v1/\(vote)"
        self.headers = headers
    }

    /// Connections that ask nothing.
    func openIdle(_ count: Int) -> [RawConnection] {
        (0..<count).compactMap { number in
            let connection = RawConnection(port: number % 2 == 0 ? issuer.port : box.port)
            // Some have begun to say something.
            if number % 4 == 0 { connection?.send("POST \(path)/cast HTTP/1.1\r\nHost: h\r\nX-MarkerAgent: ") }
            return connection
        }
    }

    /// All of it once.
    func round() { _ = answers() }

    /// What was sent, which statuses are right, and the answer; 0 stands for a connection that is closed without one.
    func answers() -> [(name: String, statuses: Set<Int>, answer: RawAnswer)] {
        crossSite() + traversals() + scripts() + huge() + malformed() + forged()
    }

    private typealias Answers = [(name: String, statuses: Set<Int>, answer: RawAnswer)]

    /// What a page of another site can make a visitor's browser send.
    private func crossSite() -> Answers {
        let foreign = headers + ["Origin: https://evil.example"]
        var all: Answers = []
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            for (client, act) in [(issuer, "draw"), (issuer, "event"), (issuer, "journal"), (box, "cast")] {
                let body = "{\"MarkerBody\":1}"
                let answer = client.call("POST", "\(path)/\(act)", body: body, type: type, headers: foreign)
                all.append(("cross-site \(act) as \(type)", client.port == box.port ? [403] : [415], answer))
            }
        }
        let cast = box.call("POST", path + "/cast", body: "{\"ballot\":\"MarkerBody\"}", headers: foreign)
        all.append(("cross-site cast", [403], cast))
        all.append(("foreign question", [403], box.call("OPTIONS", path + "/cast", headers: foreign)))
        all.append(("foreign question", [405], issuer.call("OPTIONS", path + "/draw", headers: foreign)))
        return all
    }

    private func traversals() -> Answers {
        [
            "/../../../../etc/passwd", "/static/../../../etc/passwd", "/static/%2e%2e/%2e%2e/server.json",
            "/static/..%2f..%2fbox.sqlite", "//etc/passwd", "/static//etc/passwd", "/static/..\\..\\server.json",
            "/v1/../roll.sqlite", path + "/../keys/server.key", path + "/roll.sqlite", path + "/server.key",
            "/static/.git/config", "/MarkerPath", "/static/MarkerPath", "/pages/index.html", "/server.json",
        ].map { ("traversal \($0)", [400, 404], issuer.call("GET", $0, headers: headers)) }
    }

    private func scripts() -> Answers {
        let script = "<script>alert('MarkerBody')</script>"
        let paths = ["/\(script)", "/v1/\(script)/log", path + "/words?lang=\(script)", path + "/log?from=\(script)"]
        var all: Answers = paths.map { ("script in \($0)", [400, 404], issuer.call("GET", $0, headers: headers)) }
        let fields = ["p", "by", "sig", "event", "journal", "from", "ballot", "lang", "MarkerBody"]
        let body = "{" + fields.map { "\"\($0)\":\"\(script)\"" }.joined(separator: ",") + "}"
        for act in ["draw", "recover", "view", "log", "event", "journal", "words"] {
            let answer = issuer.call("POST", "\(path)/\(act)", body: body, headers: headers)
            all.append(("script in \(act)", [400], answer))
        }
        for act in ["council", "law", "choices", "frame", "result"] {
            let answer = issuer.call("POST", "/v1/\(act)", body: body, headers: headers)
            all.append(("script at the desk", [400], answer))
        }
        all.append(("script in a ballot", [400], box.call("POST", path + "/cast", body: body, headers: headers)))
        return all
    }

    private func huge() -> Answers {
        let giant = "{\"MarkerBody\":\"" + String(repeating: "x", count: 200 << 10) + "\"}"
        func announced(_ act: String, _ length: String) -> String {
            "POST \(path)/\(act) HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\n\r\n"
        }
        let deep = "{\"p\":" + String(repeating: "[", count: 60_000) + "}"
        return [
            ("a huge draw", [413], issuer.call("POST", path + "/draw", body: giant, headers: headers)),
            ("a huge ballot", [413], box.call("POST", path + "/cast", body: giant, headers: headers)),
            ("an announced gigabyte", [413], issuer.raw(announced("event", "1073741824"))),
            ("an announced gigabyte", [413], box.raw(announced("cast", "1073741824"))),
            ("more than a number holds", [0, 400, 413], box.raw(announced("cast", "99999999999999999999999"))),
            ("a deep body", [400], issuer.call("POST", path + "/draw", body: deep, headers: headers)),
            ("a long path", [0, 400, 414], issuer.get("/" + String(repeating: "MarkerPath", count: 2000))),
            (
                "many headers", [0, 400, 413, 431],
                issuer.call("GET", "/", headers: Array(repeating: "X-MarkerAgent: 1", count: 5000))
            ),
        ]
    }

    private func malformed() -> Answers {
        let texts = [
            "MarkerBody\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}MarkerBody\r\n\r\n",
            "GET / HTTP/1.1\r\nHost h MarkerBody\r\n: \r\n\r\n", "BREW /MarkerPath HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST \(path)/draw HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nMarkerBody",
            "POST \(path)/draw HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nMarkerBody\r\n\r\n",
            "GET /a\u{0}MarkerPath HTTP/1.1\r\nHost: h\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ]
        return texts.flatMap { text in
            [issuer, box].map { ("malformed", [0, 400, 404, 405, 413, 415, 501, 505], $0.raw(text, seconds: 1)) }
        }
    }

    /// Well-formed requests by people who have no right to them.
    private func forged() -> Answers {
        let signature = String(repeating: "0", count: 128)
        func post(_ act: String, _ body: String) -> RawAnswer {
            issuer.call("POST", "\(path)/\(act)", body: body, headers: headers)
        }
        let base = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"
        let draw = "{\"p\":\"m01\",\"B\":\"\(base)\",\"sealed\":\"\",\"sig\":\"\(signature)\"}"
        let garbage = "{\"ballot\":\"" + String(repeating: "ab", count: 1000) + "\"}"
        return [
            ("a forged draw", [403, 409], post("draw", draw)),
            ("a forged recovery", [403, 409], post("recover", "{\"p\":\"m01\",\"sig\":\"\(signature)\"}")),
            ("a stranger's draw", [403, 409], post("draw", draw.replacingOccurrences(of: "m01", with: "stranger"))),
            ("a forged view", [403], post("view", "{\"by\":\"officer\",\"sig\":\"\(signature)\"}")),
            ("a forged reading", [403], post("log", "{\"by\":\"t1\",\"from\":0,\"sig\":\"\(signature)\"}")),
            ("a ballot of nothing", [400, 409], box.call("POST", path + "/cast", body: garbage, headers: headers)),
        ]
    }
}

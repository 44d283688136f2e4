import Election
import Foundation
import HTTPTestSupport
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing
import WebApp

/// A desk that says what it was asked.
private struct Echo: OfficeDesk {
    let acts: Set = ["echo", "other"]
    func answer(_ act: String, body: String) throws -> String { "{\"act\":\"\(act)\",\"body\":\(body)}" }
}

@Suite("The officer's desk over HTTP")
struct DeskTests {
    private static let time = "2026-12-10T18:05:00+01:00"

    @Test("officers who are registered, and people whom one of them named in a journal, are answered; nobody else")
    func answers() throws {
        let stage = try Stage(.empty, desk: Echo())
        let town = stage.play.town
        func ask(_ id: String, as act: String = "echo", at path: String = "echo") throws -> String? {
            let request = ActRequest(act, body: "{\"a\":1}", signedBy: try #require(town.keys[id]))
            let answer = stage.issuer.post("/v1/\(path)", request.text)
            return answer.code ?? answer.text
        }
        #expect(try ask("o1") == "{\"act\":\"echo\",\"body\":{\"a\":1}}")
        #expect(try ask("c1") == "bad_sig")
        #expect(try ask("o1", as: "other") == "bad_sig")
        #expect(try ask("o1", at: "unknown") != nil)
        #expect(stage.issuer.post("/v1/echo", "{}").code == "bad_request")
        let chair = try RollEntry(
            person: #require(PersonID("c1")),
            name: "Vorsitz",
            key: #require(town.keys["c1"]).publicKey
        )
        let officer = try #require(town.keys["o1"])
        let journal = Journal(openedBy: officer, named: "Wahlleitung", besides: [chair], in: town.realm, at: Self.time)
        let answer = stage.issuer.post("/v1/journal/\(journal.id)", EntryRequest(journal.entries[0]).text)
        #expect(answer.status == 200)
        #expect(try ask("c1") == "{\"act\":\"echo\",\"body\":{\"a\":1}}")
        #expect(try ask("m01") == "bad_sig")
    }

    @Test("a request is bound to its body")
    func bound() throws {
        let stage = try Stage(.empty, desk: Echo())
        let text = ActRequest("echo", body: "{\"a\":1}", signedBy: try #require(stage.play.town.keys["o1"])).text
        let changed = text.replacingOccurrences(of: #"\"a\":1"#, with: #"\"a\":2"#)
        #expect(changed != text && stage.issuer.post("/v1/echo", changed).code == "bad_sig")
    }
}

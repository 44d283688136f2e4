import Election
import Foundation
import HTTPTestSupport
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing
import WebApp

@Suite("Journals over HTTP (protocol section 7)")
struct JournalTests {
    private static let time = "2026-11-22T18:05:00+01:00"

    @Test("a registered officer opens one and adds to it; whoever reads it can check it")
    func adds() throws {
        let stage = try Stage(.empty)
        let town = stage.play.town
        let officer = try #require(town.keys["o1"])
        var journal = Journal(openedBy: officer, named: "Wahlleitung", in: town.realm, at: Self.time)
        journal.add("attendance", body: "{\"p\":\"m01\",\"at\":\"\(Self.time)\"}", signedBy: officer)
        let path = "/v1/journal/\(journal.id)"
        #expect(stage.issuer.post(path, EntryRequest(journal.entries[1]).text).code == "unknown_vote")
        for entry in journal.entries + journal.entries {
            let answer = stage.issuer.post(path, EntryRequest(entry).text)
            #expect(answer.status == 200)
        }
        let read = stage.issuer.get(path + ".jsonl")
        #expect(read.text == journal.text)
        #expect(try Journal(file: read.body, named: "j") == journal)
        let listed = "[{\"journal\":\"\(journal.id)\",\"entries\":2,\"head\":\"\(Hex.encode(journal.head.encoded))\"}]"
        #expect(stage.issuer.get("/v1/journals").text == listed)
    }

    @Test("nobody else does, and nothing is changed afterwards")
    func refuses() throws {
        let stage = try Stage(.empty)
        let town = stage.play.town
        let (officer, chair) = (try #require(town.keys["o1"]), try #require(town.keys["c1"]))
        func post(_ entry: Event, _ id: JournalID) -> String? {
            stage.issuer.post("/v1/journal/\(id)", EntryRequest(entry).text).code
        }
        let foreign = Journal(openedBy: chair, named: "Vorsitz", in: town.realm, at: Self.time)
        #expect(post(foreign.entries[0], foreign.id) == "bad_sig")
        let elsewhere = Journal(openedBy: officer, named: "Wahlleitung", in: .random(), at: Self.time)
        #expect(post(elsewhere.entries[0], elsewhere.id) == "bad_request")
        var own = Journal(openedBy: officer, named: "Wahlleitung", in: town.realm, at: Self.time)
        #expect(post(own.entries[0], .random()) == "bad_request")
        #expect(post(own.entries[0], own.id) == nil)
        var other = own
        own.add("attendance", body: "{}", signedBy: officer)
        other.add("attendance", body: "{\"p\":1}", signedBy: chair)
        #expect(post(other.entries[1], own.id) == "bad_sig")
        #expect(post(own.entries[1], own.id) == nil)
        own.add("attendance", body: "{}", signedBy: officer)
        own.add("attendance", body: "{}", signedBy: officer)
        #expect(post(own.entries[3], own.id) == "stale_head")
        #expect(stage.issuer.get("/v1/journal/\(JournalID.random()).jsonl").code == "unknown_vote")
        #expect(stage.issuer.get("/v1/journal/x.jsonl").code == "bad_request")
    }
}

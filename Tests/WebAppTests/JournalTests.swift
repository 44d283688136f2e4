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
        let read = stage.issuer.read(journal.id, from: 0, officer)
        #expect(read.text == journal.text)
        #expect(try Journal(file: read.body, named: "j") == journal)
        #expect(stage.issuer.read(journal.id, from: 1, officer).text == journal.entries[1].line + "\n")
        #expect(stage.issuer.read(journal.id, from: 2, officer).text == "")
        let listed = "[{\"journal\":\"\(journal.id)\",\"entries\":2,\"head\":\"\(Hex.encode(journal.head.encoded))\"}]"
        let wish = ActRequest("journals", body: "{}", signedBy: officer)
        #expect(stage.issuer.post("/v1/journals", wish.text).text == listed)
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
        #expect(stage.issuer.read(.random(), from: 0, officer).code == "unknown_vote")
        #expect(stage.issuer.post("/v1/journal/x/read", "{}").code == "bad_request")
    }

    @Test("it is read by those who are named in it, and by nobody else")
    func isNotPublic() throws {
        let stage = try Stage(.empty)
        let town = stage.play.town
        let (officer, chair) = (try #require(town.keys["o1"]), try #require(town.keys["c1"]))
        let member = try #require(town.keys["m01"])
        let named = try RollEntry(person: #require(PersonID("c1")), name: "Vorsitz", key: chair.publicKey)
        let journal = Journal(openedBy: officer, named: "Wahlleitung", besides: [named], in: town.realm, at: Self.time)
        let other = Journal(openedBy: officer, named: "Wahlleitung", in: town.realm, at: Self.time)
        for each in [journal, other] {
            let answer = stage.issuer.post("/v1/journal/\(each.id)", EntryRequest(each.entries[0]).text)
            #expect(answer.status == 200)
        }
        func list(_ key: PersonKey, as act: String = "journals") -> String {
            stage.issuer.post("/v1/journals", ActRequest(act, body: "{}", signedBy: key).text).text
        }
        #expect(list(officer).contains("\(journal.id)") && list(officer).contains("\(other.id)"))
        #expect(list(chair).contains("\(journal.id)") && !list(chair).contains("\(other.id)"))
        #expect(list(member) == "[]" && list(officer, as: "postal") == "[]")
        #expect(stage.issuer.read(journal.id, from: 0, chair).text == journal.text)
        #expect(stage.issuer.read(other.id, from: 0, chair).code == "bad_sig")
        #expect(stage.issuer.read(journal.id, from: 0, member).code == "bad_sig")
        // The number of somebody who is named, with a key that is not theirs.
        let wrong = try #require(Town(members: 1).keys["c1"])
        #expect(stage.issuer.read(journal.id, from: 0, wrong).code == "bad_sig" && list(wrong) == "[]")
        let path = "/v1/journal/\(journal.id)/read"
        func ask(_ body: String, as act: String = "journal-read") -> String? {
            stage.issuer.post(path, ActRequest(act, body: body, signedBy: officer).text).code
        }
        #expect(ask("{\"journal\":\"\(journal.id)\",\"from\":0}") == nil)
        // A request for another journal, for another act, and of another form.
        #expect(ask("{\"journal\":\"\(other.id)\",\"from\":0}") == "bad_request")
        #expect(ask("{\"journal\":\"\(journal.id)\",\"from\":0}", as: "journals") == "bad_sig")
        for body in ["{}", "{\"journal\":\"\(journal.id)\"}", "{\"journal\":\"\(journal.id)\",\"from\":-1}", "x"] {
            #expect(ask(body) == "bad_request")
        }
        #expect(stage.issuer.post("/v1/journals", "{}").code == "bad_request")
        #expect(stage.issuer.post(path, "{}").code == "bad_request")
        // What anybody could once have.
        for path in ["/v1/journals", "/v1/journal/\(journal.id)", "/v1/journal/\(journal.id).jsonl", path] {
            #expect(stage.issuer.get(path).status == 405)
        }
    }

    @Test("a member reads the entries about themselves up to the roll of a vote, and nobody else's")
    func standing() throws {
        let stage = try Stage(.empty)
        let town = stage.play.town
        let officer = try #require(town.keys["o1"])
        let (m01, m02) = (try #require(town.keys["m01"]), try #require(town.keys["m02"]))
        let keys = try RollFile([
            RollEntry(person: #require(PersonID("m01")), name: "Ada", key: m01.publicKey),
            RollEntry(person: #require(PersonID("m02")), name: "Bea", key: m02.publicKey),
        ])
        var writer = JSONWriter()
        writer.add("at", Self.time)
        writer.add("keys", keys.text)
        let (vote, later) = (VoteID.random(), VoteID.random())
        var journal = Journal(openedBy: officer, named: "Wahlleitung", in: town.realm, at: Self.time)
        func act(_ type: String, _ fields: String) {
            journal.add(type, body: "{\"at\":\"\(Self.time)\",\(fields)}", signedBy: officer)
        }
        journal.add("keys", body: writer.object, signedBy: officer)
        act("attendance", "\"p\":\"m01\",\"how\":\"room\"")
        act("exclude", "\"p\":\"m01\",\"item\":\"3\",\"reason\":\"befangen\"")
        act("exclude", "\"p\":\"m02\",\"item\":\"3\",\"reason\":\"anderes\"")
        act("vote", "\"vote\":\"\(vote)\",\"item\":\"TOP 3\"")
        act("readmit", "\"p\":\"m01\",\"item\":\"3\"")
        act("vote", "\"vote\":\"\(later)\",\"item\":\"3\"")
        for entry in journal.entries {
            #expect(stage.issuer.post("/v1/journal/\(journal.id)", EntryRequest(entry).text).status == 200)
        }
        func ask(_ key: PersonKey, _ vote: VoteID, body: String? = nil, as act: String = "standing") -> RawAnswer {
            let wish = ActRequest(act, body: body ?? "{\"vote\":\"\(vote)\"}", signedBy: key)
            return stage.issuer.post("/v1/\(vote)/standing", wish.text)
        }
        let own = ask(m01, vote).text
        #expect(own.hasPrefix("{\"item\":\"TOP 3\",\"acts\":[{\"type\":\"attendance\",") && own.contains("befangen"))
        #expect(!own.contains("m02") && !own.contains("anderes") && !own.contains("readmit"))
        #expect(ask(m02, vote).text.contains("anderes") && !ask(m02, vote).text.contains("m01"))
        #expect(ask(m01, later).text.contains("readmit"))

        // Somebody else's number or key, an officer, another vote, another act, another form.
        let stranger = try Town(members: 1)
        #expect(ask(try #require(stranger.keys["m01"]), vote).code == "bad_sig")
        #expect(ask(try #require(town.keys["m03"]), vote).code == "bad_sig" && ask(officer, vote).code == "bad_sig")
        #expect(ask(m01, .random()).text == "{\"item\":\"\",\"acts\":[]}")
        #expect(ask(m01, vote, body: "{\"vote\":\"\(later)\"}").code == "bad_request")
        #expect(ask(m01, vote, as: "journal-read").code == "bad_sig")
        for body in ["{}", "x", "{\"vote\":\"\(vote)\",\"p\":\"m02\"}"] {
            #expect(ask(m01, vote, body: body).code == "bad_request")
        }
        #expect(stage.issuer.post("/v1/\(vote)/standing", "{}").code == "bad_request")
        #expect(stage.issuer.get("/v1/\(vote)/standing").status == 405)
    }
}

extension RawClient {
    /// The entries of a journal from a number on, as somebody asks for them.
    fileprivate func read(_ id: JournalID, from first: Int, _ key: PersonKey) -> RawAnswer {
        let body = "{\"journal\":\"\(id)\",\"from\":\(first)}"
        return post("/v1/journal/\(id)/read", ActRequest("journal-read", body: body, signedBy: key).text)
    }
}

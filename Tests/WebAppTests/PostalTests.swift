import CouncilLaw
import Election
import HTTPClient
import HTTPTestSupport
import PostalVote
import RemoteServer
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing
import WebApp

@Suite("Votes by post over HTTP")
struct PostalTests {
    private let stage: Stage
    private let officer: PersonKey
    private let chair: PersonKey
    private let member: PersonKey
    private let remote: RemotePostal

    init() throws {
        stage = try Stage(.empty, members: 4)
        let keys = stage.play.town.keys
        officer = try #require(keys["o1"])
        chair = try #require(keys["c1"])
        member = try #require(keys["m01"])
        remote = try RemotePostal(try #require(WebAddress(stage.app.addresses.issuer)))
    }

    private func start(
        _ title: String = "Schule",
        change: (inout PostalAct.Start) -> Void = { _ in }
    ) throws -> Journal {
        let time = try #require(PostalTime("2026-11-22T18:05:00+01:00"))
        let day = try CalendarDate(parsing: "2026-11-22")
        let options = ["Ja", "Nein"].enumerated().map { index, label in
            PostalOption(id: label.lowercased(), label: label, meaning: index == 0 ? .yes : .no)
        }
        var start = PostalAct.Start(
            reason: "Störung",
            legalBasis: "§ 4 DigiSiVO",
            session: PostalSession(municipality: "E", body: "Rat", number: "7", date: day),
            item: "6",
            title: title,
            question: "Zustimmen?",
            kind: .motion,
            options: options,
            law: try PostalAct.Start.law(kind: .motion, session: day, options: options),
            settings: PostalSettings(recipient: "Rathaus"),
            rehearsal: true,
            at: time
        )
        change(&start)
        let realm = stage.play.town.realm
        let others = [RollEntry(person: chair.person, name: "Vorsitz", key: chair.publicKey)]
        var journal = Journal(
            openedBy: officer,
            named: "Wahlleitung",
            besides: others,
            in: realm,
            at: time.description
        )
        let act = PostalAct.start(start)
        journal.add(act.kind.rawValue, body: act.body, signedBy: officer)
        return journal
    }

    private func hand(in journal: Journal) throws {
        for entry in journal.entries { _ = try remote.append(entry, to: journal.id, opening: nil) }
    }

    @Test("whoever is named in it reads what an officer began, and nobody else does")
    func reads() throws {
        let journal = try start()
        try hand(in: journal)
        #expect(try remote.all(for: chair) == [journal.id])
        #expect(try remote.journal(journal.id, for: chair) == journal)
        #expect(try remote.all(for: member).isEmpty)
        #expect(throws: ErrorCode.badSignature) { try remote.journal(journal.id, for: member) }
        #expect(throws: ErrorCode.unknownVote) { try remote.journal(.random(), for: chair) }
        #expect(stage.issuer.get("/v1/postal").status == 405)
        #expect(stage.issuer.get("/v1/postal/\(journal.id)/journal").status == 405)
    }

    @Test("a request to read one vote does not read another")
    func bindsToTheVote() throws {
        let (one, two) = (try start(), try start("Sporthalle"))
        try hand(in: one)
        try hand(in: two)
        let request = ActRequest("postal-state", body: "{\"postal\":\"\(one.id)\"}", signedBy: chair).text
        #expect(stage.issuer.post("/v1/postal/\(one.id)/state", request).status == 200)
        #expect(stage.issuer.post("/v1/postal/\(two.id)/state", request).code == "bad_request")
        #expect(stage.issuer.post("/v1/postal/\(one.id)/journal", request).code == "bad_sig")
    }

    @Test("a refusal names the rule and its sentence, in both languages")
    func refuses() throws {
        var journal = try start()
        try hand(in: journal)
        let time = try #require(PostalTime("2026-11-22T18:10:00+01:00"))
        let act = PostalAct.urnOpened(PostalAct.UrnOpened(emptyAfter: true, at: time))
        journal.add(act.kind.rawValue, body: act.body, signedBy: officer)
        let refused = #expect(throws: RemotePostal.Refused.self) { try hand(in: journal) }
        #expect(refused?.rule == PostalRule.wrongOrder.rawValue)
        #expect(refused?.german.isEmpty == false)
        #expect(refused?.english.isEmpty == false)
    }

    @Test("a second start, a stale head and a stranger's journal are refused")
    func refusesEntries() throws {
        let journal = try start()
        try hand(in: journal)
        let again = #expect(throws: RemotePostal.Refused.self) { try hand(in: start()) }
        #expect(again?.rule == PostalRule.sameVoteTwice.rawValue)
        let time = try #require(PostalTime("2026-11-22T18:10:00+01:00"))
        let note = PostalAct.incident(PostalAct.Incident(text: "eins", at: time))
        let other = PostalAct.incident(PostalAct.Incident(text: "zwei", at: time))
        var (left, right) = (journal, journal)
        left.add(note.kind.rawValue, body: note.body, signedBy: officer)
        right.add(other.kind.rawValue, body: other.body, signedBy: chair)
        try hand(in: left)
        #expect(throws: ErrorCode.staleHead) { try remote.append(right.entries[2], to: journal.id, opening: nil) }
        var foreign = Journal(openedBy: member, named: "M", in: stage.play.town.realm, at: time.description)
        foreign.add("start", body: journal.entries[1].body, signedBy: member)
        #expect(throws: ErrorCode.badSignature) { try hand(in: foreign) }
    }

    @Test("a start that names an electronic vote needs that vote to be void here")
    func needsTheVoid() throws {
        let journal = try start { start in
            start.vote = stage.play.vote
            start.voidHead = .zero
        }
        #expect(throws: (any Error).self) { try hand(in: journal) }
        #expect(try remote.journal(journal.id, for: chair).entries.count == 1)
    }

    @Test("the state says what follows from the journal, and a scan what it is")
    func showsTheState() throws {
        let journal = try start()
        try hand(in: journal)
        func ask(_ name: String, _ more: String = "") -> RawAnswer {
            let body = "{\"postal\":\"\(journal.id)\"\(more)}"
            return stage.issuer.post(
                "/v1/postal/\(journal.id)/\(name)",
                ActRequest("postal-" + name, body: body, signedBy: chair).text
            )
        }
        let state = ask("state")
        #expect(state.status == 200)
        let fields = try JSON(strict: state.body)
        guard case .object(let object) = fields else { throw ErrorCode.badRequest }
        let names = object.members.map(\.name)
        #expect(Set(["state", "overview", "start", "stacks", "kits", "letters", "readings"]).isSubset(of: names))
        #expect(state.text.contains("\"state\":\"started\""))
        #expect(ask("scan", ",\"number\":\"x\"").text.contains("\"kind\":\"unreadable\""))
        #expect(ask("openings", ",\"stack\":\"clear\"").text == "[]")
        #expect(ask("openings", ",\"stack\":\"heap\"").code == "bad_request")
        #expect(ask("else").status == 404)
        #expect(ask("scan").code == "bad_request")
    }
}

import Election
import Foundation
import HTTPTestSupport
import ServerTestSupport
import StrictJSON
import Testing
import WebApp

@Suite("What everybody is told of a session")
struct SessionNowTests {
    private let stage: Stage
    private let officer: PersonKey

    init() throws {
        stage = try Stage(.empty)
        officer = try #require(stage.play.town.keys["o1"])
    }

    private func opened(_ time: String, rehearsal: Bool = false) throws -> Journal {
        var journal = Journal(openedBy: officer, named: "Leitung", in: stage.play.town.realm, at: time)
        try post(journal)
        let fields = "\"title\":\"Rat\",\"date\":\"2026-12-10\",\"place\":\"Saal\",\"rehearsal\":\(rehearsal)"
        try add("session", fields, time, &journal)
        return journal
    }

    private func post(_ journal: Journal) throws {
        let entry = try #require(journal.entries.last)
        #expect(stage.issuer.post("/v1/journal/\(journal.id)", EntryRequest(entry).text).status == 200)
    }

    private func add(_ type: String, _ fields: String = "", _ time: String, _ journal: inout Journal) throws {
        let body = "{\"at\":\"\(time)\"\(fields.isEmpty ? "" : ",")\(fields)}"
        journal.add(type, body: body, signedBy: officer)
        try post(journal)
    }

    private func now(_ vote: VoteID? = nil) -> String {
        stage.issuer.get("/v1/session" + (vote.map { "?vote=\($0)" } ?? "")).text
    }

    private static func answer(paused: Bool = false, rehearsal: Bool = false) -> String {
        "{\"paused\":\(paused),\"rehearsal\":\(rehearsal)}"
    }

    private static func seen(_ text: String) -> Substring { text.dropFirst(9).prefix(16) }

    private static let pause = "\"number\":1,\"decision\":\"pause\",\"reason\":\"wird geprüft\""
    private static let repeated = "\"number\":1,\"decision\":\"repeat\",\"reason\":\"Name\""

    @Test("a pause is told from the decision until the session goes on, and nothing else of it")
    func pauses() throws {
        #expect(now() == Self.answer())
        var journal = try opened("2026-12-10T17:00:00+01:00")
        #expect(now() == Self.answer())
        try add("disturbance", "\"number\":1,\"text\":\"kein Bild\"", "2026-12-10T18:00:00+01:00", &journal)
        #expect(now() == Self.answer())
        try add("decision", Self.pause, "2026-12-10T18:01:00+01:00", &journal)
        #expect(now() == Self.answer(paused: true))
        // Whoever waits for the list of votes is woken, and finds the same list under another mark.
        let before = stage.issuer.get("/v1/wait?seen=").text
        try add("resumed", "", "2026-12-10T18:01:10+01:00", &journal)
        let begin = Date()
        let after = stage.issuer.get("/v1/wait?seen=\(Self.seen(before))").text
        #expect(Date().timeIntervalSince(begin) < 1)
        #expect(Self.seen(after) != Self.seen(before) && after.dropFirst(26) == before.dropFirst(26))
        try add("decision", Self.pause, "2026-12-10T18:01:20+01:00", &journal)
        // The last word on the disturbance is not yet the end of the pause.
        try add("decision", Self.repeated, "2026-12-10T18:02:00+01:00", &journal)
        #expect(now() == Self.answer(paused: true))
        try add("resumed", "", "2026-12-10T18:03:00+01:00", &journal)
        #expect(now() == Self.answer())
        #expect(stage.issuer.post("/v1/session", "{}").status == 405)
    }

    @Test("it is the session that sits, whatever was opened besides; a rehearsal is called one")
    func theSessionThatSits() throws {
        var tonight = try opened("2026-12-01T09:00:00+01:00")
        // Opened later, for a later day, and prepared while the council sits.
        var next = try opened("2026-12-02T09:00:00+01:00", rehearsal: true)
        #expect(now() == Self.answer(rehearsal: true))
        try add("attendance", "\"p\":\"m01\",\"how\":\"room\"", "2026-12-10T17:00:00+01:00", &tonight)
        #expect(now() == Self.answer())
        try add("decision", Self.pause, "2026-12-10T18:01:00+01:00", &tonight)
        try add("access-data", "\"sent\":\"2026-12-10\",\"count\":3", "2026-12-10T18:02:00+01:00", &next)
        #expect(now() == Self.answer(paused: true))
        try add("attendance", "\"p\":\"m01\",\"how\":\"room\"", "2026-12-10T17:30:00Z", &next)
        // Both are of one day, and the interruption of either counts.
        #expect(now() == Self.answer(paused: true, rehearsal: true))
    }

    private func enter(_ vote: VoteID, _ time: String, _ journal: inout Journal) throws {
        try add("vote", "\"vote\":\"\(vote)\",\"item\":\"1\"", time, &journal)
    }

    @Test("the interruption of a session holds its votes, whatever another one writes down", arguments: [false, true])
    func votesOfTheirOwnSession(isRehearsal: Bool) throws {
        let (council, other, unknown) = (VoteID.random(), VoteID.random(), VoteID.random())
        var tonight = try opened("2026-12-01T09:00:00+01:00")
        var second = try opened("2026-12-01T10:00:00+01:00", rehearsal: isRehearsal)
        try enter(council, "2026-12-10T18:00:00+01:00", &tonight)
        try enter(other, "2026-12-10T18:01:00+01:00", &second)
        let seen = Self.seen(stage.issuer.get("/v1/wait?seen=").text)
        try add("decision", Self.pause, "2026-12-10T18:02:00+01:00", &tonight)
        // Whoever waits is woken, and goes on with the vote of the other session.
        #expect(Self.seen(stage.issuer.get("/v1/wait?seen=\(seen)").text) != seen)
        #expect(now(council) == Self.answer(paused: true))
        #expect(now(other) == Self.answer(rehearsal: isRehearsal))
        #expect(now() == Self.answer(paused: true))
        let held = Self.seen(stage.issuer.get("/v1/wait?seen=").text)
        try add("attendance", "\"p\":\"m01\",\"how\":\"room\"", "2026-12-10T18:03:00+01:00", &second)
        #expect(now(council) == Self.answer(paused: true))
        #expect(now(other) == Self.answer(rehearsal: isRehearsal))
        // Two sessions of one evening: nobody says which one is meant, so the interruption counts.
        #expect(now() == Self.answer(paused: true, rehearsal: isRehearsal))
        #expect(now(unknown) == now())
        try add("resumed", "", "2026-12-10T18:04:00+01:00", &tonight)
        #expect(now(council) == Self.answer())
        #expect(Self.seen(stage.issuer.get("/v1/wait?seen=\(held)").text) != held)
        // The other way round.
        try add("decision", Self.pause, "2026-12-10T18:05:00+01:00", &second)
        #expect(now(council) == Self.answer())
        #expect(now(other) == Self.answer(paused: true, rehearsal: isRehearsal))
        #expect(try !stage.remote.isPaused(council) && stage.remote.isPaused(other))
        #expect(stage.issuer.get("/v1/session?vote=1").status == 400)
    }

    @Test("a vote that no journal speaks of is held by sessions of its own kind: rehearsals, or those that are meant")
    func votesOfTheirOwnKind() throws {
        func vote(_ title: String) throws -> VoteID {
            var plan = Plan.motion
            plan.title = title
            let play = Play(stage.play.town, stage.remote, plan)
            try play.create()
            return play.vote
        }
        let meant = try vote("TOP 7")
        let rehearsed = try vote("PROBE – TOP 7")
        var tonight = try opened("2026-12-01T09:00:00+01:00")
        try add("attendance", "\"p\":\"m01\",\"how\":\"room\"", "2026-12-10T17:00:00+01:00", &tonight)
        var rehearsal = try opened("2026-12-01T10:00:00+01:00", rehearsal: true)
        let seen = Self.seen(stage.issuer.get("/v1/wait?seen=").text)
        try add("decision", Self.pause, "2026-12-10T18:00:00+01:00", &rehearsal)
        #expect(now(meant) == Self.answer())
        #expect(now(rehearsed) == Self.answer(paused: true, rehearsal: true))
        #expect(try !stage.remote.isPaused(meant) && stage.remote.isPaused(rehearsed))
        #expect(Self.seen(stage.issuer.get("/v1/wait?seen=\(seen)").text) != seen)
        // The other way round; whoever waits is woken, though some session stood still before and after.
        let held = Self.seen(stage.issuer.get("/v1/wait?seen=").text)
        try add("decision", Self.pause, "2026-12-10T18:01:00+01:00", &tonight)
        #expect(now(meant) == Self.answer(paused: true))
        #expect(Self.seen(stage.issuer.get("/v1/wait?seen=\(held)").text) != held)
        try add("resumed", "", "2026-12-10T18:02:00+01:00", &rehearsal)
        #expect(now(meant) == Self.answer(paused: true))
        #expect(now(rehearsed) == Self.answer(rehearsal: true))
        // Nobody knows what a vote is that is not there.
        #expect(now(VoteID.random()) == now())
    }

    @Test("a session of another day that was left interrupted is none of tonight's")
    func anotherDay() throws {
        var before = try opened("2026-12-01T09:00:00+01:00")
        try add("decision", Self.pause, "2026-12-02T18:02:00+01:00", &before)
        var tonight = try opened("2026-12-09T09:00:00+01:00")
        let fields = "\"title\":\"Rat\",\"date\":\"2026-12-11\",\"place\":\"Saal\",\"rehearsal\":false"
        try add("session", fields, "2026-12-09T09:01:00+01:00", &tonight)
        #expect(now() == Self.answer(paused: true))
        try add("attendance", "\"p\":\"m01\",\"how\":\"room\"", "2026-12-11T17:00:00+01:00", &tonight)
        #expect(now() == Self.answer())
    }

    @Test("a journal of another kind, and entries that nobody can read, mean nothing")
    func othersMeanNothing() throws {
        var other = Journal(
            openedBy: officer,
            named: "Leitung",
            in: stage.play.town.realm,
            at: "2026-12-10T17:00:00+01:00"
        )
        try post(other)
        try add("decision", Self.pause, "2026-12-10T18:01:00+01:00", &other)
        #expect(now() == Self.answer())
        var journal = try opened("2026-12-09T17:00:00+01:00")
        for body in ["x", "[]", "{\"decision\":1}", "{\"decision\":\"irrelevant\"}"] {
            journal.add("decision", body: body, signedBy: officer)
            try post(journal)
        }
        #expect(now() == Self.answer())
    }
}

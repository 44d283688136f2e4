import Devices
import Election
import Foundation
import Ristretto255
import ServerTestSupport
import Synchronization
import Testing
import VoteServer

@Suite("A vote that can never be opened")
struct AbandonTests {
    private static let time = "2026-11-22T18:05:00+01:00"

    /// A vote with one of the two shares that it needs.
    private func lacking() throws -> Play {
        let play = try Play.at(.boxed)
        try play.share("z1")
        return play
    }

    private func abandon(_ play: Play, as id: String = "o1") throws {
        try play.device(id).abandon(reason: "zwei Geräte verloren", at: Self.time)
    }

    @Test("edge case 49: with one share and no second, the officer gives up the count: everything goes, the log stays")
    func givenUp() throws {
        let play = try lacking()
        let ballot = try CastRequest(text: Haystack(play.town.folder("home-m01")).file("ballot.json")).ballot
        try abandon(play)
        let log = try play.service.publicLog(of: play.vote)
        #expect(log.state == .tallying && log.isOver && !log.hasBoard)
        #expect(log.abandonment?.reason == "zwei Geräte verloren" && log.abandonment?.time == Self.time)
        #expect(try Haystack(play.town.data).holding(Array(ballot[64..<96])).isEmpty)
        #expect(try Haystack(play.town.data).named("keys").files.map(\.name) == ["keys/server.key"])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(play.town.data)/records/\(play.vote)")
        #expect(Set(names) == ["log.jsonl", "roll.jsonl", "abandoned.jsonl"])
        for report in [try play.verify(), try play.verifyPublished()] {
            #expect(report.isValid && report.counts == nil && report.log.isOver)
            for result in report.results where result.check.rawValue >= 10 { #expect(result.ok == nil) }
        }
        // A restarted server knows it, too.
        let again = play.through(try play.town.server())
        #expect(try again.service.publicLog(of: play.vote).isOver)
        #expect(throws: DeviceError.abandoned) { try again.share("z2") }
        #expect(throws: ErrorCode.wrongState) { try again.service.cast(CastRequest(ballot: ballot), in: play.vote) }
    }

    @Test("edge case 49: tellers erase by their own decision, members' devices at once")
    func erasing() throws {
        let play = try lacking()
        let teller = try play.device("z2")
        #expect(throws: DeviceError.wrongState(.tallying)) { try teller.eraseSecrets() }
        try abandon(play)
        try teller.follow()
        #expect(teller.holdsKeyShare)
        try teller.eraseSecrets()
        #expect(!teller.holdsKeyShare)
        try play.device("m01").follow()
        #expect(try !Haystack(play.town.folder("home-m01")).files.contains { $0.name.hasSuffix(".key") })
    }

    @Test("is given up only by the officer, only with a share and without t of them, and once")
    func refused() throws {
        let boxed = try Play.at(.boxed)
        #expect(throws: DeviceError.wrongState(.boxed)) { try abandon(boxed) }
        let tallied = try Play.at(.tallied)
        #expect(throws: DeviceError.wrongState(.tallied)) { try abandon(tallied) }
        let play = try lacking()
        #expect(throws: (any Error).self) { try abandon(play, as: "z2") }
        let log = try play.log
        // A journal of a stranger, for another vote, of an older head, or of another council: the server takes none.
        for journal in try [
            journal(log, play, key: "m01"), journal(log, play, vote: .random()),
            journal(log, play, head: log.heads[3]), journal(log, play, realm: .random()),
        ] {
            #expect(throws: Refusal.self) { try play.service.record(journal, of: play.vote) }
        }
        #expect(try !play.service.publicLog(of: play.vote).isOver)
        let good = try journal(log, play)
        try play.service.record(good, of: play.vote)
        try play.service.record(good, of: play.vote)
        #expect(throws: Refusal.self) { try play.service.record(journal(log, play), of: play.vote) }
    }

    private func journal(
        _ log: EventLog,
        _ play: Play,
        key: String = "o1",
        vote: VoteID? = nil,
        head: Digest? = nil,
        realm: Realm? = nil
    ) throws -> Journal {
        let key = try #require(play.town.keys[key])
        let realm = try realm ?? #require(log.manifest?.realm)
        var journal = Journal(openedBy: key, named: "Wahlleitung", in: realm, at: Self.time)
        let act = Abandonment(vote: vote ?? play.vote, head: head ?? log.head, reason: "x", at: Self.time)
        journal.add(JournalAct.abandon.rawValue, body: act.body, signedBy: key)
        return journal
    }

    @Test("a share that races with giving up: one of the two stands, whichever came first")
    func race() throws {
        for _ in 0..<6 {
            let play = try lacking()
            let outcomes = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 2) { number in
                do {
                    if number == 0 { try play.share("z2") } else { try abandon(play) }
                    outcomes.withLock { $0.append(number == 0 ? "share" : "abandoned") }
                } catch {}
            }
            let log = try play.through(play.town.server()).service.publicLog(of: play.vote)
            let whole = try play.device("c1").followWhole(as: .chair)
            let done = outcomes.withLock { $0 }
            #expect(done == (log.isOver ? ["abandoned"] : ["share"]))
            #expect(whole.shares.count == (log.isOver ? 1 : 2))
            #expect(try play.verify().isValid)
        }
    }
}

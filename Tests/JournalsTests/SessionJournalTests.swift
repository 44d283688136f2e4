import Election
import Foundation
import Journals
import Ristretto255
import ServerTestSupport
import Testing
import VoteServer

@Suite("Journals of sessions on the server")
struct SessionJournalTests {
    private static let time = "2026-12-10T18:05:00+01:00"

    private func entry(_ town: Town, _ id: String) throws -> RollEntry {
        RollEntry(person: try #require(PersonID(id)), name: Town.name(id), key: try #require(town.keys[id]).publicKey)
    }

    /// A journal in which officer and chair may sign.
    private func journal(_ town: Town, openedBy id: String = "o1", in realm: Realm? = nil) throws -> Journal {
        let key = try #require(town.keys[id])
        let others = try [entry(town, "c1")]
        return Journal(openedBy: key, named: "Wahlleitung", besides: others, in: realm ?? town.realm, at: Self.time)
    }

    private func add(_ town: Town, _ journal: inout Journal, as id: String = "o1") throws -> Event {
        journal.add("attendance", body: #"{"at":"\#(Self.time)"}"#, signedBy: try #require(town.keys[id]))
        return try #require(journal.entries.last)
    }

    @Test("entries of the people in entry 0 are kept, and are there for the next process")
    func kept() throws {
        let town = try Town()
        let server = try town.server()
        var journal = try journal(town)
        let opening = journal.entries[0]
        #expect(try server.append(opening, toSession: journal.id) == journal.head)
        for id in ["o1", "c1", "o1"] {
            let entry = try add(town, &journal, as: id)
            #expect(try server.append(entry, toSession: journal.id) == journal.head)
        }
        #expect(try server.sessionJournal(journal.id) == journal)
        #expect(try town.server().sessionJournals() == [journal])
        // A lost answer: the same entry again changes nothing.
        #expect(try server.append(journal.entries[1], toSession: journal.id) == journal.head)
        #expect(try server.append(opening, toSession: journal.id) == journal.head)
        #expect(try server.sessionJournal(journal.id) == journal)
        #expect(try server.clerks("c1").map(\.key) == [town.keys["c1"]?.publicKey])
    }

    @Test("of two entries for one place the second is refused as stale, also from another process")
    func stale() throws {
        let town = try Town()
        let (one, other) = (try town.server(), try town.server())
        var journal = try journal(town)
        _ = try one.append(journal.entries[0], toSession: journal.id)
        var fork = journal
        let first = try add(town, &journal)
        fork.add("note", body: "{}", signedBy: try #require(town.keys["c1"]))
        _ = try one.append(first, toSession: journal.id)
        #expect(throws: ErrorCode.staleHead) { try other.append(fork.entries[1], toSession: journal.id) }
        let next = try add(town, &journal)
        #expect(try other.append(next, toSession: journal.id) == journal.head)
        #expect(try one.sessionJournal(journal.id) == journal)
    }

    @Test("a journal is opened by an officer who is registered here, with their own key, for this council")
    func openedByOfficers() throws {
        let town = try Town()
        let server = try town.server()
        let foreign = try journal(town, openedBy: "z1")
        #expect(throws: Refusal.self) { try server.append(foreign.entries[0], toSession: foreign.id) }
        let elsewhere = try journal(town, in: .random())
        #expect(throws: Refusal.self) { try server.append(elsewhere.entries[0], toSession: elsewhere.id) }
        let (_, other) = try Town.person("o1", town.realm)
        let imposter = Journal(openedBy: other, named: "Wahlleitung", in: town.realm, at: Self.time)
        #expect(throws: Refusal.self) { try server.append(imposter.entries[0], toSession: imposter.id) }
        #expect(try server.sessionJournals().isEmpty)
    }

    @Test("nobody else writes into it, and nothing under another id")
    func refused() throws {
        let town = try Town()
        let server = try town.server()
        var journal = try journal(town)
        #expect(throws: ErrorCode.badRequest) { try server.append(journal.entries[0], toSession: .random()) }
        #expect(throws: ErrorCode.unknownVote) { try server.sessionJournal(journal.id) }
        _ = try server.append(journal.entries[0], toSession: journal.id)
        var forged = journal
        let stranger = try add(town, &forged, as: "m01")
        let refusal = #expect(throws: Refusal.self) { try server.append(stranger, toSession: journal.id) }
        #expect(refusal?.code == .unknownPerson)
        let entry = try add(town, &journal)
        #expect(throws: ErrorCode.unknownVote) { try server.append(entry, toSession: .random()) }
        let text = entry.line.replacingOccurrences(of: "attendance", with: "attendancf")
        let changed = try Event(line: Array(text.utf8))
        let second = #expect(throws: Refusal.self) { try server.append(changed, toSession: journal.id) }
        #expect(second?.code == .badSignature)
        #expect(try server.sessionJournal(journal.id).entries.count == 1)
    }

    @Test("a request to the desk is bound to its act, its body and its signer")
    func signedRequests() throws {
        let town = try Town()
        let key = try #require(town.keys["o1"])
        let request = ActRequest("law", body: #"{"a":1}"#, signedBy: key)
        let read = try ActRequest(text: Array(request.text.utf8))
        #expect(read.isSigned(by: key.publicKey, for: "law"))
        #expect(!read.isSigned(by: key.publicKey, for: "council"))
        #expect(!read.isSigned(by: try #require(town.keys["c1"]).publicKey, for: "law"))
        let changed = request.text.replacingOccurrences(of: #"\"a\":1"#, with: #"\"a\":2"#)
        #expect(changed != request.text)
        #expect(try !ActRequest(text: Array(changed.utf8)).isSigned(by: key.publicKey, for: "law"))
    }
}

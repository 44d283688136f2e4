import Election
import ElectionTestSupport
import Ristretto255
import Testing

@Suite("journals: acts outside a vote's log")
struct JournalTests {
    private static let name = "abandoned.jsonl"
    private static let time = "2026-11-22T18:05:00+01:00"

    private func journal() -> Journal {
        let key = TestCouncil.key("S01")
        var journal = Journal(openedBy: key, named: "Änne Öz", in: .random(), at: Self.time)
        journal.add("note", body: #"{"text":"Pause","at":"\#(Self.time)"}"#, signedBy: key)
        journal.add("note", body: #"{"text":"weiter","at":"\#(Self.time)"}"#, signedBy: key)
        return journal
    }

    private func read(_ text: String) throws -> Journal { try Journal(file: Array(text.utf8), named: Self.name) }

    private func lines(_ journal: Journal) -> [String] { journal.text.split(separator: "\n").map { $0 + "\n" } }

    @Test("what was written is read, byte for byte")
    func roundTrip() throws {
        let journal = journal()
        let read = try read(journal.text)
        #expect(read == journal && read.text == journal.text)
        #expect(read.entries.map(\.type) == ["journal", "note", "note"])
    }

    @Test("every changed byte is refused, with the file and the line of the entry")
    func tampered() throws {
        let text = Array(journal().text.utf8)
        for position in stride(from: 0, to: text.count, by: 3) {
            var changed = text
            changed[position] ^= 1
            do {
                _ = try Journal(file: changed, named: Self.name)
                Issue.record("byte \(position) may be changed")
            } catch {
                #expect(error.file != nil && error.line != nil, "byte \(position)")
            }
        }
    }

    @Test("entries cannot be taken away from the middle, reordered, repeated or moved to another journal")
    func reordered() throws {
        let (one, other) = (lines(journal()), lines(journal()))
        #expect(try read(one[0] + one[1]).entries.count == 2)
        for wrong in [
            one[0] + one[2], one[0] + one[2] + one[1], one[0] + one[1] + one[1], one[1] + one[2], "",
            one[0] + other[1], other[0] + one[1] + one[2], one[0] + one[1].dropLast(),
        ] {
            #expect(throws: Fault.self) { try read(wrong) }
        }
    }

    @Test("an event of a vote is no entry of a journal, and the other way round, even with the same id and key")
    func otherChain() throws {
        let key = TestCouncil.key("S01")
        let id = JournalID.random()
        let vote = try #require(VoteID(id.bytes))
        func sign(in chain: Chain) -> Event {
            Event(signedBy: key.signing, in: chain, n: 0, prev: .zero, type: "open", by: "officer", body: "{}")
        }
        let (act, event) = (sign(in: .journal(id)), sign(in: .vote(vote)))
        #expect(act.isSigned(by: key.publicKey, in: .journal(id)) && !act.isSigned(by: key.publicKey, vote: vote))
        #expect(event.isSigned(by: key.publicKey, vote: vote) && !event.isSigned(by: key.publicKey, in: .journal(id)))
    }

    @Test("somebody whom the journal does not name cannot sign in it")
    func stranger() throws {
        var journal = journal()
        journal.add("note", body: "{}", signedBy: TestCouncil.key("X09"))
        #expect(throws: Fault.self) { try read(journal.text) }
    }
}

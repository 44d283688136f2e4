import Election
import Files
import HTTPServer
import Journals
import Ristretto255
import StrictJSON

/// What the session's journal says about the one person who asks, so that whoever is not on a roll learns why.
///
/// The whole journal is for those who are named in it. A member gets the entries about their own attendance and
/// exclusions as they stood when the roll of a vote was made, after a signature with the key that the journal has for
/// them; nobody else gets these. What they mean for the vote is for the reader, as with the whole journal.
final class OwnStanding: Sendable {
    /// The act under the signature.
    static let act = "standing"

    /// One entry about a person, and the vote that a roll was made for.
    fileprivate struct Entry {
        let n: Int
        let type: String
        let body: String
    }
    fileprivate struct Item {
        let n: Int
        let name: String
    }

    /// What was read of one journal so far.
    fileprivate struct Session {
        var read = 0
        var keys: [String: Element] = [:]
        var entries: [String: [Entry]] = [:]
        var items: [VoteID: Item] = [:]
    }

    private let journals: JournalStore
    private let state = Guarded([JournalID: Session]())

    init(_ journals: JournalStore) { self.journals = journals }

    /// `{"item":str,"acts":[{"type":str,"body":str}]}` for a signed request with the body `{"vote":hex16}`.
    ///
    /// A vote that no journal speaks of was made by other means, and there is nothing to tell of it: no item, no acts.
    /// Throws an `ErrorCode`: `badSignature`, `badRequest`.
    func answer(_ vote: VoteID, _ body: [UInt8]) throws -> String {
        let wish = try ActRequest.received(body)
        do {
            let fields = try Fields(parsing: Array(wish.body.utf8), exactly: ["vote"])
            // A request fits one vote alone.
            guard try fields.string("vote") == vote.description else { throw ErrorCode.badRequest }
        } catch { throw ErrorCode.badRequest }
        let sessions = try current().filter { $0.items[vote] != nil }
        guard !sessions.isEmpty else { return Self.text(item: "", []) }
        let isKnown = { (session: Session) in
            session.keys[wish.by].map { wish.isSigned(by: $0, for: Self.act) } == true
        }
        guard let session = sessions.first(where: isKnown), let item = session.items[vote] else {
            throw ErrorCode.badSignature
        }
        return Self.text(item: item.name, session.entries[wish.by, default: []].filter { $0.n < item.n })
    }

    private static func text(item: String, _ acts: [Entry]) -> String {
        var writer = JSONWriter()
        writer.add("item", item)
        writer.add("acts", raw: JSONWriter.array(acts.map(text)))
        return writer.object
    }

    private static func text(_ entry: Entry) -> String {
        var writer = JSONWriter()
        writer.add("type", entry.type)
        writer.add("body", entry.body)
        return writer.object
    }

    private func current() throws -> [Session] {
        try state.withLock { sessions in
            for summary in try journals.all() {
                guard let journal = try journals.journal(summary.id) else { continue }
                sessions[summary.id, default: Session()].take(journal.entries)
            }
            return Array(sessions.values)
        }
    }
}

extension OwnStanding.Session {
    /// Takes the entries that are new; what cannot be read says nothing about anybody, and pages refuse it.
    mutating func take(_ all: [Event]) {
        for entry in all.dropFirst(read) { try? take(entry) }
        read = all.count
    }

    private mutating func take(_ entry: Event) throws {
        guard case .object(let body) = try JSON(strict: Array(entry.body.utf8)) else { return }
        func text(_ name: String) -> String? {
            guard case .string(let text)? = body[name] else { return nil }
            return text
        }
        switch entry.type {
        case "keys":
            guard let lines = text("keys") else { return }
            let roll = try RollFile(file: Array(lines.utf8))
            keys = Dictionary(uniqueKeysWithValues: roll.entries.map { ($0.person.description, $0.key) })
        case "attendance", "exclude", "readmit":
            guard let person = text("p") else { return }
            entries[person, default: []].append(.init(n: entry.n, type: entry.type, body: entry.body))
        case "draft":
            guard let item = text("item"), let manifest = text("manifest") else { return }
            add(try Manifest(parsing: manifest).vote, item, entry.n)
        case "vote":
            guard let item = text("item"), let vote = text("vote").flatMap({ VoteID(hex: $0) }) else { return }
            add(vote, item, entry.n)
        default: break
        }
    }

    /// The roll is made with the draft; only a vote that had none is first named when it is entered.
    private mutating func add(_ vote: VoteID, _ item: String, _ n: Int) {
        if items[vote] == nil { items[vote] = .init(n: n, name: item) }
    }
}

import Ristretto255
import StrictJSON

/// Acts outside a vote's log, signed and chained like events (protocol section 7, other journals).
///
/// `by` is a person's id. Entry 0, of type `journal`, names the journal, the realm, and the people who may sign with
/// their keys; like event 0 of a vote it is checked with a key it brings along, so whoever relies on an entry compares
/// the keys with what they know. The body of every entry holds the time of the act in `at`, for people: no check uses it
/// and nothing is decided by it. What an entry of another type means is for its readers, such as ``Abandonment``.
public struct Journal: Hashable, Sendable {
    /// The journal.
    public let id: JournalID
    /// Whose members sign in it.
    public let realm: Realm
    /// Who may sign, ascending by id.
    public let people: [RollEntry]
    /// The entries in order.
    public private(set) var entries: [Event]
    /// The head after the newest entry.
    public private(set) var head: Digest

    /// The type of entry 0.
    public static let opening = "journal"

    /// A new journal, opened by the one person who may sign in it.
    ///
    /// `time` is the time of the act, such as `2026-11-22T18:05:00+01:00`.
    public init(
        _ id: JournalID = .random(),
        openedBy key: PersonKey,
        named name: String,
        in realm: Realm,
        at time: String
    ) {
        self.id = id
        self.realm = realm
        people = [RollEntry(person: key.person, name: name, key: key.publicKey)]
        var writer = JSONWriter()
        writer.add("v", 1)
        writer.add("suite", Manifest.suite)
        writer.add("journal", hex: id.bytes)
        writer.add("realm", hex: realm.bytes)
        writer.add("people", raw: JSONWriter.array(people.map { String($0.line.dropLast()) }))
        writer.add("at", time)
        entries = []
        head = .zero
        add(Self.opening, body: writer.object, signedBy: key)
    }

    /// Adds an entry.
    public mutating func add(_ type: String, body: String, signedBy key: PersonKey) {
        let entry = Event(
            signedBy: key.signing,
            in: .journal(id),
            n: entries.count,
            prev: head,
            type: type,
            by: key.person.description,
            body: body
        )
        entries.append(entry)
        head = entry.head(in: .journal(id))
    }

    /// The text of the file, one entry a line.
    public var text: String { entries.map { $0.line + "\n" }.joined() }
}

// MARK: - Reading

extension Journal {
    /// Reads a journal and checks form, numbers, chain, signers and signatures of every entry.
    ///
    /// Throws a ``Fault`` with the line. `name` is what the file is called in it.
    public init(file: [UInt8], named name: String) throws(Fault) {
        var journal: Journal?
        for (number, line) in try Lines(file, file: name) {
            do {
                let entry = try Event(line: line)
                if journal == nil { journal = try Journal(opening: entry) } else { try journal?.take(entry) }
            } catch {
                throw error.at(file: name, line: number)
            }
        }
        guard let journal else { throw Fault(.emptyLog, file: name) }
        self = journal
    }

    private init(opening entry: Event) throws(Fault) {
        guard entry.type.utf8.elementsEqual(Self.opening.utf8) else { throw Fault(.unknownEventType(entry.type)) }
        (id, realm, people) = try faults { () throws -> (JournalID, Realm, [RollEntry]) in
            let names = ["v", "suite", "journal", "realm", "people", "at"]
            let fields = try Fields(parsing: Array(entry.body.utf8), exactly: names)
            guard try fields.integer("v") == 1, try fields.string("suite").utf8.elementsEqual(Manifest.suite.utf8),
                let id = JournalID(try fields.hex("journal", byteCount: 16)),
                let realm = Realm(try fields.hex("realm", byteCount: 16))
            else { throw Fault(.manifestVersion) }
            let people = try fields.array("people").map { try RollEntry($0) }
            return (id, realm, try RollFile(people).entries)
        }
        entries = []
        head = .zero
        try take(entry)
    }

    /// Adds an entry that somebody else signed, after the checks that reading makes.
    public mutating func append(_ entry: Event) throws(Fault) { try take(entry) }

    private mutating func take(_ entry: Event) throws(Fault) {
        guard entry.n == entries.count else { throw Fault(.eventNumber(expected: entries.count, found: entry.n)) }
        guard entry.prev == head else { throw Fault(.brokenChain) }
        guard let signer = people.first(where: { $0.person.description == entry.by }) else {
            throw Fault(.unknownSigner(entry.by))
        }
        guard entry.isSigned(by: signer.key, in: .journal(id)) else { throw Fault(.eventSignature(by: entry.by)) }
        entries.append(entry)
        head = entry.head(in: .journal(id))
    }
}

import Election
import Files
import Ristretto255
import SQLite

/// The journals of a council's sessions: who attended, who was excluded, which votes were prepared, what disturbed them
/// (protocol section 7, other journals).
///
/// The store keeps entries and chain, and knows nothing of what they say. It has its own file, beside those of the votes:
/// a journal is written while votes run, and nothing in it must ever be found next to a draw or a ballot.
public final class JournalStore: Sendable {
    private let state: Guarded<JournalState>

    /// Opens or creates `journal.sqlite` in a folder.
    public init(folder: String) throws(DatabaseError) {
        state = Guarded(try JournalState(folder: folder))
    }

    /// All journals, ascending by id.
    public func journals() throws -> [Journal] {
        try state.withLock { state in try state.ids().map { try state.journal($0) } }
    }

    /// One journal, read and checked up to its newest entry; nil if there is none.
    public func journal(_ id: JournalID) throws -> Journal? {
        try state.withLock { state in try state.ids().contains(id) ? state.journal(id) : nil }
    }

    /// Adds an entry; the first one makes the journal.
    ///
    /// An entry that is there already is taken like a new one, because its answer may have been lost.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - id: the journal.
    ///   - allow: further conditions on the journal with the entry, inside the transaction; throws to refuse.
    /// - Returns: the head of the journal.
    /// - Throws: ``ErrorCode/staleHead`` if the entry does not follow the newest one, or a ``Fault``.
    public func append(_ entry: Event, to id: JournalID, allow: (Journal) throws -> Void = { _ in }) throws -> Digest {
        try state.withLock { state in
            let journal = try state.database.transaction { () throws -> Journal in
                guard try state.ids().contains(id) else {
                    guard entry.n == 0 else { throw ErrorCode.unknownVote }
                    let journal = try Journal(opening: entry)
                    guard journal.id == id else { throw ErrorCode.badRequest }
                    try allow(journal)
                    try state.insert(entry, id)
                    return journal
                }
                var journal = try state.journal(id)
                if entry.n < journal.entries.count, journal.entries[entry.n] == entry { return journal }
                guard entry.n == journal.entries.count, entry.prev == journal.head else { throw ErrorCode.staleHead }
                try journal.append(entry)
                try allow(journal)
                try state.insert(entry, id)
                return journal
            }
            state.known[id] = journal
            return journal.head
        }
    }
}

/// What the lock guards: the connection, and the journals as far as they were read.
private struct JournalState {
    let database: Database
    var known: [JournalID: Journal] = [:]

    /// "UrnJ".
    private static let form = Database.Form(application: 0x5572_6E4A, version: 1)

    private static let schema = """
        CREATE TABLE IF NOT EXISTS entry (
            journal BLOB NOT NULL CHECK (length(journal) = 16),
            n INTEGER NOT NULL CHECK (n >= 0),
            line TEXT NOT NULL,
            PRIMARY KEY (journal, n)
        ) STRICT, WITHOUT ROWID;
        """

    init(folder: String) throws(DatabaseError) {
        database = try Database(path: folder + "/journal.sqlite", journal: .truncate, form: Self.form)
        try database.run(Self.schema)
    }

    func ids() throws -> [JournalID] {
        try database.query("SELECT journal FROM entry WHERE n = 0 ORDER BY journal") { $0.blob(0) }
            .compactMap { JournalID($0) }
    }

    /// A journal up to its newest entry; only entries that are new to this process are read and checked.
    mutating func journal(_ id: JournalID) throws -> Journal {
        var journal = known[id]
        let lines = try database.query(
            "SELECT line FROM entry WHERE journal = ? AND n >= ? ORDER BY n",
            .blob(id.bytes),
            .integer(journal?.entries.count ?? 0)
        ) { $0.text(0) }
        for line in lines {
            // What is stored was checked; if it does not hold any more, that is no fault of the caller's.
            do {
                let entry = try Event(line: Array(line.utf8))
                if journal == nil { journal = try Journal(opening: entry) } else { try journal?.append(entry) }
            } catch {
                throw DatabaseError.damaged("an entry of the journal \(id)", in: database.path)
            }
        }
        guard let journal else { throw DatabaseError.damaged("the journal \(id)", in: database.path) }
        known[id] = journal
        return journal
    }

    func insert(_ entry: Event, _ id: JournalID) throws {
        try database.execute(
            "INSERT INTO entry (journal, n, line) VALUES (?, ?, ?)",
            .blob(id.bytes),
            .integer(entry.n),
            .text(entry.line)
        )
    }
}

import Election
import Files
import Foundation
import Ristretto255
import SQLite

/// Journals of acts outside a vote's log: attendance, exclusions, disturbances (protocol section 7, other journals).
///
/// Every entry is checked like a verifier would do it before it is stored; entries are only ever added. The store knows
/// nothing of votes, tokens or ballots, and what an entry means is for its readers.
public final class JournalStore: Sendable {
    private struct State {
        let database: Database
        var journals: [JournalID: Journal] = [:]
    }
    private let state: Guarded<State>

    /// Entries of one journal at most, and bytes of one entry.
    public static let maximumEntries = 10_000

    private static let schema = """
        CREATE TABLE IF NOT EXISTS entry (
            journal BLOB NOT NULL CHECK (length(journal) = 16),
            n INTEGER NOT NULL CHECK (n >= 0),
            line TEXT NOT NULL,
            PRIMARY KEY (journal, n)
        ) STRICT, WITHOUT ROWID;
        """

    /// Where a store lies, and which program its file belongs to.
    public struct Place: Sendable {
        let file: String
        let application: Int32
        let tables: String

        /// A file of a folder, with SQLite's `application_id` and the tables that stand beside the entries.
        public init(file: String, application: Int32, tables: String = "") {
            self.file = file
            self.application = application
            self.tables = tables
        }

        /// `journal.sqlite`, "UrnJ".
        public static let journals = Place(file: "journal.sqlite", application: 0x5572_6E4A)
    }

    /// Opens or creates the store of a folder.
    public init(folder: String, place: Place = .journals) throws(DatabaseError) {
        let form = Database.Form(application: place.application, version: 1)
        let database = try Database(path: "\(folder)/\(place.file)", journal: .truncate, form: form)
        try database.run(Self.schema + place.tables)
        state = Guarded(State(database: database))
    }

    /// Writes a copy of a folder's store to a file that must not be there; nothing if the folder has none.
    ///
    /// Throws a `DatabaseError`.
    public static func copy(folder: String, place: Place = .journals, to path: String) throws(DatabaseError) {
        let file = "\(folder)/\(place.file)"
        guard FileManager.default.fileExists(atPath: file) else { return }
        let database = try Database(path: file, journal: .truncate)
        try database.execute("VACUUM INTO ?", .text(path))
    }

    /// What the list shows of a journal.
    public struct Summary: Hashable, Sendable {
        /// The journal.
        public let id: JournalID
        /// Number of entries.
        public let entries: Int
        /// The head after the newest one.
        public let head: Digest
    }

    /// All journals, ascending by id.
    public func all() throws -> [Summary] {
        try state.withLock { state in
            let ids = try state.database.query("SELECT DISTINCT journal FROM entry ORDER BY journal") { $0.blob(0) }
            return try ids.compactMap { JournalID($0) }.compactMap { id in
                try Self.read(id, &state).map { Summary(id: id, entries: $0.entries.count, head: $0.head) }
            }
        }
    }

    /// The ids of all journals, ascending; nothing of them is read.
    public func ids() throws -> [JournalID] {
        try state.withLock { state in
            try state.database.query("SELECT DISTINCT journal FROM entry ORDER BY journal") { $0.blob(0) }
        }.compactMap { JournalID($0) }
    }

    /// One journal; nil if there is none of this id.
    ///
    /// Throws a ``JournalDamage`` if it is not what was stored.
    public func journal(_ id: JournalID) throws -> Journal? {
        try state.withLock { try Self.read(id, &$0) }
    }

    /// Adds an entry; entry 0 opens the journal.
    ///
    /// An entry that is there already is answered like a new one, because its answer may have been lost.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - id: the journal.
    ///   - mayOpen: whether the journal that this entry would open may be opened here; throws to refuse.
    ///   - mayAppend: whether the entry, which is the last one of the journal handed in, may be added; throws to refuse.
    ///   - together: what is written in the same transaction as an entry that was not there: both, or neither.
    /// - Returns: the new head.
    /// - Throws: an `ErrorCode`: `staleHead` if the entry does not follow the newest one, `badSignature`, `badRequest`,
    ///   `unknownVote` for an entry to a journal that is not there, `wrongState` for one that is full.
    public func append(
        _ entry: Event,
        to id: JournalID,
        mayOpen: (Journal) throws -> Void,
        mayAppend: (Journal) throws -> Void = { _ in },
        together: (Database) throws -> Void = { _ in }
    ) throws -> Digest {
        try state.withLock { state in
            let journal = try state.database.transaction {
                guard var journal = try Self.read(id, &state) else {
                    guard entry.n == 0 else { throw ErrorCode.unknownVote }
                    let opened = try Self.checked { () throws(Fault) in
                        try Journal(file: Array((entry.line + "\n").utf8), named: "journal")
                    }
                    guard opened.id == id else { throw ErrorCode.badRequest }
                    try mayOpen(opened)
                    try Self.insert(entry, id, state.database)
                    return opened
                }
                if entry.n < journal.entries.count, journal.entries[entry.n] == entry { return journal }
                guard entry.n == journal.entries.count, entry.prev == journal.head else { throw ErrorCode.staleHead }
                guard entry.n < Self.maximumEntries else { throw ErrorCode.wrongState }
                try Self.checked { () throws(Fault) in try journal.append(entry) }
                try mayAppend(journal)
                try Self.insert(entry, id, state.database)
                try together(state.database)
                return journal
            }
            state.journals[id] = journal
            return journal.head
        }
    }

    /// Reads the tables beside the entries.
    public func read<T>(_ body: (Database) throws -> T) throws -> T {
        try state.withLock { try body($0.database) }
    }

    private static func checked<T>(_ body: () throws(Fault) -> T) throws -> T {
        do { return try body() } catch {
            switch error.rule {
            case .eventSignature, .unknownSigner: throw ErrorCode.badSignature
            default: throw ErrorCode.badRequest
            }
        }
    }

    private static func insert(_ entry: Event, _ id: JournalID, _ database: Database) throws {
        try database.execute(
            "INSERT INTO entry (journal, n, line) VALUES (?, ?, ?)",
            .blob(id.bytes),
            .integer(entry.n),
            .text(entry.line)
        )
    }

    /// The journal up to its newest entry; only entries that are new to this process are read and checked.
    private static func read(_ id: JournalID, _ state: inout State) throws -> Journal? {
        var journal = state.journals[id]
        let lines = try state.database.query(
            "SELECT line FROM entry WHERE journal = ? AND n >= ? ORDER BY n",
            .blob(id.bytes),
            .integer(journal?.entries.count ?? 0)
        ) { $0.text(0) }
        for line in lines.map({ Array($0.utf8) }) {
            do throws(Fault) {
                if journal == nil {
                    journal = try Journal(file: line + [0x0A], named: "journal")
                } else {
                    try journal?.append(Event(line: line))
                }
            } catch {
                throw JournalDamage(
                    id: id,
                    type: (try? Event(line: line))?.type ?? "?",
                    rule: error.rule,
                    sound: journal,
                    path: state.database.path
                )
            }
        }
        if let journal { state.journals[id] = journal }
        return journal
    }
}

/// A stored journal that is not what was stored: which entry does not hold any more, and why.
public struct JournalDamage: Error, Sendable {
    /// The journal.
    public let id: JournalID
    /// The type of the entry, as far as it can be read.
    public let type: String
    /// What is wrong with it.
    public let rule: Rule
    /// All that comes before it; nil if the opening is damaged.
    public let sound: Journal?
    /// The file of the store.
    public let path: String

    /// The number of the entry.
    public var n: Int { sound?.entries.count ?? 0 }
}

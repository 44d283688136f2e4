import CSQLite
import Files
import Foundation

/// One connection to one SQLite file.
///
/// Not for sharing between threads: a store guards its connection with a lock. Errors carry SQLite's code and message,
/// never a bound value.
@safe public final class Database {
    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// How a store keeps its file.
    public enum Journal: String, Sendable {
        /// Keeps no order of writes: the journal holds whole pages and is truncated after each transaction.
        case truncate = "TRUNCATE"
        /// Faster, for stores where the order of writes is no secret.
        case writeAhead = "WAL"
    }

    /// Which program a file belongs to, and in which form, as its header says.
    public struct Form: Sendable {
        /// SQLite's `application_id`.
        public let application: Int32
        /// SQLite's `user_version`.
        public let version: Int32

        /// A form.
        public init(application: Int32, version: Int32) {
            self.application = application
            self.version = version
        }
    }

    /// Opens or creates the file, readable by its owner only.
    ///
    /// A file that holds tables is left as it is and refused unless it has the given form. Every transaction is on disk when it returns (`synchronous=FULL`); deleted content is overwritten
    /// (`secure_delete`); temporary data stay in memory. Throws a ``DatabaseError``.
    public init(path: String, journal: Journal, form: Form? = nil) throws(DatabaseError) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
        if !FileManager.default.fileExists(atPath: path) {
            // Created before SQLite does, so that it is never readable by others, not even for a moment.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe handle else {
            unsafe sqlite3_close(handle)
            throw DatabaseError(code: code, message: "cannot open", path: path)
        }
        unsafe self.handle = unsafe opened
        self.path = path
        unsafe sqlite3_busy_timeout(opened, 10_000)
        try run("PRAGMA temp_store=MEMORY")
        try run("PRAGMA synchronous=FULL")
        try run("PRAGMA secure_delete=ON")
        try run("PRAGMA foreign_keys=ON")
        if let form { try require(form) }
        try run("PRAGMA journal_mode=\(journal.rawValue)")
    }

    private func require(_ form: Form) throws(DatabaseError) {
        let found = Form(application: try number("application_id"), version: try number("user_version"))
        if try number("schema_version") == 0, found.application == 0 {
            try run("PRAGMA application_id=\(form.application)")
            try run("PRAGMA user_version=\(form.version)")
            return
        }
        guard found.application == form.application else {
            throw DatabaseError(code: SQLITE_NOTADB, message: "another program's database", path: path)
        }
        // A crash between the two settings above leaves 0, which nothing else writes.
        if found.version == 0 { return try run("PRAGMA user_version=\(form.version)") }
        guard found.version == form.version else {
            let message = "written by another version: form \(found.version), not \(form.version)"
            throw DatabaseError(code: SQLITE_NOTADB, message: message, path: path)
        }
    }

    /// A number that changes when another connection has changed the file (`PRAGMA data_version`).
    public func outsideChanges() throws(DatabaseError) -> Int { Int(try number("data_version")) }

    private func number(_ pragma: String) throws(DatabaseError) -> Int32 {
        let statement = try prepared("PRAGMA \(pragma)")
        defer { statement.reset() }
        return try statement.step(self) ? Int32(truncatingIfNeeded: statement.row.integer(0)) : 0
    }

    /// The file.
    public let path: String

    deinit {
        for statement in statements.values { statement.finalize() }
        unsafe sqlite3_close(handle)
    }

    /// Runs statements without parameters, such as a schema.
    public func run(_ sql: String) throws(DatabaseError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Runs one statement with bound values and returns the number of changed rows.
    @discardableResult
    public func execute(_ sql: String, _ values: Value...) throws(DatabaseError) -> Int {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values, self)
        WritePoint.reach("before \(sql)")
        while try statement.step(self) {}
        WritePoint.reach("after \(sql)")
        return Int(unsafe sqlite3_changes(handle))
    }

    /// Runs one query and makes a value of each row; throws what `row` throws for a row it cannot read.
    public func query<T>(_ sql: String, _ values: Value..., row: (Row) throws -> T) throws -> [T] {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values, self)
        var result: [T] = []
        while try statement.step(self) { result.append(try row(statement.row)) }
        return result
    }

    /// Runs `body` in one transaction that holds the write lock from its start: all of it is kept, or nothing.
    ///
    /// Throws a ``DatabaseError``, or what `body` throws; nothing is changed then.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        WritePoint.reach("before BEGIN")
        try run("BEGIN IMMEDIATE")
        do {
            let result = try body()
            WritePoint.reach("before COMMIT")
            try run("COMMIT")
            WritePoint.reach("after COMMIT")
            return result
        } catch {
            // A failed COMMIT may leave the transaction open; a ROLLBACK without one fails harmlessly.
            _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    /// Runs `body` on the state of one moment, whatever other processes write meanwhile.
    ///
    /// Throws a ``DatabaseError``, or what `body` throws.
    public func snapshot<T>(_ body: () throws -> T) throws -> T {
        try run("BEGIN")
        // Only read: there is nothing to keep.
        defer { _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
        return try body()
    }

    private func prepared(_ sql: String) throws(DatabaseError) -> Statement {
        if let statement = statements[sql] { return statement }
        var pointer: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &pointer, nil)
        guard code == SQLITE_OK, let made = unsafe pointer else { throw error(code) }
        let statement = unsafe Statement(made)
        statements[sql] = statement
        return statement
    }

    func error(_ code: Int32) -> DatabaseError {
        // The message names tables and columns, never values.
        DatabaseError(code: code, message: unsafe String(cString: sqlite3_errmsg(handle)), path: path)
    }
}

/// A value bound to a statement.
public enum Value: Sendable {
    case blob([UInt8])
    case text(String)
    case integer(Int)
    case null
}

/// What SQLite answered.
///
/// Holds no bound value, so it may be logged and shown.
public struct DatabaseError: Error, Hashable, Sendable {
    /// SQLite's extended result code.
    public let code: Int32
    /// SQLite's message.
    public let message: String
    /// The file.
    public let path: String

    /// A unique key is taken.
    public var isUniqueViolation: Bool {
        code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE
    }

    /// The error for a row that this program cannot have written, or that was damaged since.
    public static func damaged(_ what: String, in path: String) -> DatabaseError {
        DatabaseError(code: SQLITE_CORRUPT, message: "damaged: \(what)", path: path)
    }

    /// The disk is full.
    public var isFull: Bool { code & 0xFF == SQLITE_FULL }

    /// Another process holds the file for too long.
    public var isBusy: Bool { code & 0xFF == SQLITE_BUSY }

    /// The file is no database, or a damaged one.
    public var isDamaged: Bool { code & 0xFF == SQLITE_NOTADB || code & 0xFF == SQLITE_CORRUPT }
}

// `SQLITE_CONSTRAINT_PRIMARYKEY` and `_UNIQUE` are macros over shifts, which Swift does not import.
private let SQLITE_CONSTRAINT_PRIMARYKEY: Int32 = SQLITE_CONSTRAINT | 6 << 8
private let SQLITE_CONSTRAINT_UNIQUE: Int32 = SQLITE_CONSTRAINT | 8 << 8

import Election
import Files
import Proofs
import Ristretto255
import SQLite

/// What the lock guards: the connection to `box.sqlite`.
struct BoxState {
    let database: Database
    private let folder: String

    /// Keyed by X, without row ids, times or sequence numbers: nothing in a row says when it came.
    private static let schema = """
        CREATE TABLE IF NOT EXISTS box (
            vote BLOB PRIMARY KEY CHECK (length(vote) = 16),
            open INTEGER NOT NULL CHECK (open IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS ballot (
            vote BLOB NOT NULL REFERENCES box (vote),
            credential BLOB NOT NULL CHECK (length(credential) = 32),
            tracker TEXT NOT NULL,
            cx BLOB NOT NULL CHECK (length(cx) = 64),
            ballot BLOB NOT NULL,
            proof BLOB NOT NULL CHECK (length(proof) = 64),
            PRIMARY KEY (vote, credential),
            UNIQUE (vote, tracker)
        ) STRICT, WITHOUT ROWID;
        """

    init(folder: String) throws(DatabaseError) {
        self.folder = folder
        // "UrnB"
        let form = Database.Form(application: 0x5572_6E42, version: 1)
        database = try Database(path: folder + "/box.sqlite", journal: .truncate, form: form)
        try database.run(Self.schema)
        flattenTimes()
    }

    func transaction<T>(_ body: (Database) throws -> T) throws -> T {
        defer { flattenTimes() }
        return try database.transaction { try body(database) }
    }

    /// Rewrites the file row by row in the order of the keys.
    ///
    /// A page keeps its rows in the order in which they came, so without this the file would be a list of arrivals.
    func vacuum() throws {
        defer { flattenTimes() }
        try database.run("VACUUM")
    }

    private func flattenTimes() {
        FileTimes.flatten(folder + "/box.sqlite")
        FileTimes.flatten(folder + "/box.sqlite-journal")
        FileTimes.flatten(folder)
    }

    func count(_ vote: VoteID) throws -> Int {
        try database.query("SELECT count(*) FROM ballot WHERE vote = ?", .blob(vote.bytes)) { $0.integer(0) }.first ?? 0
    }

    /// Whether there are more ballots than `limit`; looks at no more than that many, because each cast asks.
    func hasMore(than limit: Int, _ vote: VoteID) throws -> Bool {
        let counted = "SELECT count(*) FROM (SELECT 1 FROM ballot WHERE vote = ? LIMIT ?)"
        return try database.query(counted, .blob(vote.bytes), .integer(limit + 1)) { $0.integer(0) > limit }.first
            ?? false
    }

    /// Whether the box was opened or closed for a vote; neither is ever taken back.
    func isKnown(_ vote: VoteID) throws -> Bool {
        try !database.query("SELECT 1 FROM box WHERE vote = ?", .blob(vote.bytes)) { _ in true }.isEmpty
    }

    func damaged(_ what: String) -> DatabaseError { .damaged(what, in: database.path) }

    func isOpen(_ vote: VoteID) throws -> Bool {
        try database.query("SELECT open FROM box WHERE vote = ?", .blob(vote.bytes)) { $0.integer(0) == 1 }.first
            ?? false
    }

    /// The proof for a ballot that is in the box already; refuses another ballot with the same token.
    func stored(_ credential: Element, _ ballot: [UInt8], in vote: VoteID) throws -> DLEQProof? {
        let rows = try database.query(
            "SELECT ballot, proof FROM ballot WHERE vote = ? AND credential = ?",
            .blob(vote.bytes),
            .blob(credential.encoded)
        ) { ($0.blob(0), $0.blob(1)) }
        guard let (stored, proof) = rows.first else { return nil }
        guard stored == ballot else { throw ErrorCode.used }
        guard let proof = try? DLEQProof(decoding: proof) else { throw damaged("a ballot's proof") }
        return proof
    }

    /// Stores a ballot; the token's credential and the tracker are unique keys of the table.
    func insert(_ line: BoardLine, credential: Element, vote: VoteID) throws {
        do {
            try database.execute(
                "INSERT INTO ballot (vote, credential, tracker, cx, ballot, proof) VALUES (?, ?, ?, ?, ?, ?)",
                .blob(vote.bytes),
                .blob(credential.encoded),
                .text(Tracker(line.trackerHash).description),
                .blob(line.trackerHash.encoded),
                .blob(line.ballot),
                .blob(line.tokenProof.encoded)
            )
        } catch {
            // The credential was looked up in the same transaction, so what is taken is the tracker.
            if error.isUniqueViolation { throw ErrorCode.duplicateTracker }
            throw error
        }
    }
}

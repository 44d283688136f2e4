import BlindToken
import Election
import Files
import Foundation
import Ristretto255
import SQLite

/// The issuer's half of the server: who may vote, who has drawn, and the log of each vote.
///
/// It knows names and never sees a ballot. All changes are single transactions that check the log inside the
/// transaction; several processes may use one data folder at once.
public final class RollStore: Sendable {
    let state: Guarded<RollState>
    let draws = SharedTurns<Draw, DrawAnswer>()

    /// Opens or creates `roll.sqlite` and `sealed.sqlite` in a folder.
    ///
    /// Throws a `DatabaseError` if a file cannot be opened or made.
    public init(folder: String) throws(DatabaseError) {
        state = Guarded(try RollState(folder: folder))
    }

    /// The ids of all votes, in the order in which they were made.
    ///
    /// Throws a `DatabaseError`.
    public func votes() throws -> [VoteID] {
        try state.withLock { state in
            let sql = "SELECT vote FROM vote LEFT JOIN place USING (vote) ORDER BY number, vote"
            return try state.database.query(sql) { $0.blob(0) }.compactMap { VoteID($0) }
        }
    }

    /// Runs `body` while nobody, in this process or another, can change the store.
    public func frozen<T>(_ body: () throws -> T) throws -> T {
        try state.withLock { state in try state.transaction { _ in try body() } }
    }

    /// Writes a copy of the store to a new file, in the order of its keys, without free pages or journal.
    ///
    /// Of `folder`, on a connection of its own, so that it may be called within ``frozen(_:)``.
    public static func copy(folder: String, to path: String) throws(DatabaseError) {
        let database = try Database(path: folder + "/roll.sqlite", journal: .truncate)
        try database.execute("VACUUM INTO ?", .text(path))
    }

    /// A number that changes when another process has changed the store.
    public func outsideChanges() throws -> Int { try state.withLock { try $0.database.outsideChanges() } }

    /// The log of a vote, read and checked up to its newest event.
    ///
    /// Throws ``ErrorCode/unknownVote``.
    public func log(of vote: VoteID) throws -> EventLog {
        try state.withLock { try $0.log(of: vote) }
    }

    /// The roll of a vote.
    ///
    /// Throws ``ErrorCode/unknownVote``, or a `DatabaseError` if its bytes are not those of the manifest any more.
    public func roll(of vote: VoteID) throws -> RollFile {
        try RollFile(file: rollText(of: vote))
    }

    /// The bytes of `roll.jsonl`, as they were handed in.
    ///
    /// Throws ``ErrorCode/unknownVote``, or a `DatabaseError` if they are not those of the manifest any more.
    public func rollText(of vote: VoteID) throws -> [UInt8] {
        try state.withLock { state in
            let texts = try state.database.query("SELECT roll FROM vote WHERE vote = ?", .blob(vote.bytes)) {
                Array($0.text(0).utf8)
            }
            guard let text = texts.first else { throw ErrorCode.unknownVote }
            guard try state.log(of: vote).manifest?.roll == .sha512(text) else { throw state.damaged("a roll") }
            return text
        }
    }

    /// The bytes of `law.json`, if the vote has one.
    ///
    /// Throws ``ErrorCode/unknownVote``, or a `DatabaseError`.
    public func law(of vote: VoteID) throws -> [UInt8]? {
        try state.withLock { state in
            let laws = try state.database.query("SELECT law FROM vote WHERE vote = ?", .blob(vote.bytes)) {
                $0.isNull(0) ? nil : $0.blob(0)
            }
            guard let law = laws.first else { throw ErrorCode.unknownVote }
            guard try state.log(of: vote).manifest?.law == law.map({ .sha512($0) }) else {
                throw state.damaged("a law file")
            }
            return law
        }
    }

    /// Makes a vote from its first event; a vote that exists stays as it is.
    ///
    /// - Parameters:
    ///   - event: the manifest event.
    ///   - vote: the vote.
    ///   - roll: the members.
    ///   - text: the bytes of `roll.jsonl`, kept as they are, because the manifest has their hash.
    ///   - law: the bytes of `law.json`, if there is one.
    /// - Returns: the log with its first event.
    /// - Throws: ``ErrorCode/staleHead`` if the vote exists, or a ``LogFault``.
    public func create(
        _ event: Event,
        vote: VoteID,
        roll: RollFile,
        text: [UInt8],
        law: [UInt8]?
    ) throws -> EventLog {
        var log = EventLog()
        try log.append(event)
        return try state.withLock { state in
            try state.transaction { database in
                let known = try database.query("SELECT 1 FROM vote WHERE vote = ?", .blob(vote.bytes)) { _ in true }
                guard known.isEmpty else { throw ErrorCode.staleHead }
                try database.execute(
                    "INSERT INTO vote (vote, roll, law) VALUES (?, ?, ?)",
                    .blob(vote.bytes),
                    .text(String(decoding: text, as: UTF8.self)),
                    law.map(Value.blob) ?? .null
                )
                let place = "INSERT INTO place (vote, number) SELECT ?, coalesce(max(number), 0) + 1 FROM place"
                try database.execute(place, .blob(vote.bytes))
                for entry in roll.entries { try state.insert(entry, vote: vote) }
                try state.insert(event, vote: vote)
            }
            state.logs[vote] = log
            return log
        }
    }

    /// Appends an event to a vote's log.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - vote: the vote.
    ///   - allow: further conditions on the log as it is inside the transaction; throws to refuse.
    /// - Returns: the log with the event.
    /// - Throws: ``ErrorCode/staleHead`` if the event does not follow the newest one, or a ``LogFault``.
    public func append(
        _ event: Event,
        to vote: VoteID,
        allow: (EventLog) throws -> Void = { _ in }
    ) throws -> EventLog {
        try state.withLock { state in
            let log = try state.transaction { _ in
                var log = try state.log(of: vote)
                guard event.n == log.events.count, event.prev == log.head else { throw ErrorCode.staleHead }
                try allow(log)
                try log.append(event)
                try state.insert(event, vote: vote)
                return log
            }
            state.logs[vote] = log
            return log
        }
    }
}

// MARK: - Acts beside the log

extension RollStore {
    /// Keeps an act beside the log of a vote, each one once; the same journal again changes nothing.
    ///
    /// Throws a ``LogFault`` or a ``Refusal`` if the vote is not at that point, the journal does not hold the act, or another
    /// one stands.
    public func record(_ journal: Journal, of vote: VoteID) throws {
        guard let act = journal.act else { throw Refusal(.badRequest, .journalAct) }
        try state.withLock { state in
            let log = try state.transaction { database in
                var log = try state.log(of: vote)
                let stored = try state.journal(act, of: vote)
                if stored == journal { return log }
                switch act {
                case .abandon: try log.abandon(journal)
                case .lot:
                    guard stored == nil else { throw Refusal(.wrongState, .lotRecorded) }
                    _ = try log.lot(in: journal)
                }
                try database.execute(
                    "INSERT INTO journal (vote, act, text) VALUES (?, ?, ?)",
                    .blob(vote.bytes),
                    .text(act.rawValue),
                    .text(journal.text)
                )
                return log
            }
            state.logs[vote] = log
        }
    }

    /// The journal of an act beside the log of a vote, if there is one.
    ///
    /// Throws a `DatabaseError`.
    public func journal(_ act: JournalAct, of vote: VoteID) throws -> Journal? {
        try state.withLock { state in try state.journal(act, of: vote) }
    }
}

/// What the lock guards: the connection, and the logs as far as they were read.
struct RollState {
    let database: Database
    private let folder: String
    var logs: [VoteID: EventLog] = [:]

    init(folder: String) throws(DatabaseError) {
        self.folder = folder
        database = try Database(path: folder + "/roll.sqlite", journal: .truncate, form: Schema.rollForm)
        // Opened once on its own, so that it gets its settings and its mode; then attached.
        _ = try Database(path: folder + "/sealed.sqlite", journal: .truncate, form: Schema.sealedForm)
        try database.execute("ATTACH DATABASE ? AS sealed", .text(folder + "/sealed.sqlite"))
        try database.run("PRAGMA sealed.journal_mode=TRUNCATE")
        try database.run("PRAGMA sealed.synchronous=FULL")
        try database.run("PRAGMA sealed.secure_delete=ON")
        try database.run(Schema.roll + Schema.sealed)
        removeLeftovers()
        flattenTimes()
    }

    /// One transaction over both files.
    func transaction<T>(_ body: (Database) throws -> T) throws -> T {
        defer { flattenTimes() }
        return try database.transaction { try body(database) }
    }

    /// Rewrites both files, so that nothing of the order of writes is left in them.
    func vacuum() throws {
        defer { flattenTimes() }
        try database.run("VACUUM main")
        try database.run("VACUUM sealed")
    }

    /// Sets all times to the constant, those of journals and of the folder too: a transaction over two files makes and
    /// removes a third one in it.
    private func flattenTimes() {
        for name in ["roll", "sealed"] {
            FileTimes.flatten("\(folder)/\(name).sqlite")
            FileTimes.flatten("\(folder)/\(name).sqlite-journal")
        }
        FileTimes.flatten(folder)
    }

    /// Removes what a crash in the middle of such a transaction left: its file keeps the moment of a draw that failed.
    ///
    /// Only while both files are locked: then no transaction is under way, and a journal that names such a file has been
    /// rolled back. Without it that journal would count as committed.
    private func removeLeftovers() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let leftovers = names.filter { $0.hasPrefix("roll.sqlite-mj") }
        guard !leftovers.isEmpty, (try? database.run("BEGIN EXCLUSIVE")) != nil else { return }
        for name in leftovers { unlink("\(folder)/\(name)") }
        try? database.run("COMMIT")
    }

    func damaged(_ what: String) -> DatabaseError { .damaged(what, in: database.path) }

    /// The log up to its newest event; only events that are new to this process are read and checked.
    mutating func log(of vote: VoteID) throws -> EventLog {
        var log = logs[vote] ?? EventLog()
        let lines = try database.query(
            "SELECT line FROM event WHERE vote = ? AND n >= ? ORDER BY n",
            .blob(vote.bytes),
            .integer(log.events.count)
        ) { $0.text(0) }
        for line in lines {
            // What is stored was checked; if it does not hold any more, that is no fault of the caller's.
            do { try log.append(Event(line: Array(line.utf8))) } catch { throw damaged("event \(log.events.count)") }
        }
        guard !log.events.isEmpty else { throw ErrorCode.unknownVote }
        if log.lacksShares, log.abandonment == nil, let journal = try journal(.abandon, of: vote) {
            do { try log.abandon(journal) } catch { throw damaged("the journal of \(vote)") }
        }
        logs[vote] = log
        return log
    }

    func journal(_ act: JournalAct, of vote: VoteID) throws -> Journal? {
        let texts = try database.query(
            "SELECT text FROM journal WHERE vote = ? AND act = ?",
            .blob(vote.bytes),
            .text(act.rawValue)
        ) { Array($0.text(0).utf8) }
        guard let text = texts.first else { return nil }
        do { return try Journal(file: text, named: act.file.rawValue) } catch {
            throw damaged("the journal of \(vote)")
        }
    }

    func insert(_ event: Event, vote: VoteID) throws {
        try database.execute(
            "INSERT INTO event (vote, n, line) VALUES (?, ?, ?)",
            .blob(vote.bytes),
            .integer(event.n),
            .text(event.line)
        )
    }

    func insert(_ entry: RollEntry, vote: VoteID) throws {
        func zeros(_ count: Int) -> Value { .blob([UInt8](repeating: 0, count: count)) }
        try database.execute(
            """
            INSERT INTO member (vote, p, key, drawn, blinded, sealed_hash, signature, evaluated, proof)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)
            """,
            .blob(vote.bytes),
            .text(entry.person.description),
            .blob(entry.key.encoded),
            zeros(32),
            zeros(64),
            zeros(64),
            zeros(32),
            zeros(64)
        )
        try database.execute(
            "INSERT INTO sealed.seed (vote, p, sealed) VALUES (?, ?, ?)",
            .blob(vote.bytes),
            .text(entry.person.description),
            zeros(49)
        )
    }
}

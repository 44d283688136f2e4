import Election
import Files
import Foundation
import Journals
import PostalVote
import Ristretto255
import SQLite
import StrictJSON

/// The journals of postal votes, in `postal.sqlite`: entries are only ever added, and only such as the fold takes.
///
/// One entry is one transaction. An entry that does not follow the newest one is refused as stale, so that two clerks
/// cannot overwrite each other, and a crash between two entries loses neither.
public final class PostalStore: Sendable {
    private let journals: JournalStore
    private let states = Guarded<[JournalID: (journal: Journal, state: PostalState?)]>([:])

    /// Entries may be this many seconds away from the clock of the machine that stores them.
    public static let clockTolerance = PostalState.clockTolerance

    // "UrnP". A teller's numbers wait here until the other one is bound too; `secure_delete` overwrites them afterwards.
    private static let place = JournalStore.Place(
        file: "postal.sqlite",
        application: 0x5572_6E50,
        tables: """
            CREATE TABLE IF NOT EXISTS opening (
                journal BLOB NOT NULL CHECK (length(journal) = 16),
                stack TEXT NOT NULL,
                round INTEGER NOT NULL,
                person TEXT NOT NULL,
                nonce BLOB NOT NULL CHECK (length(nonce) = 16),
                numbers TEXT NOT NULL,
                PRIMARY KEY (journal, stack, round, person)
            ) STRICT, WITHOUT ROWID;
            """
    )

    /// Opens or creates `postal.sqlite` in a folder.
    public init(folder: String) throws(DatabaseError) {
        journals = try JournalStore(folder: folder, place: Self.place)
    }

    /// Writes a copy of a folder's store to a file that must not be there; nothing if the folder has none.
    ///
    /// The numbers of tellers that nobody may see yet are left out: after a restore the round is counted again. Throws a
    /// `DatabaseError`.
    public static func copy(folder: String, to path: String) throws(DatabaseError) {
        try JournalStore.copy(folder: folder, place: place, to: path)
        guard FileManager.default.fileExists(atPath: path) else { return }
        let copy = try Database(path: path, journal: .truncate)
        try copy.execute("DELETE FROM opening")
    }

    /// All postal votes, ascending by id.
    public func all() throws -> [JournalStore.Summary] { try journals.all() }

    /// The ids of all postal votes, ascending, also of those that are damaged.
    public func ids() throws -> [JournalID] { try journals.ids() }

    /// What holds of the journal of a postal vote: all of it, or what comes before a damaged entry; nil for nothing.
    public func soundPart(of id: JournalID) throws -> Journal? {
        do { return try journals.journal(id) } catch let damage as JournalDamage { return damage.sound }
    }

    /// The journal of a postal vote; nil if there is none.
    ///
    /// Throws a `JournalDamage` if it is not what was stored.
    public func journal(_ id: JournalID) throws -> Journal? { try journals.journal(id) }

    /// The state of a postal vote; nil if there is none, or nothing but its opening.
    ///
    /// Throws a ``PostalVote/PostalFault`` for a stored journal that does not hold.
    public func state(_ id: JournalID) throws -> PostalState? {
        guard let journal = try journals.journal(id) else { return nil }
        return try fold(journal)
    }

    /// Adds an entry; entry 0 opens the journal, entry 1 is the start.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - id: the postal vote.
    ///   - opening: the numbers behind the commitment of a `tally`, and only there; kept closed until the other teller is
    ///     bound too.
    ///   - now: the clock; an entry too far away from it is refused, unless the vote is a rehearsal. Nil leaves it out.
    ///   - mayOpen: whether the journal that this entry would open may be opened here; throws to refuse.
    /// - Returns: the new head.
    /// - Throws: a `PostalRefusal`, or an `ErrorCode` as ``Journals/JournalStore`` does.
    public func append(
        _ entry: Event,
        to id: JournalID,
        opening: TallyOpening? = nil,
        now: PostalTime? = nil,
        mayOpen: (Journal) throws -> Void = { _ in }
    ) throws -> Digest {
        let others = entry.n == 1 ? try starts(besides: id) : []
        var after: (journal: Journal, state: PostalState?)?
        let head = try journals.append(
            entry,
            to: id,
            mayOpen: mayOpen,
            mayAppend: { journal in
                let act = try PostalAct(type: entry.type, body: entry.body)
                let before = try foldBefore(journal)
                try check(act, opening, entry, before, now)
                if case .start(let start) = act { try Self.check(start, others) }
                after = (journal, try next(before, journal, entry))
            },
            together: { database in
                try Self.keep(opening, PostalAct(type: entry.type, body: entry.body), id, database)
            }
        )
        if let after { states.withLock { $0[id] = after } }
        return head
    }

    /// The two tallies of a stack in the round that goes on, in the order of their entries.
    ///
    /// Empty until both tellers are bound: nobody can ask for the first one's numbers before the second one's are in.
    public func openings(_ id: JournalID, _ stack: Stack) throws -> [TallyOpening] {
        guard let state = try state(id), let count = state.stacks[stack], count.tellers.count == 2 else { return [] }
        let found = try journals.read { database in
            try database.query(
                "SELECT person, nonce, numbers FROM opening WHERE journal = ? AND stack = ? AND round = ?",
                .blob(id.bytes),
                .text(stack.rawValue),
                .integer(count.round)
            ) { row in
                PersonID(row.text(0)).flatMap { person in
                    TallyNonce(row.blob(1)).map {
                        TallyOpening(
                            p: person,
                            nonce: $0,
                            numbers: row.text(2).split(separator: " ").compactMap { Int($0) }
                        )
                    }
                }
            }
        }
        return count.tellers.compactMap { teller in found.compactMap { $0 }.first { $0.p == teller } }
    }
}

// MARK: - Checks

extension PostalStore {
    private func fold(_ journal: Journal) throws -> PostalState? {
        let known = states.withLock { $0[journal.id] }
        var state: PostalState?
        if let known, known.journal.entries.count <= journal.entries.count,
            known.journal.entries.last == journal.entries[known.journal.entries.count - 1]
        {
            state = known.state
            for entry in journal.entries.dropFirst(known.journal.entries.count) {
                state = try next(state, journal, entry)
            }
        } else {
            state = try PostalState.folding(journal)
        }
        let folded = state
        states.withLock { $0[journal.id] = (journal, folded) }
        return folded
    }

    /// The state before the last entry of a journal.
    private func foldBefore(_ journal: Journal) throws -> PostalState? {
        let known = states.withLock { $0[journal.id] }
        if let known, known.journal.entries.count == journal.entries.count - 1,
            known.journal.head == journal.entries.last?.prev
        {
            return known.state
        }
        var state: PostalState?
        for entry in journal.entries.dropFirst().dropLast() { state = try next(state, journal, entry) }
        return state
    }

    private func next(_ state: PostalState?, _ journal: Journal, _ entry: Event) throws -> PostalState {
        guard var state else { return try PostalState(starting: journal, entry) }
        try state.take(entry)
        return state
    }

    private func check(
        _ act: PostalAct,
        _ opening: TallyOpening?,
        _ entry: Event,
        _ before: PostalState?,
        _ now: PostalTime?
    ) throws(PostalRefusal) {
        var isRehearsal = before?.start.rehearsal ?? false
        if case .start(let start) = act { isRehearsal = start.rehearsal }
        if let now, !isRehearsal, abs(now.secondsSince1970 - act.at.secondsSince1970) > Self.clockTolerance {
            throw PostalRefusal(.clock, ["time": .time(act.at), "now": .time(now)])
        }
        guard case .tally(let tally) = act else {
            guard opening == nil else { throw PostalRefusal(.malformed) }
            return
        }
        guard let opening, opening.p.description == entry.by,
            TallyCommitment.of(opening, stack: tally.stack, round: tally.round) == tally.commit
        else { throw PostalRefusal(.openingDiffers, ["person": .text(entry.by)]) }
        if let field = before?.wrongField(opening.numbers, in: tally.stack) {
            throw PostalRefusal(.field, ["field": before?.nameOfField(field) ?? .text(field)])
        }
    }

    /// The other starts, each by its own entry: what is wrong later in a journal keeps nobody from another vote.
    private func starts(besides id: JournalID) throws -> [PostalAct.Start] {
        try ids().filter { $0 != id }.compactMap { try soundPart(of: $0)?.postalStart }
    }

    /// One vote goes to the post once.
    private static func check(_ start: PostalAct.Start, _ others: [PostalAct.Start]) throws(PostalRefusal) {
        guard !others.contains(where: start.repeats) else { throw PostalRefusal(.sameVoteTwice) }
    }

    private static func keep(
        _ opening: TallyOpening?,
        _ act: PostalAct,
        _ id: JournalID,
        _ database: Database
    ) throws {
        switch act {
        case .tally(let tally):
            guard let opening else { return }
            try database.execute(
                "INSERT INTO opening (journal, stack, round, person, nonce, numbers) VALUES (?, ?, ?, ?, ?, ?)",
                .blob(id.bytes),
                .text(tally.stack.rawValue),
                .integer(tally.round),
                .text(opening.p.description),
                .blob(opening.nonce.bytes),
                .text(opening.numbers.map(String.init).joined(separator: " "))
            )
        case .compare(let compare):
            try database.execute(
                "DELETE FROM opening WHERE journal = ? AND stack = ?",
                .blob(id.bytes),
                .text(compare.stack.rawValue)
            )
        case .sorted, .recountRequested:
            guard Self.endsRound(act) else { return }
            try database.execute("DELETE FROM opening WHERE journal = ?", .blob(id.bytes))
        default: break
        }
    }

    /// Whether the tallies of the round are void with an act, so that their numbers must not lie about.
    private static func endsRound(_ act: PostalAct) -> Bool {
        if case .recountRequested(let request) = act { return request.granted }
        return true
    }
}

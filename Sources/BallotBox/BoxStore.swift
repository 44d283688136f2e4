import BlindToken
import Election
import Files
import Proofs
import Ristretto255
import SQLite

/// The box's half of the server: sealed ballots under the names of their tokens.
///
/// It never sees a member's name. A ballot is stored and its token used up in one statement; there is no way to ask
/// whether a token is used, because the answer would be out of date by the time the ballot is stored.
public final class BoxStore: Sendable {
    private let state: Guarded<BoxState>
    private let casts = SharedTurns<Cast, DLEQProof>()

    /// A ballot whose proofs hold and that is to be stored.
    private struct Cast {
        let line: BoardLine
        let credential: Element
        let vote: VoteID
        let allow: () throws -> Void
    }

    /// Opens or creates `box.sqlite` in a folder.
    ///
    /// Throws a `DatabaseError` if the file cannot be opened or made.
    public init(folder: String) throws(DatabaseError) {
        state = Guarded(try BoxState(folder: folder))
    }

    /// Accepts a ballot, or says why not.
    ///
    /// - Parameters:
    ///   - request: the ballot; an identical one gets the same answer again.
    ///   - vote: the vote.
    ///   - context: what ballots of the vote are checked with.
    ///   - issuer: gives the vote's issuer key; not asked for a ballot that is in the box already.
    ///   - allow: a further condition, asked under the lock that `close` takes too; throws to refuse.
    /// - Returns: the issuer's proof for the token.
    /// - Throws: an ``ErrorCode``, or a `DatabaseError`; the ballot is then not in the box.
    public func cast(
        _ request: CastRequest,
        in vote: VoteID,
        context: BallotContext,
        issuer: @autoclosure () throws -> IssuerKey,
        allow: @escaping () throws -> Void = {}
    ) throws -> DLEQProof {
        let unverified: UnverifiedBallot
        do {
            unverified = try UnverifiedBallot(decoding: request.ballot, rule: context.rule)
        } catch {
            throw ErrorCode.badRequest
        }
        // The slow part, outside the transaction: token, signature, proofs.
        if let proof = try state.withLock({ try $0.stored(unverified.credential, request.ballot, in: vote) }) {
            return proof
        }
        guard try state.withLock({ try $0.isOpen(vote) }) else { throw ErrorCode.wrongState }
        let issuer = try issuer()
        let evaluation = issuer.evaluation(of: context.tokenInput(unverified.credential))
        guard evaluation.evaluatedElement == unverified.token else { throw ErrorCode.badToken }
        let ballot: VerifiedBallot
        do { ballot = try unverified.verified(in: context) } catch { throw ErrorCode.badProof }
        let line = BoardLine(
            trackerHash: ballot.trackerHash,
            ballot: request.ballot,
            tokenProof: issuer.prove(evaluation)
        )

        let cast = Cast(line: line, credential: ballot.credential, vote: vote, allow: allow)
        return try casts.take(cast, store)
    }

    /// Stores several ballots in one transaction; a refusal is one ballot's own, trouble with the store is everybody's.
    private func store(_ casts: [Cast]) throws -> [Result<DLEQProof, any Error>] {
        try state.withLock { state in
            let outcomes: [Result<DLEQProof, any Error>] = try state.transaction { _ in
                try casts.map { cast in
                    do { return .success(try Self.store(cast, state)) } catch let error as DatabaseError {
                        throw error
                    } catch {
                        return .failure(error)
                    }
                }
            }
            // The ballots are in the box; if the rewriting fails, a later one makes it good.
            let votes = Set(casts.map(\.vote))
            if try votes.contains(where: { try !state.hasMore(than: Self.rewrittenEachTime, $0) }) {
                try? state.vacuum()
            }
            return outcomes
        }
    }

    /// Token, state and tracker once more, now under the write lock that `close` takes too.
    private static func store(_ cast: Cast, _ state: BoxState) throws -> DLEQProof {
        if let proof = try state.stored(cast.credential, cast.line.ballot, in: cast.vote) { return proof }
        guard try state.isOpen(cast.vote) else { throw ErrorCode.wrongState }
        try cast.allow()
        try state.insert(cast.line, credential: cast.credential, vote: cast.vote)
        return cast.line.tokenProof
    }

    /// Up to this many ballots, more than any council has members, the file is rewritten after each one, so that it never
    /// shows the order of arrival; beyond that many, rewriting at the close has to do.
    static let rewrittenEachTime = 256

    /// Whether ballots are accepted now.
    ///
    /// Throws a `DatabaseError`.
    public func isOpen(_ vote: VoteID) throws -> Bool {
        try state.withLock { try $0.isOpen(vote) }
    }

    /// Lets ballots in; a box that was closed stays closed.
    ///
    /// Throws a `DatabaseError`.
    public func open(_ vote: VoteID) throws {
        try state.withLock { state in
            guard try !state.isKnown(vote) else { return }
            _ = try state.transaction { database in
                try database.execute(
                    "INSERT INTO box (vote, open) VALUES (?, 1) ON CONFLICT (vote) DO NOTHING",
                    .blob(vote.bytes)
                )
            }
        }
    }

    /// Lets no more ballots in, and runs `body` while none can come: either both happen, or neither.
    ///
    /// Throws a `DatabaseError`, or what `body` throws; the box then stays open.
    public func close<T>(_ vote: VoteID, _ body: () throws -> T) throws -> T {
        try state.withLock { state in
            try state.transaction { database in
                try database.execute(
                    "INSERT INTO box (vote, open) VALUES (?, 0) ON CONFLICT (vote) DO UPDATE SET open = 0",
                    .blob(vote.bytes)
                )
                return try body()
            }
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
        let database = try Database(path: folder + "/box.sqlite", journal: .truncate)
        try database.execute("VACUUM INTO ?", .text(path))
    }

    /// A number that changes when another process has changed the store.
    public func outsideChanges() throws -> Int { try state.withLock { try $0.database.outsideChanges() } }

    /// How many ballots are in the box.
    ///
    /// Throws a `DatabaseError`.
    public func count(of vote: VoteID) throws -> Int {
        try state.withLock { try $0.count(vote) }
    }

    /// The board: all ballots in ascending order of `cx`, so that neither order nor time of casting is left
    /// (protocol section 13.1).
    ///
    /// Throws a `DatabaseError` if a row is damaged.
    public func board(of vote: VoteID) throws -> [BoardLine] {
        try state.withLock { state in
            try state.database.query(
                "SELECT cx, ballot, proof FROM ballot WHERE vote = ? ORDER BY cx",
                .blob(vote.bytes)
            ) { row in
                guard let line = try? BoardLine(row) else { throw state.damaged("a ballot") }
                return line
            }
        }
    }

    /// The error for content that is not what it was.
    public func damaged(_ what: String) -> DatabaseError { state.withLock { $0.damaged(what) } }

    /// Rewrites the file, so that not even the layout of a page tells the order of casting.
    ///
    /// Throws a `DatabaseError`.
    public func vacuum() throws {
        try state.withLock { try $0.vacuum() }
    }

    /// Overwrites and forgets all ballots of a voided vote; nothing is ever decrypted (protocol section 13).
    ///
    /// Throws a `DatabaseError`.
    public func erase(_ vote: VoteID) throws {
        try state.withLock { state in
            guard try state.count(vote) > 0 || state.isOpen(vote) || !state.isKnown(vote) else { return }
            let erased = try state.transaction { database in
                try database.execute(
                    "INSERT INTO box (vote, open) VALUES (?, 0) ON CONFLICT (vote) DO UPDATE SET open = 0",
                    .blob(vote.bytes)
                )
                return try database.execute("DELETE FROM ballot WHERE vote = ?", .blob(vote.bytes))
            }
            if erased > 0 { try state.vacuum() }
        }
    }
}

extension BoardLine {
    fileprivate init(_ row: Row) throws {
        self.init(
            trackerHash: try Digest(decoding: row.blob(0)),
            ballot: row.blob(1),
            tokenProof: try DLEQProof(decoding: row.blob(2))
        )
    }
}

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

    /// Opens or creates `box.sqlite` in a folder.
    public init(folder: String) throws(DatabaseError) {
        state = Guarded(try BoxState(folder: folder))
    }

    /// Accepts a ballot, or says why not.
    ///
    /// An identical ballot gets the same answer again. Throws an ``ErrorCode``.
    public func cast(
        _ request: CastRequest,
        in vote: VoteID,
        context: BallotContext,
        issuer: IssuerKey
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
        let evaluation = issuer.evaluation(of: context.tokenInput(unverified.credential))
        guard evaluation.evaluatedElement == unverified.token else { throw ErrorCode.badToken }
        let ballot: VerifiedBallot
        do { ballot = try unverified.verified(in: context) } catch { throw ErrorCode.badProof }
        let line = BoardLine(
            trackerHash: ballot.trackerHash,
            ballot: request.ballot,
            tokenProof: issuer.prove(evaluation)
        )

        return try state.withLock { state in
            try state.transaction { _ in
                // Token, state and tracker once more, now under the write lock that `close` takes too.
                if let proof = try state.stored(ballot.credential, request.ballot, in: vote) { return proof }
                guard try state.isOpen(vote) else { throw ErrorCode.wrongState }
                try state.insert(line, credential: ballot.credential, vote: vote)
                return line.tokenProof
            }
        }
    }

    /// Whether ballots are accepted now.
    public func isOpen(_ vote: VoteID) throws -> Bool {
        try state.withLock { try $0.isOpen(vote) }
    }

    /// Lets ballots in.
    public func open(_ vote: VoteID) throws {
        try state.withLock { state in
            _ = try state.transaction { database in
                try database.execute(
                    "INSERT INTO box (vote, open) VALUES (?, 1) ON CONFLICT (vote) DO NOTHING",
                    .blob(vote.bytes)
                )
            }
        }
    }

    /// Lets no more ballots in, and runs `body` while none can come: either both happen, or neither.
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

    /// How many ballots are in the box.
    public func count(of vote: VoteID) throws -> Int {
        try state.withLock { state in
            try state.database.query("SELECT count(*) FROM ballot WHERE vote = ?", .blob(vote.bytes)) {
                $0.integer(0)
            }.first ?? 0
        }
    }

    /// The board: all ballots in ascending order of `cx`, so that neither order nor time of casting is left
    /// (protocol section 13.1).
    public func board(of vote: VoteID) throws -> [BoardLine] {
        try state.withLock { state in
            try state.database.query(
                "SELECT cx, ballot, proof FROM ballot WHERE vote = ? ORDER BY cx",
                .blob(vote.bytes)
            ) { try BoardLine($0) }
        }
    }

    /// Rewrites the file, so that not even the layout of a page tells the order of casting.
    public func vacuum() throws {
        try state.withLock { try $0.vacuum() }
    }

    /// Overwrites and forgets all ballots of a voided vote; nothing is ever decrypted (protocol section 13).
    public func erase(_ vote: VoteID) throws {
        try state.withLock { state in
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

import BlindToken
import Election
import Files
import Proofs
import Ristretto255
import SQLite

// Drawing and recovery (protocol section 10).
extension RollStore {
    /// Gives a member the token for their blinded element, once.
    ///
    /// The same request again gets the same answer, in any state until the end; another blinded element is refused.
    /// Throws an ``ErrorCode``.
    public func draw(_ request: DrawRequest, in vote: VoteID, issuer: () throws -> IssuerKey) throws -> DrawAnswer {
        // The slow part, outside the transaction: signature, evaluation, proof.
        let log = try log(of: vote)
        guard let head = log.electionHead else { throw ErrorCode.wrongState }
        guard let member = try member(request.person, of: vote) else { throw ErrorCode.unknownPerson }
        guard request.isSigned(by: member.key, head: head) else { throw ErrorCode.badSignature }
        if let line = member.line { return try Self.again(line, request, log) }
        guard log.allowsDrawing else { throw ErrorCode.wrongState }
        let line = RegisterLine(request, try issuer().blindEvaluate(request.blinded))

        return try draws.take(Draw(line: line, request: request, vote: vote)) { draws in
            try state.withLock { state in
                try state.transaction { _ in
                    try draws.map { draw in
                        // A refusal is one member's own; trouble with the store is everybody's, and nothing is kept.
                        do { return .success(try state.draw(draw)) } catch let error as DatabaseError {
                            throw error
                        } catch {
                            return .failure(error)
                        }
                    }
                }
            }
        }
    }

    /// A token that was made and is to be stored.
    struct Draw {
        let line: RegisterLine
        let request: DrawRequest
        let vote: VoteID
    }

    fileprivate static func again(_ line: RegisterLine, _ request: DrawRequest, _ log: EventLog) throws -> DrawAnswer {
        guard !log.isOver else { throw ErrorCode.wrongState }
        guard line.blinded == request.blinded else { throw ErrorCode.drawn }
        return DrawAnswer(line.evaluation)
    }

    /// Gives a member what was stored at the draw, so that another device can go on with the same token.
    ///
    /// Throws an ``ErrorCode``.
    public func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer {
        let log = try log(of: vote)
        guard let head = log.electionHead else { throw ErrorCode.wrongState }
        guard let member = try member(request.person, of: vote) else { throw ErrorCode.unknownPerson }
        guard request.isSigned(by: member.key, head: head) else { throw ErrorCode.badSignature }
        return try state.withLock { state in
            try state.snapshot { state in
                // State, draw and seed of one moment: a seed erased meanwhile would look like a declined recovery.
                let log = try state.log(of: vote)
                guard log.state == .issuing || log.state == .casting else { throw ErrorCode.wrongState }
                guard let line = try state.member(request.person, of: vote)?.line else { throw ErrorCode.notDrawn }
                let sealed = try state.sealed(request.person, of: vote)
                guard DrawRequest.sealedHash(sealed) == line.sealedHash else { throw state.damaged("a sealed seed") }
                return RecoverAnswer(blinded: line.blinded, sealed: sealed, evaluation: line.evaluation)
            }
        }
    }

    /// The drawn tokens in ascending order of `p`: the lines of `register.jsonl`.
    ///
    /// Throws a `DatabaseError`.
    public func register(of vote: VoteID) throws -> [RegisterLine] {
        try state.withLock { state in
            try state.database.query(
                "SELECT \(Member.columns) FROM member WHERE vote = ? AND drawn = 1 ORDER BY p",
                .blob(vote.bytes)
            ) { try state.member($0) }.compactMap(\.line)
        }
    }

    /// How many members have drawn.
    ///
    /// Throws a `DatabaseError`.
    public func drawCount(of vote: VoteID) throws -> Int {
        try state.withLock { state in
            try state.database.query(
                "SELECT count(*) FROM member WHERE vote = ? AND drawn = 1",
                .blob(vote.bytes)
            ) { $0.integer(0) }.first ?? 0
        }
    }

    /// Overwrites the sealed seeds of a vote, after `close` and after `void` (protocol section 13.6).
    ///
    /// Throws a `DatabaseError`.
    public func eraseSealed(of vote: VoteID) throws {
        try state.withLock { state in
            let erased = try state.transaction { database in
                try database.execute("DELETE FROM sealed.seed WHERE vote = ?", .blob(vote.bytes))
            }
            if erased > 0 { try state.vacuum() }
        }
    }

    /// Rewrites the files once the draws are over, so that not even the layout of a page tells their order.
    ///
    /// Throws a `DatabaseError`.
    public func vacuum() throws {
        try state.withLock { try $0.vacuum() }
    }

    private func member(_ person: PersonID, of vote: VoteID) throws -> Member? {
        try state.withLock { try $0.member(person, of: vote) }
    }
}

extension EventLog {
    /// Whether tokens may be drawn now (protocol section 10).
    var allowsDrawing: Bool {
        state == .issuing || (state == .casting && manifest?.lateIssue == true)
    }
}

/// A member's row.
struct Member {
    static let columns = "p, key, drawn, blinded, sealed_hash, signature, evaluated, proof"

    let key: Element
    /// The draw, if there was one.
    let line: RegisterLine?

    init(_ row: Row) throws {
        key = try Element(decoding: row.blob(1))
        guard row.integer(2) == 1 else {
            line = nil
            return
        }
        guard let person = PersonID(row.text(0)) else { throw ErrorCode.badRequest }
        line = RegisterLine(
            person: person,
            blinded: try BlindedElement(decoding: row.blob(3)),
            sealedHash: try Digest(decoding: row.blob(4)),
            signature: try Signature(decoding: row.blob(5)),
            evaluation: try BlindEvaluation(decodingElement: row.blob(6), proof: row.blob(7))
        )
    }
}

extension RollState {
    /// Reads a member's row.
    func member(_ row: Row) throws(DatabaseError) -> Member {
        guard let member = try? Member(row) else { throw damaged("a member's row") }
        return member
    }

    /// Runs `body` on the state of one moment.
    mutating func snapshot<T>(_ body: (inout RollState) throws -> T) throws -> T {
        // A copy, because the connection's method cannot lend what it belongs to.
        var copy = self
        defer { self = copy }
        return try database.snapshot { try body(&copy) }
    }

    func member(_ person: PersonID, of vote: VoteID) throws -> Member? {
        try database.query(
            "SELECT \(Member.columns) FROM member WHERE vote = ? AND p = ?",
            .blob(vote.bytes),
            .text(person.description)
        ) { try member($0) }.first
    }

    func sealed(_ person: PersonID, of vote: VoteID) throws -> [UInt8] {
        let stored = try database.query(
            "SELECT sealed FROM sealed.seed WHERE vote = ? AND p = ?",
            .blob(vote.bytes),
            .text(person.description)
        ) { $0.blob(0) }.first
        guard let stored, stored.first == 1 else { return [] }
        return Array(stored.dropFirst())
    }

    /// Stores a draw; state and row are looked at once more, under the write lock.
    fileprivate mutating func draw(_ draw: RollStore.Draw) throws -> DrawAnswer {
        let log = try log(of: draw.vote)
        if let line = try member(draw.request.person, of: draw.vote)?.line {
            return try RollStore.again(line, draw.request, log)
        }
        guard log.allowsDrawing else { throw ErrorCode.wrongState }
        try store(draw.line, sealed: draw.request.sealed, vote: draw.vote)
        return DrawAnswer(draw.line.evaluation)
    }

    /// Writes a draw into the member's rows; the row must not have one yet.
    func store(_ line: RegisterLine, sealed: [UInt8], vote: VoteID) throws {
        let changed = try database.execute(
            """
            UPDATE member
            SET drawn = 1, blinded = ?, sealed_hash = ?, signature = ?, evaluated = ?, proof = ?
            WHERE vote = ? AND p = ? AND drawn = 0
            """,
            .blob(line.blinded.encoded),
            .blob(line.sealedHash.encoded),
            .blob(line.signature.encoded),
            .blob(line.evaluation.evaluatedElement.encoded),
            .blob(line.evaluation.proof.encoded),
            .blob(vote.bytes),
            .text(line.person.description)
        )
        guard changed == 1 else { throw ErrorCode.drawn }
        let declined = [UInt8](repeating: 0, count: DrawRequest.sealedByteCount + 1)
        try database.execute(
            "UPDATE sealed.seed SET sealed = ? WHERE vote = ? AND p = ?",
            .blob(sealed.isEmpty ? declined : [1] + sealed),
            .blob(vote.bytes),
            .text(line.person.description)
        )
    }
}

import Election
import Files
import Ristretto255

// What people and programs may read (protocol section 15).
extension VoteServer {
    /// All votes with their public state.
    ///
    /// Throws a `DatabaseError`.
    public func votes() throws -> [VoteSummary] {
        try roll.votes().map { vote in
            let log = try roll.log(of: vote)
            return VoteSummary(vote: vote, state: log.publicState, title: log.manifest?.title ?? "")
        }
    }

    /// What a vote is called; nil if there is none of this id, or it cannot be read.
    public func title(of vote: VoteID) -> String? { try? roll.log(of: vote).manifest?.title }

    /// The public log from an event on.
    ///
    /// Throws as ``VoteService`` says.
    public func log(of vote: VoteID, from: Int) throws -> [UInt8] {
        Self.text(try current(vote).publicEvents, from: from)
    }

    /// The whole log, for officers and tellers.
    ///
    /// Throws as ``VoteService`` says.
    public func log(of vote: VoteID, _ request: ViewRequest) throws -> [UInt8] {
        let log = try roll.log(of: vote)
        try Self.require(request, log, roles: [.officer, .chair] + Role.tellers)
        return Self.text(log.events, from: request.from ?? 0)
    }

    /// The log, after another try at the server's own part if that was interrupted.
    private func current(_ vote: VoteID) throws -> EventLog {
        let log = try roll.log(of: vote)
        guard log.state == .draft || log.state == .closed else { return log }
        // If it fails again, the log as it is can still be read.
        return (try? advance(vote)) ?? log
    }

    /// State and numbers.
    ///
    /// Throws as ``VoteService`` says.
    public func status(of vote: VoteID) throws -> VoteStatus {
        let log = try current(vote)
        return VoteStatus(
            state: log.publicState,
            draws: try log.board?.draws ?? roll.drawCount(of: vote),
            ballots: try log.board?.ballots ?? box.count(of: vote),
            isRestored: restored.contains(vote)
        )
    }

    /// Who has drawn, for officer and chair.
    ///
    /// Throws as ``VoteService`` says.
    public func view(_ vote: VoteID, _ request: ViewRequest) throws -> [PersonID] {
        let log = try roll.log(of: vote)
        try Self.require(request, log, roles: [.officer, .chair])
        return try roll.register(of: vote).map(\.person)
    }

    /// One file of the record as far as it is public.
    ///
    /// Throws as ``VoteService`` says; besides, a `DatabaseError` if the file is not what was published.
    public func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]? {
        let log = try roll.log(of: vote)
        switch file {
        case .log: return Self.text(log.publicEvents, from: 0)
        case .roll: return try roll.rollText(of: vote)
        case .law: return try roll.law(of: vote)
        case .abandonment: return try roll.journal(.abandon, of: vote).map { Array($0.text.utf8) }
        case .lot: return try roll.journal(.lot, of: vote).map { Array($0.text.utf8) }
        case .register: return log.hasBoard ? try registerText(vote) : nil
        case .ballots: return log.hasBoard ? Self.text(try published(log, vote)) : nil
        }
    }

    private static func require(_ request: ViewRequest, _ log: EventLog, roles: [Role]) throws {
        guard let head = log.electionHead else { throw ErrorCode.wrongState }
        guard let role = Role(id: request.by), let officer = log.manifest?.officer(role), roles.contains(role) else {
            throw ErrorCode.wrongState
        }
        guard request.isSigned(by: officer.key, head: head) else { throw ErrorCode.badSignature }
    }

    static func text(_ events: [Event], from: Int) -> [UInt8] {
        Array(events.dropFirst(max(0, from)).map { $0.line + "\n" }.joined().utf8)
    }
}

import BallotBox
import BlindToken
import Election
import Files
import Foundation
import Proofs
import Ristretto255
import Roll
import SealedBallot

/// An act stands in the log, and what the server does after it failed; it goes on at the next call.
public struct Unfinished: Error {
    /// What failed.
    public let reason: any Error

    /// An act whose consequences failed.
    public init(reason: any Error) { self.reason = reason }
}

/// The server of one council: issuer, box and log together.
///
/// The only room besides the programs that holds both halves, and thin for that reason: it hands each half what the
/// protocol gives it, and appends the server's own events when the state allows.
public final class VoteServer: VoteService {
    let folder: DataFolder
    let realm: Realm
    let key: SigningKey
    let roll: RollStore
    let box: BoxStore
    /// Votes that came out of a backup under way: nothing but `void` is left for them.
    ///
    /// Draws and ballots may have come after the copy was made, and this server does not know of them.
    let restored: Set<VoteID>
    let tallies = Guarded<[VoteID: EncryptedTally]>([:])
    private let issuers = Guarded<[VoteID: IssuerKey]>([:])
    /// Votes that could not be brought up to date at the opening, and why; every act on one tries again.
    public var troubles: [VoteID: any Error] { unfinished.withLock { $0 } }
    private let unfinished = Guarded<[VoteID: any Error]>([:])

    /// Opens the stores of a folder and finishes what a crash may have left undone.
    ///
    /// One vote that is damaged or finds the disk full does not keep the others from going on: see ``troubles``. Throws a
    /// `DatabaseError`, a `FileError` or a ``DataFolder/Fault``.
    public init(_ folder: DataFolder) throws {
        self.folder = folder
        realm = try folder.realm()
        key = try folder.keys.serverKey()
        restored = try folder.restored()
        // A core dump would hold the keys.
        CoreDumps.forbid()
        try folder.requireStores()
        roll = try RollStore(folder: folder.path)
        box = try BoxStore(folder: folder.path)
        for vote in try roll.votes() {
            do { try advance(vote) } catch { unfinished.withLock { $0[vote] = error } }
        }
    }

    /// Who the server is.
    public func server() -> ServerInfo {
        ServerInfo(key: key.publicKey, realm: realm)
    }

    // MARK: Events

    /// Makes a vote from its manifest event.
    ///
    /// Only officers whose keys were registered on this machine may.
    /// Throws as ``VoteService`` says; besides, like every call, a `DatabaseError` or a `FileError`.
    public func create(_ event: Event, roll text: [UInt8], law: [UInt8]?) throws -> Digest {
        let manifest: Manifest
        do {
            manifest = try Manifest(parsing: event.body)
            try manifest.check()
        } catch {
            throw Refusal(.badRequest, error.rule)
        }
        let officer = manifest.officer(.officer)
        guard try folder.officers().contains(where: { $0.key == officer?.key }) else {
            throw Refusal(.badSignature, .unknownSigner(officer?.person ?? ""))
        }
        guard manifest.realm == realm else { throw Refusal(.badRequest, .realm) }
        guard manifest.officer(.server)?.key == key.publicKey else { throw Refusal(.badRequest, .officers) }
        let roll: RollFile
        do { roll = try RollFile(file: text) } catch { throw Refusal(.badRequest, error.rule) }
        guard Digest.sha512(text) == manifest.roll else { throw Refusal(.badRequest, .fileHash) }
        guard roll.entries.count == manifest.rollCount else {
            let rule = Rule.lineCount(expected: manifest.rollCount, found: roll.entries.count)
            throw Refusal(.badRequest, rule)
        }
        guard law.map({ Digest.sha512($0) }) == manifest.law else { throw Refusal(.badRequest, .lawHash) }
        do {
            _ = try self.roll.create(event, vote: manifest.vote, roll: roll, text: text, law: law)
        } catch let fault as LogFault {
            throw Refusal(fault)
        }
        return try advance(manifest.vote).head
    }

    /// Appends an officer's or teller's event, and the server's own events that follow from it.
    ///
    /// An event that is in the log already is answered like a new one, because its answer may have been lost.
    /// Throws as ``VoteService`` says; besides, a `DatabaseError`, also for a box that is not what was published.
    public func append(_ event: Event, to vote: VoteID) throws -> Digest {
        let known = try roll.log(of: vote).events
        if event.n < known.count, known[event.n] == event { return try finish(vote) }
        if EventKind(name: event.type) != .void { try requireWhole(vote) }
        do {
            switch EventKind(name: event.type) {
            case .close, .void:
                // No ballot may come between the last look into the box and the event: both are under the box's lock.
                try box.close(vote) { _ = try roll.append(event, to: vote, allow: Self.allow(event)) }
            case .share:
                let sums = try tally(of: vote)
                _ = try roll.append(event, to: vote) { log in
                    try Self.allow(event)(log)
                    try Self.checkShare(event, log, sums)
                }
            default: _ = try roll.append(event, to: vote, allow: Self.allow(event))
            }
        } catch let fault as LogFault {
            throw Refusal(fault)
        }
        return try finish(vote)
    }

    /// What the server does after an act; throws ``Unfinished`` if it fails, because the act itself stands.
    private func finish(_ vote: VoteID) throws -> Digest {
        do { return try advance(vote).head } catch { throw Unfinished(reason: error) }
    }

    /// Keeps an act beside the log; after an abandonment everything is erased that `void` would erase.
    ///
    /// Throws as ``VoteService`` says.
    public func record(_ journal: Journal, of vote: VoteID) throws {
        do { try roll.record(journal, of: vote) } catch let fault as LogFault { throw Refusal(fault) }
        _ = try finish(vote)
    }

    /// Events of the server come from the server alone.
    private static func allow(_ event: Event) -> (EventLog) throws -> Void {
        { _ in if Role(id: event.by) == .server { throw ErrorCode.wrongState } }
    }

    private static func checkShare(_ event: Event, _ log: EventLog, _ tally: EncryptedTally?) throws {
        guard let manifest = log.manifest, let board = log.board, let tally else { throw ErrorCode.wrongState }
        guard board.ballots >= manifest.minimumBallots else {
            throw Refusal(.wrongState, .tooFewBallots(have: board.ballots, need: manifest.minimumBallots))
        }
        guard case .share(_, let shares)? = try? EventContent(.share, body: event.body),
            let number = Role(id: event.by)?.tellerNumber
        else { throw ErrorCode.badRequest }
        guard shares.count == manifest.options.count else {
            throw Refusal(.badRequest, .shareCount(teller: number))
        }
        if let rule = log.shareFault(shares, from: number, sums: tally.sums) { throw Refusal(.badProof, rule) }
    }

    /// The encrypted sums of a published board; computed once.
    ///
    /// Throws a `DatabaseError` if the box is not what was published any more.
    func tally(of vote: VoteID) throws -> EncryptedTally? {
        if let known = tallies.withLock({ $0[vote] }) { return known }
        let log = try roll.log(of: vote)
        guard log.hasBoard, let context = log.ballotContext else { return nil }
        let tally = try EncryptedTally(board: published(log, vote), rule: context.rule)
        tallies.withLock { $0[vote] = tally }
        return tally
    }

    /// `skS`, kept in memory as long as the vote needs it.
    func issuer(_ vote: VoteID) throws -> IssuerKey {
        if let known = issuers.withLock({ $0[vote] }) { return known }
        let key: IssuerKey
        do {
            key = try folder.keys.issuerKey(vote)
        } catch {
            // Erased because the vote has ended meanwhile, or really lost.
            throw try roll.log(of: vote).isOver ? ErrorCode.wrongState : error
        }
        guard try roll.log(of: vote).issuer == key.publicKey else { throw folder.keys.foreignIssuerKey(vote) }
        issuers.withLock { $0[vote] = key }
        return key
    }

    func forgetIssuer(_ vote: VoteID) {
        issuers.withLock { $0[vote] = nil }
        folder.keys.eraseIssuerKey(vote)
    }

    // MARK: Members

    /// Gives a member a token.
    ///
    /// Throws as ``VoteService`` says.
    public func draw(_ request: DrawRequest, in vote: VoteID) throws -> DrawAnswer {
        _ = try ongoing(vote)
        return try roll.draw(request, in: vote) { try issuer(vote) }
    }

    /// Gives a member the token drawn before.
    ///
    /// Throws as ``VoteService`` says.
    public func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer {
        try requireWhole(vote)
        return try roll.recover(request, in: vote)
    }

    /// Takes a ballot.
    ///
    /// Throws as ``VoteService`` says.
    public func cast(_ request: CastRequest, in vote: VoteID) throws -> CastAnswer {
        let log = try ongoing(vote)
        guard let context = log.ballotContext else { throw ErrorCode.wrongState }
        guard request.ballot.count == log.manifest?.ballotByteCount else { throw ErrorCode.badRequest }
        // A crash may have come between the event and the box.
        if log.state == .casting { try box.open(vote) }
        let proof = try box.cast(request, in: vote, context: context, issuer: issuer(vote)) {
            // The log decides. The box's own mark lags behind it if a crash came between the two.
            guard try self.roll.log(of: vote).state == .casting else { throw ErrorCode.wrongState }
        }
        let receipt = Receipt.sign(request.ballot, head: context.head, key: key)
        return CastAnswer(tokenProof: proof, receipt: receipt)
    }

    /// The log of a vote that has not ended; of one that another process ended, nothing is kept here either.
    private func ongoing(_ vote: VoteID) throws -> EventLog {
        let log = try roll.log(of: vote)
        guard !log.isOver else {
            if issuers.withLock({ $0[vote] }) != nil { forgetIssuer(vote) }
            throw ErrorCode.wrongState
        }
        try requireWhole(vote)
        return log
    }

    private func requireWhole(_ vote: VoteID) throws {
        if restored.contains(vote) { throw Refusal(.wrongState, .restored) }
    }
}

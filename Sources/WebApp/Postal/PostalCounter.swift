import Election
import PostalStore
import PostalVote
import Ristretto255
import VoteServer

/// Where entries of postal votes are handed in: what the journal alone cannot say is checked here.
///
/// The command line uses it on the machine's own folder, the server for those who come by HTTP.
public struct PostalCounter: Sendable {
    private let server: VoteServer
    /// The journals.
    public let store: PostalStore

    /// A counter in front of a server's folder.
    public init(_ server: VoteServer) throws {
        self.server = server
        store = try PostalStore(folder: server.dataPath)
    }

    /// Adds an entry.
    ///
    /// A journal is opened by an officer of this machine. A start that follows a voided vote must name that vote as it
    /// stands here: voided, with the head after the void. Throws an `ErrorCode` or a `PostalRefusal`.
    public func append(
        _ entry: Event,
        to id: JournalID,
        opening: TallyOpening?,
        now: PostalTime
    ) throws -> Digest {
        if entry.n == 1, case .start(let start) = try PostalAct(type: entry.type, body: entry.body),
            let vote = start.vote
        {
            let log = try server.publicLog(of: vote)
            guard log.state == .voided, log.head == start.voidHead else { throw PostalRefusal(.voidHead) }
        }
        return try store.append(entry, to: id, opening: opening, now: now) { try server.requireOfficer($0) }
    }

    /// The two tallies of a stack, for whoever compares them; none before both are in.
    public func openings(of id: JournalID, _ stack: Stack) throws -> [TallyOpening] {
        try store.openings(id, stack)
    }
}

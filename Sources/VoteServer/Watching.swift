import Election
import Files
import Ristretto255

/// How far a vote is, without numbers of draws and ballots: cheap to ask, so that thousands may.
public struct VoteMark: Hashable, Sendable {
    /// The vote.
    public let vote: VoteID
    /// State in the public log.
    public let state: VoteState
    /// Number of events in the public log.
    public let events: Int
    /// Whether a journal ended the vote outside its log.
    public let isAbandoned: Bool
    /// Number of all events, also of those that are not public yet; for caches, never for an answer.
    public let length: Int
    /// State in the whole log; for the machine's own log, never for an answer.
    public let innerState: VoteState
    /// Whether register and ballots are public.
    public let hasBoard: Bool
}

extension VoteServer {
    /// How far a vote is.
    public func mark(of vote: VoteID) throws -> VoteMark {
        let log = try roll.log(of: vote)
        return VoteMark(
            vote: vote,
            state: log.publicState,
            events: log.publicEvents.count,
            isAbandoned: log.abandonment != nil,
            length: log.events.count,
            innerState: log.state,
            hasBoard: log.hasBoard
        )
    }

    /// How far all votes are.
    public func marks() throws -> [VoteMark] { try roll.votes().map { try mark(of: $0) } }

    /// A number that changes whenever another process has changed a store.
    ///
    /// What this process itself changes does not count.
    public func outsideChanges() throws -> [Int] { [try roll.outsideChanges(), try box.outsideChanges()] }
}

extension VoteServer {
    /// The folder, for stores that belong to neither half.
    public var dataPath: String { folder.path }

    /// The officers who are registered on this machine.
    public func officers() throws -> [RollEntry] { try folder.officers() }

    /// Throws an ``ErrorCode`` unless a registered officer of this realm opened the journal.
    public func requireOfficer(_ journal: Journal) throws {
        guard journal.realm == realm else { throw ErrorCode.badRequest }
        let opener = journal.people.first { $0.person.description == journal.entries.first?.by }
        guard let key = opener?.key, try folder.officers().contains(where: { $0.key == key }) else {
            throw ErrorCode.badSignature
        }
    }
}

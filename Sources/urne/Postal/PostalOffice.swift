import Election
import HTTPClient
import PostalVote
import RemoteServer
import Ristretto255
import VoteServer
import WebApp

/// Where the journals of postal votes are kept: in a folder on this machine, or on a server.
protocol PostalOffice {
    /// All postal votes, as far as this person may see them.
    func all(for key: PersonKey?) throws -> [JournalID]
    /// One journal.
    func journal(_ id: JournalID, for key: PersonKey?) throws -> Journal
    /// What holds of one, which may be damaged further on; nil for nothing.
    func soundPart(of id: JournalID, for key: PersonKey?) throws -> Journal?
    /// Adds an entry; the numbers of a tally go with it.
    func append(_ entry: Event, to id: JournalID, opening: TallyOpening?, now: PostalTime) throws
    /// The two tallies of a stack, for whoever compares them.
    func openings(of id: JournalID, _ stack: Stack, for key: PersonKey?) throws -> [TallyOpening]
}

/// The folder on this machine.
struct LocalPostal: PostalOffice {
    private let counter: PostalCounter

    init(_ server: VoteServer) throws {
        counter = try PostalCounter(server)
    }

    func all(for key: PersonKey?) throws -> [JournalID] { try counter.store.ids() }

    func journal(_ id: JournalID, for key: PersonKey?) throws -> Journal {
        guard let journal = try counter.store.journal(id) else { throw PostalProblem.none }
        return journal
    }

    func soundPart(of id: JournalID, for key: PersonKey?) throws -> Journal? { try counter.store.soundPart(of: id) }

    func append(_ entry: Event, to id: JournalID, opening: TallyOpening?, now: PostalTime) throws {
        _ = try counter.append(entry, to: id, opening: opening, now: now)
    }

    func openings(of id: JournalID, _ stack: Stack, for key: PersonKey?) throws -> [TallyOpening] {
        try counter.openings(of: id, stack)
    }
}

/// A server behind HTTP, which shows a journal to those who may sign in it.
struct DistantPostal: PostalOffice {
    private let remote: RemotePostal

    init(_ remote: RemotePostal) { self.remote = remote }

    func all(for key: PersonKey?) throws -> [JournalID] { try remote.all(for: Self.needed(key)) }

    func journal(_ id: JournalID, for key: PersonKey?) throws -> Journal {
        try remote.journal(id, for: Self.needed(key))
    }

    // The server refuses a damaged one whole, and checks a start against all of them itself.
    func soundPart(of id: JournalID, for key: PersonKey?) throws -> Journal? {
        do { return try journal(id, for: key) } catch is RemotePostal.Refused { return nil }
    }

    func append(_ entry: Event, to id: JournalID, opening: TallyOpening?, now: PostalTime) throws {
        _ = try remote.append(entry, to: id, opening: opening)
    }

    func openings(of id: JournalID, _ stack: Stack, for key: PersonKey?) throws -> [TallyOpening] {
        try remote.openings(of: id, stack, for: Self.needed(key))
    }

    private static func needed(_ key: PersonKey?) throws -> PersonKey {
        guard let key else { throw Misuse.missingOption("as") }
        return key
    }
}

extension Invocation {
    /// Where postal votes are kept, with the server beside it.
    func postalOffice() throws -> (office: any PostalOffice, server: any VoteService) {
        guard let text = value("server") else {
            let server = try localServer()
            return (try LocalPostal(server), server)
        }
        guard let address = WebAddress(text) else { throw Misuse.badValue(option: "server", text) }
        let client = HTTPClient(trust: value("cacert"))
        return (DistantPostal(try RemotePostal(address, client: client)), try RemoteServer(address, client: client))
    }
}

import CouncilLaw
import Election
import PostalVote
import Ristretto255

/// A vote by post that a test plays step by step; every step is signed and folded like in the store.
public struct PostalPlay {
    /// The journal so far.
    public var journal: Journal
    /// Its state; nil before the start.
    public var state: PostalState?
    /// The keys of those who may sign: `o1` prints, `o2` releases, `z1` to `z4` count, `mayor`.
    public let keys: [String: PersonKey]
    /// The time that the next step takes.
    public var time: PostalTime

    /// Who may sign.
    public static let people = ["o1", "o2", "z1", "z2", "z3", "z4", "mayor"]

    /// A journal with nothing but its opening.
    public init(at time: String = "2026-11-17T20:00:00+01:00", id: JournalID = .random()) throws {
        let realm = Realm.random()
        var keys: [String: PersonKey] = [:]
        for name in Self.people {
            guard let person = PersonID(name) else { throw Misplayed() }
            // A code whose key is 0 does not happen.
            keys[name] = AccessCode.random().key(realm: realm, person: person)
        }
        guard let opener = keys["o1"], let time = PostalTime(time) else { throw Misplayed() }
        let others = keys.values.filter { $0.person != opener.person }.map {
            RollEntry(person: $0.person, name: "Frau \($0.person)", key: $0.publicKey)
        }
        self.keys = keys
        self.time = time
        journal = Journal(
            id,
            openedBy: opener,
            named: "Frau o1",
            besides: others,
            in: realm,
            at: time.description
        )
    }

    /// The test asked for something that the play does not have.
    public struct Misplayed: Error {
        /// A fault of the test.
        public init() {}
    }

    /// Signs an act, folds it, and keeps it; throws a `PostalRefusal` and keeps nothing if it is refused.
    public mutating func add(_ act: PostalAct, by person: String = "o1") throws {
        let event = try entry(act, by: person)
        if state == nil {
            state = try PostalState(starting: journal, event)
        } else {
            try state?.take(event)
        }
        try journal.append(event)
    }

    /// The signed entry of an act, not added.
    public func entry(_ act: PostalAct, by person: String = "o1") throws -> Event {
        guard let key = keys[person] else { throw Misplayed() }
        return Event(
            signedBy: key.signing,
            in: .journal(journal.id),
            n: journal.entries.count,
            prev: journal.head,
            type: act.kind.rawValue,
            by: person,
            body: act.body
        )
    }

    /// Moves the clock.
    public mutating func wait(until text: String) throws {
        guard let time = PostalTime(text) else { throw Misplayed() }
        self.time = time
    }

    /// The state, which must be there.
    public func current() throws -> PostalState {
        guard let state else { throw Misplayed() }
        return state
    }
}

extension PostalPlay {
    /// Takes an entry that was signed before.
    public mutating func take(_ entry: Event) throws {
        if state == nil { state = try PostalState(starting: journal, entry) } else { try state?.take(entry) }
        try journal.append(entry)
    }
}

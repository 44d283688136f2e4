import Election
import Files
import Proofs
import Ristretto255

/// A person's program for one vote: follows the log, remembers it, and signs at most one event at each position.
///
/// What officers, tellers and members do with it stands in extensions, one file each.
public final class Device: Sendable {
    /// The server.
    let service: any VoteService
    /// The person's key.
    let key: PersonKey
    /// The vote.
    public let vote: VoteID
    let place: VotePlace
    let verified: Verified

    /// A person's program for a vote.
    ///
    /// Many devices in one process may share what they have `verified`. Throws a `FileError`.
    public init(
        _ service: any VoteService,
        home: HomeFolder,
        key: PersonKey,
        vote: VoteID,
        verified: Verified = Verified()
    ) throws(FileError) {
        self.service = service
        self.verified = verified
        self.key = key
        self.vote = vote
        place = try home.place(vote, key.person)
        // A core dump would hold the key.
        CoreDumps.forbid()
    }

    var memory: Memory { Memory(place: place) }

    // MARK: Following

    /// Reads the public log, checks all of it (V1 to V8), and compares it with what was seen and signed before.
    ///
    /// Throws a ``DeviceError`` or what the server answers. When the vote is over, the person's secrets are erased.
    @discardableResult
    public func follow(fingerprint: Fingerprint? = nil) throws -> EventLog {
        let log = try compared(.publicLog) { try service.log(of: vote, from: 0) }
        let ended = try log.ended(by: service)
        // A key share is what a count would still need: the teller decides about it (`teller erase`).
        if ended.abandonment != nil, !holdsKeyShare { place.eraseSecrets() }
        if let fingerprint, let head = log.electionHead, Fingerprint(head) != fingerprint {
            throw DeviceError.fingerprintDiffers(actual: Fingerprint(head))
        }
        return ended
    }

    /// Reads the whole log, which officers and tellers may see before it is public.
    ///
    /// Throws a ``DeviceError``, `notInRole` first of all, or what the server answers.
    @discardableResult
    public func followWhole(as role: Role) throws -> EventLog {
        let log = try follow()
        // First of all, so that the answer names the wrong task and not a signature that the server refuses.
        try requireRole(role, in: log)
        guard let head = log.electionHead, !log.isOver else { return log }
        let request = ViewRequest(key: key, role: role, from: 0, head: head)
        let whole = try compared(.wholeLog) { try service.log(of: vote, request) }
        guard whole.heads.starts(with: log.heads) else { throw DeviceError.logRewritten(n: log.heads.count - 1) }
        return whole
    }

    /// The log as it is read, compared with what was seen and signed before it was read.
    ///
    /// Another program of this person may see and sign more while the answer is on its way; then the answer is only old,
    /// and the log is read again.
    private func compared(_ view: Memory.View, _ text: () throws -> [UInt8]) throws -> EventLog {
        while true {
            let before = try place.remembered()
            let log = try read(text())
            do {
                try compare(log, view)
                return log
            } catch let error as DeviceError {
                switch error {
                case .logRewritten, .signedEventMissing: if try place.remembered() == before { throw error }
                default: throw error
                }
            }
        }
    }

    private func read(_ text: [UInt8]) throws -> EventLog {
        let log: EventLog
        do { log = try verified.log(text) } catch { throw DeviceError.brokenLog(error) }
        guard log.manifest?.vote == vote else { throw DeviceError.anotherVote }
        return log
    }

    private func compare(_ log: EventLog, _ view: Memory.View) throws {
        try place.locked {
            try requireSeen(in: log, view)
            var signed = try memory.signed()
            for index in signed.indices {
                let event = signed[index].event
                let isThere = event.n < log.events.count && log.events[event.n] == event
                if signed[index].delivered {
                    // The public log may end before an event that was delivered, but not once the vote is over.
                    let mayBeHidden = view == .publicLog && event.n >= log.events.count && !log.state.isEnd
                    guard isThere || mayBeHidden else { throw DeviceError.signedEventMissing(n: event.n) }
                } else if isThere {
                    signed[index].delivered = true
                }
            }
            if !signed.isEmpty { try memory.store(signed) }
            try memory.remember(log, view)
        }
        if log.state.isEnd { place.eraseSecrets() }
    }

    /// Whatever was seen, in either view, must be in the log; only the public log may be shorter than the whole one,
    /// and only until the end.
    private func requireSeen(in log: EventLog, _ view: Memory.View) throws {
        for other in Memory.View.allCases {
            guard let (n, head) = try memory.seen(other) else { continue }
            if n >= log.heads.count, view == .publicLog, other == .wholeLog, !log.state.isEnd { continue }
            guard n < log.heads.count, log.heads[n] == head else { throw DeviceError.logRewritten(n: n) }
        }
    }

    // MARK: Signing

    /// The role's officer in the manifest; must have this person's key.
    func requireRole(_ role: Role, in log: EventLog) throws {
        guard let officer = log.manifest?.officer(role) else { throw DeviceError.notInRole(role.rawValue) }
        guard officer.person == key.person.description else { throw DeviceError.notInRole(role.rawValue) }
        guard officer.key == key.publicKey else { throw DeviceError.wrongKey }
    }

    /// Signs an event at the current head and hands it in; reads again and signs anew if another one was faster.
    ///
    /// The event is remembered before it is sent. One that was signed for this position before, and perhaps lost on its
    /// way, is sent again as it is; one of this kind that arrived although its answer was lost is all there is to do.
    func sign(_ kind: EventKind, _ role: Role, _ content: (EventLog) throws -> EventContent) throws {
        if try resume(kind, role) { return }
        var length = -1
        while true {
            let log = try followWhole(as: role)
            try requireRole(role, in: log)
            // A server that takes nothing and shows nothing new would keep this going for ever.
            guard log.events.count > length else { throw ErrorCode.staleHead }
            length = log.events.count
            let event = try place.locked { try waitingOrNew(kind, role, log, content) }
            let taken = try deliver(event)
            if taken, event.type == kind.rawValue, event.by == role.rawValue { return }
        }
    }

    /// Whether an event of this kind, signed before, has got into the log without this program knowing.
    func resume(_ kind: EventKind, _ role: Role) throws -> Bool {
        let waiting = try memory.signed().filter { entry in
            !entry.delivered && entry.event.type == kind.rawValue && entry.event.by == role.rawValue
        }
        guard !waiting.isEmpty else { return false }
        let log = try followWhole(as: role)
        guard let arrived = waiting.first(where: { log.events.contains($0.event) }) else { return false }
        // Once more, because a server that was interrupted goes on from here.
        _ = try deliver(arrived.event)
        return true
    }

    /// The event that was signed for the log's next position, or a new one, remembered.
    ///
    /// To be called while the place is locked: two programs of one person must not sign two.
    private func waitingOrNew(
        _ kind: EventKind,
        _ role: Role,
        _ log: EventLog,
        _ content: (EventLog) throws -> EventContent
    ) throws -> Event {
        let n = log.events.count
        let signed = try memory.signed()
        if let waiting = signed.last(where: { $0.event.n == n })?.event {
            guard waiting.prev == log.head else { throw DeviceError.signedOther(n: n, type: waiting.type) }
            return waiting
        }
        let content = try content(log)
        // Not even where the first one was never taken: it could still be put into another log.
        if kind == .open, let first = signed.first(where: { $0.event.type == kind.rawValue }) {
            throw DeviceError.signedOther(n: first.event.n, type: kind.rawValue)
        }
        let event = Event(
            signedBy: key.signing,
            vote: vote,
            n: n,
            prev: log.head,
            kind: kind,
            by: role,
            body: content.body
        )
        // What this program's own rules refuse is never signed for anybody to see.
        var next = log
        do { try next.append(event) } catch { throw Refusal(error) }
        try remember(event)
        return event
    }

    /// Stores an event before it leaves the device; to be called while the place is locked.
    func remember(_ event: Event) throws {
        try memory.store(memory.signed() + [Memory.Signed(event: event, delivered: false)])
    }

    /// Hands an event in; false if another event was faster.
    ///
    /// A refused event stays remembered: whoever refuses it could still put it into the log, so nothing else may be signed
    /// for its position.
    private func deliver(_ event: Event) throws -> Bool {
        do {
            _ = try service.append(event, to: vote)
        } catch let refusal as Refusal where refusal.code == .staleHead {
            return false
        } catch ErrorCode.staleHead {
            return false
        }
        try markDelivered(event)
        return true
    }

    func markDelivered(_ event: Event) throws {
        try place.locked {
            var signed = try memory.signed()
            for index in signed.indices where signed[index].event == event { signed[index].delivered = true }
            try memory.store(signed)
        }
    }
}

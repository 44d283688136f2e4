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

    /// A person's program for a vote.
    ///
    /// Throws a `FileError`.
    public init(_ service: any VoteService, home: HomeFolder, key: PersonKey, vote: VoteID) throws(FileError) {
        self.service = service
        self.key = key
        self.vote = vote
        place = try home.place(vote, key.person)
    }

    var memory: Memory { Memory(place: place) }

    // MARK: Following

    /// Reads the public log, checks all of it (V1 to V8), and compares it with what was seen and signed before.
    ///
    /// Throws a ``DeviceError`` or what the server answers. When the vote is over, the person's secrets are erased.
    @discardableResult
    public func follow(fingerprint: Fingerprint? = nil) throws -> EventLog {
        let log = try read(service.log(of: vote, from: 0))
        try compare(log, .publicLog)
        if let fingerprint, let head = log.electionHead, Fingerprint(head) != fingerprint {
            throw DeviceError.fingerprintDiffers(actual: Fingerprint(head))
        }
        return log
    }

    /// Reads the whole log, which officers and tellers may see before it is public.
    @discardableResult
    public func followWhole(as role: Role) throws -> EventLog {
        let log = try follow()
        guard let head = log.electionHead, !log.state.isEnd else { return log }
        let request = ViewRequest(key: key, role: role, from: 0, head: head)
        let whole = try read(service.log(of: vote, request))
        guard whole.heads.starts(with: log.heads) else { throw DeviceError.logRewritten(n: log.heads.count - 1) }
        try compare(whole, .wholeLog)
        return whole
    }

    private func read(_ text: [UInt8]) throws -> EventLog {
        let log: EventLog
        do { log = try Verified.log(text) } catch { throw DeviceError.brokenLog(error) }
        guard log.manifest?.vote == vote else { throw DeviceError.anotherVote }
        return log
    }

    private func compare(_ log: EventLog, _ view: Memory.View) throws {
        if let (n, head) = try memory.seen(view) {
            guard n < log.heads.count, log.heads[n] == head else { throw DeviceError.logRewritten(n: n) }
        }
        var signed = try memory.signed()
        for index in signed.indices {
            let event = signed[index].event
            let isThere = event.n < log.events.count && log.events[event.n] == event
            if signed[index].delivered {
                guard isThere || (view == .publicLog && event.n >= log.events.count) else {
                    throw DeviceError.signedEventMissing(n: event.n)
                }
            } else if isThere {
                signed[index].delivered = true
            }
        }
        if !signed.isEmpty { try memory.store(signed) }
        try memory.remember(log, view)
        if log.state.isEnd { place.eraseSecrets() }
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
    /// way, is sent again as it is.
    func sign(_ kind: EventKind, _ role: Role, _ content: (EventLog) throws -> EventContent) throws {
        while true {
            let log = try followWhole(as: role)
            try requireRole(role, in: log)
            if let waiting = try memory.signed().last(where: { $0.event.n == log.events.count }) {
                guard waiting.event.prev == log.head else { throw DeviceError.logRewritten(n: log.events.count - 1) }
                if try deliver(waiting.event), waiting.event.type == kind.rawValue { return }
                continue
            }
            let content = try content(log)
            if kind == .open, try memory.signed().contains(where: { $0.event.type == "open" && $0.delivered }) {
                throw DeviceError.signedOther(n: log.events.count, type: "open")
            }
            let event = Event(
                signedBy: key.signing,
                vote: vote,
                n: log.events.count,
                prev: log.head,
                kind: kind,
                by: role,
                body: content.body
            )
            // What this program's own rules refuse is never signed for anybody to see.
            var next = log
            do { try next.append(event) } catch { throw Refusal(error) }
            try remember(event)
            if try deliver(event) { return }
        }
    }

    /// Stores an event before it leaves the device.
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
        var signed = try memory.signed()
        for index in signed.indices where signed[index].event == event { signed[index].delivered = true }
        try memory.store(signed)
    }
}

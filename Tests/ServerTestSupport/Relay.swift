import Devices
import Election
import Foundation
import Ristretto255

/// Something between devices and a server that loses answers, lies, or listens.
public struct Relay: VoteService {
    /// The server behind.
    public var base: any VoteService
    /// Stands in for `append`.
    public var onAppend: (@Sendable (Event) throws -> Digest)?
    /// Stands in for `draw`.
    public var onDraw: (@Sendable (DrawRequest) throws -> DrawAnswer)?
    /// Stands in for `recover`.
    public var onRecover: (@Sendable (RecoverRequest) throws -> RecoverAnswer)?
    /// Stands in for `cast`.
    public var onCast: (@Sendable (CastRequest) throws -> CastAnswer)?
    /// Stands in for `file`.
    public var onFile: (@Sendable (RecordFile) throws -> [UInt8]?)?
    /// Stands in for the public log.
    public var onLog: (@Sendable () throws -> [UInt8])?

    /// What a lost connection looks like.
    public struct Lost: Error {
        /// A lost answer.
        public init() {}
    }

    /// A relay that changes nothing yet.
    public init(_ base: any VoteService) { self.base = base }

    public func server() throws -> ServerInfo { try base.server() }
    public func votes() throws -> [VoteSummary] { try base.votes() }
    public func create(_ event: Event, roll: [UInt8], law: [UInt8]?) throws -> Digest {
        try base.create(event, roll: roll, law: law)
    }
    public func append(_ event: Event, to vote: VoteID) throws -> Digest {
        try onAppend?(event) ?? base.append(event, to: vote)
    }
    public func record(_ journal: Journal, of vote: VoteID) throws { try base.record(journal, of: vote) }
    public func log(of vote: VoteID, from: Int) throws -> [UInt8] { try onLog?() ?? base.log(of: vote, from: from) }
    public func log(of vote: VoteID, _ request: ViewRequest) throws -> [UInt8] { try base.log(of: vote, request) }
    public func status(of vote: VoteID) throws -> VoteStatus { try base.status(of: vote) }
    public func view(_ vote: VoteID, _ request: ViewRequest) throws -> [PersonID] { try base.view(vote, request) }
    public func file(_ file: RecordFile, of vote: VoteID) throws -> [UInt8]? {
        try onFile.map { try $0(file) } ?? base.file(file, of: vote)
    }
    public func draw(_ request: DrawRequest, in vote: VoteID) throws -> DrawAnswer {
        try onDraw?(request) ?? base.draw(request, in: vote)
    }
    public func recover(_ request: RecoverRequest, in vote: VoteID) throws -> RecoverAnswer {
        try onRecover?(request) ?? base.recover(request, in: vote)
    }
    public func cast(_ request: CastRequest, in vote: VoteID) throws -> CastAnswer {
        try onCast?(request) ?? base.cast(request, in: vote)
    }
}

extension Play {
    /// The same vote through a relay that keeps every ballot that is cast.
    public func listeningToCasts() -> (play: Play, heard: Heard<CastRequest>) {
        let heard = Heard<CastRequest>()
        var relay = Relay(service)
        let (base, vote) = (service, vote)
        relay.onCast = { request in
            heard.add(request)
            return try base.cast(request, in: vote)
        }
        return (through(relay), heard)
    }

    /// A ballot that a member sends and that never arrives.
    public func lostCast(_ id: String, _ values: [Int] = [1, 0, 0]) throws -> CastRequest {
        let heard = Heard<CastRequest>()
        var relay = Relay(service)
        relay.onCast = { request in
            heard.add(request)
            throw Relay.Lost()
        }
        let device = try through(relay).device(id)
        do { _ = try device.cast(device.prepare(values)) } catch is Relay.Lost {}
        return heard.items[0]
    }

    /// `m01` to `m03` cast, the officer closes, and `m04` comes too late: their device, and what it threw.
    public func castTooLate() throws -> (device: Device, error: (any Error)?) {
        let device = try device("m04")
        let prepared = try device.prepare([1, 0, 0])
        try cast(["m01", "m02", "m03"])
        try self.device("o1").close()
        do { _ = try device.cast(prepared) } catch { return (device, error) }
        return (device, nil)
    }

    /// The event that makes the vote, with any manifest, signed by any person.
    public func manifestEvent(_ manifest: Manifest, signedBy id: String = "o1") -> Event {
        Event(
            signedBy: town.keys[id]!.signing,
            vote: vote,
            n: 0,
            prev: .zero,
            kind: .manifest,
            by: .officer,
            body: manifest.text
        )
    }
}

/// A list that several threads write.
public final class Heard<Item: Sendable>: @unchecked Sendable {
    // `@unchecked`: `list` is only touched under the lock.
    private var list: [Item] = []
    private let lock = NSLock()

    /// An empty list.
    public init() {}

    /// Adds one.
    public func add(_ item: Item) { lock.withLock { list.append(item) } }

    /// All so far.
    public var items: [Item] { lock.withLock { list } }
}

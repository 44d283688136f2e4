import Devices
import Election
import Foundation
import Ristretto255
import VoteServer

/// One vote, played by the people's own devices against a server.
public struct Play: Sendable {
    /// Whose vote it is.
    public let town: Town
    /// The server, or something that stands before it.
    public var service: any VoteService
    /// The vote.
    public let vote: VoteID
    /// What is voted on.
    public let plan: Plan

    /// A play that is not yet on the server.
    public init(_ town: Town, _ service: any VoteService, _ plan: Plan = .motion, vote: VoteID = .random()) {
        self.town = town
        self.service = service
        self.vote = vote
        self.plan = plan
    }

    /// A vote brought to a state, in folders and on a server of its own.
    public static func at(_ state: VoteState, _ plan: Plan = .motion, members: Int = 4) throws -> Play {
        try Rehearsal.shared.play(state, plan, members).copy()
    }

    /// The same vote and people over copies of all folders, with a newly opened server.
    public func copy() throws -> Play {
        let town = try town.copy()
        return Play(town, try town.server(), plan, vote: vote)
    }

    /// The same vote through another server.
    public func through(_ service: any VoteService) -> Play { Play(town, service, plan, vote: vote) }

    /// A person's program.
    public func device(_ id: String) throws -> Device {
        try Device(service, home: town.home(id), key: town.keys[id]!, vote: vote)
    }

    /// The log as a stranger reads it.
    public var log: EventLog { get throws { try EventLog(file: service.log(of: vote, from: 0)) } }

    // MARK: The acts

    /// The manifest this vote has.
    public func manifest() throws -> Manifest {
        try plan.manifest(vote, town, server: service.server().key, roll: town.roll())
    }

    /// The officer makes the vote.
    public func create() throws { try device("o1").create(manifest(), roll: town.roll(), law: plan.law) }

    /// The tellers' programs run until all have finished.
    public func ceremony() throws {
        for _ in 1...3 { for id in ["z1", "z2", "z3"] { _ = try device(id).ceremony() } }
        for id in ["z1", "z2", "z3"] where try device(id).ceremony() != .finished {
            throw DeviceError.ceremonyNotOurs
        }
    }

    /// Members draw.
    public func draw(_ ids: [String]? = nil) throws {
        for id in ids ?? town.members { try device(id).draw() }
    }

    /// Members cast, in turn the plan's choices.
    @discardableResult
    public func cast(_ ids: [String]? = nil) throws -> [Tracker] {
        try (ids ?? town.members).enumerated().map { number, id in
            let device = try device(id)
            return try device.cast(device.prepare(plan.choices[number % plan.choices.count]))
        }
    }

    /// What the plan's choices add up to.
    public func expectedCounts(voters: Int? = nil) -> [Int] {
        var sums = [Int](repeating: 0, count: plan.options.count)
        for number in 0..<(voters ?? town.members.count) {
            for (option, value) in plan.choices[number % plan.choices.count].enumerated() { sums[option] += value }
        }
        return sums
    }

    /// A teller opens their part, with what the chair read out.
    public func share(_ id: String) throws {
        let log = try log
        try device(id).share(board: Fingerprint(log.boardHead ?? .zero), gap: log.board?.gap)
    }

    static let order: [VoteState] = [.empty, .ceremony, .ready, .issuing, .casting, .boxed, .tallied, .announced]

    /// Plays the vote to a state, from whichever it has.
    public func advance(to state: VoteState) throws {
        let order = Self.order
        var known = try service.votes().first { $0.vote == vote }?.state ?? .empty
        // The public does not see yet that there is a result.
        if known == .tallying { known = try device("c1").followWhole(as: .chair).state }
        guard let start = order.firstIndex(of: known), let end = order.firstIndex(of: state), start < end else {
            return
        }
        for next in order[(start + 1)...end] { try step(to: next) }
    }

    private func step(to state: VoteState) throws {
        switch state {
        case .ceremony: try create()
        case .ready: try ceremony()
        case .issuing: try device("o1").open()
        case .casting:
            try draw()
            try device("o1").cast()
        case .boxed:
            try cast()
            try device("o1").close()
        case .tallied: for id in ["z1", "z2", "z3"].prefix(plan.threshold) { try share(id) }
        case .announced:
            for id in ["z1", "z2", "z3"] { _ = try device(id).signResult() }
            try device("c1").announce()
        default: break
        }
    }

    // MARK: The end

    /// The record as the public gets it from the server.
    public func record() throws -> RecordFiles {
        var files = RecordFiles([.log: try service.log(of: vote, from: 0)])
        for file in RecordFile.allCases where file != .log { files[file] = try service.file(file, of: vote) }
        return files
    }

    /// What a verifier says about it.
    public func verify() throws -> VerificationReport { try Verifier().verify(record()) }

    /// What a verifier says about the folder that the server published.
    public func verifyPublished() throws -> VerificationReport {
        Verifier().verify(try RecordFolder.read("\(town.data)/records/\(vote)"))
    }
}

/// Votes played to each state once, for tests to go on from copies.
private final class Rehearsal: @unchecked Sendable {
    // `@unchecked`: `known` is only touched under the lock.
    static let shared = Rehearsal()
    private struct Key: Hashable {
        let state: VoteState
        let plan: Plan
        let members: Int
    }
    private var known: [Key: Play] = [:]
    private let lock = NSRecursiveLock()

    func play(_ state: VoteState, _ plan: Plan, _ members: Int) throws -> Play {
        try lock.withLock {
            let key = Key(state: state, plan: plan, members: members)
            if let play = known[key] { return play }
            let play: Play
            if let index = Play.order.firstIndex(of: state), index > 1 {
                play = try self.play(Play.order[index - 1], plan, members).copy()
            } else {
                let town = try Town(members: members)
                play = Play(town, try town.server(), plan)
            }
            try play.advance(to: state)
            known[key] = play
            return play
        }
    }
}

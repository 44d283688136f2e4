import Devices
import Election
import Files
import Foundation
import SealedBallot
import Synchronization

/// Many members' devices in one process, each with a folder of its own, as if all were in the room at once.
///
/// A rehearsal: the choices are chance, and one process sees them all, which a real vote never lets happen.
public struct Crowd: Sendable {
    /// What the members do.
    public enum Act: String, CaseIterable, Sendable {
        case draw, vote
    }

    /// How it went.
    public struct Outcome: Sendable {
        /// Members who have done it.
        public let done: Int
        /// Members whose device stopped, in the order it happened.
        public let failures: [(person: PersonID, error: any Error)]
        /// Seconds from the first to the last.
        public let seconds: Double
        /// Seconds of computing on all cores together; the rest is waiting, mostly for the disk.
        public let computing: Double
    }

    private let service: any VoteService
    private let vote: VoteID
    private let homes: String
    private let key: @Sendable (PersonID) throws -> PersonKey
    /// All devices share one; else each would check the whole roll.
    private let verified = Verified()

    /// A crowd for one vote.
    ///
    /// - Parameters:
    ///   - service: the server.
    ///   - vote: the vote.
    ///   - homes: the folder in which each person gets one.
    ///   - key: a person's key, from their access code.
    public init(
        _ service: any VoteService,
        vote: VoteID,
        homes: String,
        key: @escaping @Sendable (PersonID) throws -> PersonKey
    ) {
        self.service = service
        self.vote = vote
        self.homes = homes
        self.key = key
    }

    /// Lets members act, in random order and on all cores.
    ///
    /// Those who have a token or have cast already are passed over.
    ///
    /// - Parameters:
    ///   - act: what they do.
    ///   - count: how many; nil for all that can.
    ///   - progress: is told how many are through, and of how many.
    /// - Returns: who has done it, and whose device stopped.
    /// - Throws: ``BenchFault/tooFewMembers(have:need:)`` if fewer than `count` are left, or what the server answers.
    public func run(
        _ act: Act,
        count: Int?,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> Outcome {
        let log = try EventLog(file: service.log(of: vote, from: 0))
        guard let rule = log.manifest?.rule, let text = try service.file(.roll, of: vote) else {
            throw ErrorCode.wrongState
        }
        try PrivateFolder.ensure(homes)
        let able = try RollFile(file: text).entries.map(\.person).filter { try canStill(act, $0) }.shuffled()
        if let count, able.count < count { throw BenchFault.tooFewMembers(have: able.count, need: count) }
        let acting = Array(able.prefix(count ?? able.count))
        let state = Mutex<(done: Int, failures: [(PersonID, any Error)])>((0, []))
        let start = (wall: Clock.wall(), cpu: Clock.process())
        inParallel(acting) { person in
            var failure: (any Error)?
            do { try self.act(act, person, rule) } catch { failure = error }
            let through = state.withLock { state in
                if let failure { state.failures.append((person, failure)) } else { state.done += 1 }
                return state.done + state.failures.count
            }
            progress(through, acting.count)
        }
        let (done, failures) = state.withLock { $0 }
        return Outcome(
            done: done,
            failures: failures.map { (person: $0.0, error: $0.1) },
            seconds: Double(Clock.wall() - start.wall) / 1e9,
            computing: Double(Clock.process() - start.cpu) / 1e9
        )
    }

    /// Many more threads than cores: nearly all of them wait for the disk, which flushes the files of several at once.
    private func inParallel(_ people: [PersonID], _ body: @escaping @Sendable (PersonID) -> Void) {
        let next = Turn()
        let workers = min(people.count, 8 * ProcessInfo.processInfo.activeProcessorCount)
        let group = DispatchGroup()
        for _ in 0..<workers {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                while true {
                    let index = next.next()
                    guard index < people.count else { return }
                    body(people[index])
                }
            }
        }
        group.wait()
    }

    private func device(_ person: PersonID) throws -> Device {
        let home = try HomeFolder("\(homes)/\(person)")
        return try Device(service, home: home, key: key(person), vote: vote, verified: verified)
    }

    private func canStill(_ act: Act, _ person: PersonID) throws -> Bool {
        let device = try device(person)
        return switch act {
        case .draw: !device.hasToken
        case .vote: device.hasToken && !device.hasReceipt
        }
    }

    private func act(_ act: Act, _ person: PersonID, _ rule: SelectionRule) throws {
        let device = try device(person)
        switch act {
        case .draw: try device.draw()
        case .vote:
            while true {
                if device.hasCast {
                    // Sent before, and the answer was lost.
                    try device.castAgain()
                    return
                }
                do {
                    _ = try device.cast(device.prepare(RandomChoice.values(rule)))
                    return
                } catch ErrorCode.duplicateTracker {
                    // Two ballots with one tracker have never been seen; the member encrypts afresh.
                }
            }
        }
    }
}

/// Gives each worker the next position.
private final class Turn: Sendable {
    private let position = Atomic<Int>(0)

    func next() -> Int { position.add(1, ordering: .relaxed).oldValue }
}

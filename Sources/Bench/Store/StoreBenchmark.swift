import Election
import Files
import Foundation
import Synchronization

/// Measures drawing and casting on a real server folder, with everything that must be on disk before the answer.
public struct StoreBenchmark {
    /// One step on the server; all times in nanoseconds.
    public struct Row: Sendable {
        /// Computing time of the step without the commit, beside its primitives.
        public let computing: BenchResult.Row
        /// Median of the rest of the time on the clock: writing and flushing the transaction, and rewriting a small box.
        public let disk: Double
        /// How often it was measured.
        public let rounds: Int
    }

    /// The two steps that store something.
    private enum Act: String, CaseIterable {
        case draw, cast
    }

    private let votes: [(form: Form, rehearsal: Rehearsal)]
    private var samples: [[Act: (computing: Samples, disk: Samples)]]
    private var next = 0

    /// Makes one vote for each kind of ballot in a folder that does not exist yet.
    ///
    /// `members` is how many each vote has, and so the largest number of rounds.
    /// Throws a `FileError`, a `DatabaseError`, or what a device or the server refuses.
    public init(folder: String, members: Int = 400) throws {
        votes = try Form.allCases.map { form in
            let path = "\(folder)/\(form.rawValue)"
            let rehearsal = try Rehearsal(folder: path, form: form, members: members, lateIssue: true)
            try rehearsal.open()
            try rehearsal.cast()
            return (form, rehearsal)
        }
        samples = votes.map { _ in [:] }
    }

    /// Lets one more member of each vote draw and cast; false when there is none left.
    ///
    /// Throws a `DatabaseError`, or what a device or the server refuses.
    public mutating func round() throws -> Bool {
        guard next < votes[0].rehearsal.members.count else { return false }
        for index in votes.indices { try round(index) }
        next += 1
        return true
    }

    private mutating func round(_ index: Int) throws {
        let rehearsal = votes[index].rehearsal
        let server = rehearsal.server
        let vote = rehearsal.vote
        let member = rehearsal.members[next]
        guard let context = try EventLog(file: server.log(of: vote, from: 0)).ballotContext else {
            throw BenchFault.wrongResult("log")
        }
        let secret = DrawSecret.random(key: member, head: context.head)
        let draw = secret.request(key: member, head: context.head)
        let answer = try measure(.draw, index) { try server.draw(draw, in: vote) }
        let token = try secret.token(from: answer.evaluation, key: member, context: context)
        let prepared = try PreparedBallot(RandomChoice.values(context.rule), context: context)
        let cast = CastRequest(ballot: prepared.seal(with: token).encoded)
        _ = try measure(.cast, index) { try server.cast(cast, in: vote) }
    }

    private mutating func measure<T>(_ act: Act, _ index: Int, _ body: () throws -> T) throws -> T {
        let commits = CommitClock()
        WritePoint.setHook { commits.reach($0) }
        defer { WritePoint.setHook(nil) }
        let start = (cpu: Clock.cpu(), wall: Clock.wall())
        let result = try body()
        let computing = Double(Clock.cpu() - start.cpu - commits.total)
        let whole = Double(Clock.wall() - start.wall)
        samples[index][act, default: (Samples(), Samples())].computing.add(computing)
        samples[index][act, default: (Samples(), Samples())].disk.add(whole - computing)
        return result
    }

    /// What was found so far, beside primitives measured in the same run.
    public func rows(_ primitives: [Primitive: Double]) -> [Row] {
        Act.allCases.flatMap { act in
            votes.indices.compactMap { index in
                guard let found = samples[index][act], act == .cast || index == 0 else { return nil }
                let form = votes[index].form
                let computing = BenchResult.Row(
                    name: act.rawValue,
                    form: act == .cast ? form : nil,
                    time: found.computing.median,
                    cost: act == .cast ? .cast(form.rule) : .draw,
                    primitives: primitives
                )
                return Row(computing: computing, disk: found.disk.median, rounds: found.disk.count)
            }
        }
    }
}

/// Adds up the computing time of the commits of one thread.
private final class CommitClock: Sendable {
    private let state = Mutex((start: UInt64(0), total: UInt64(0)))
    private let thread = pthread_self()

    var total: UInt64 { state.withLock { $0.total } }

    func reach(_ point: String) {
        // The hook hears of every thread's commits.
        guard pthread_equal(thread, pthread_self()) != 0 else { return }
        let now = Clock.cpu()
        state.withLock { state in
            switch point {
            case "before COMMIT": state.start = now
            case "after COMMIT": state.total += now - state.start
            default: break
            }
        }
    }
}

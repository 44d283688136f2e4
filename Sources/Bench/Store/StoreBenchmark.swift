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
        /// Median time on the wall in which SQLite writes and flushes the transaction.
        public let commit: Double
        /// How often it was measured.
        public let rounds: Int
    }

    /// The two steps that store something.
    private enum Act: String, CaseIterable {
        case draw, cast
    }

    private let votes: [(form: Form, rehearsal: Rehearsal)]
    private var samples: [[Act: (computing: Samples, commit: Samples)]]
    private var next = 0

    /// Makes one vote for each kind of ballot in a folder that does not exist yet.
    ///
    /// `members` is how many each vote has, and so the largest number of rounds.
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
        let start = Clock.cpu()
        let result = try body()
        let (cpu, wall) = commits.total
        samples[index][act, default: (Samples(), Samples())].computing.add(Double(Clock.cpu() - start - cpu))
        samples[index][act, default: (Samples(), Samples())].commit.add(Double(wall))
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
                return Row(computing: computing, commit: found.commit.median, rounds: found.commit.count)
            }
        }
    }
}

/// Adds up the time between the beginning and the end of the commits of one thread, on both clocks.
private final class CommitClock: Sendable {
    private struct State {
        var start = (cpu: UInt64(0), wall: UInt64(0))
        var total = (cpu: UInt64(0), wall: UInt64(0))
    }

    private let state = Mutex(State())
    private let thread = pthread_self()

    var total: (cpu: UInt64, wall: UInt64) { state.withLock { $0.total } }

    func reach(_ point: String) {
        // The hook hears of every thread's commits.
        guard pthread_equal(thread, pthread_self()) != 0 else { return }
        let now = (cpu: Clock.cpu(), wall: Clock.wall())
        state.withLock { state in
            switch point {
            case "before COMMIT": state.start = now
            case "after COMMIT":
                state.total.cpu += now.cpu - state.start.cpu
                state.total.wall += now.wall - state.start.wall
            default: break
            }
        }
    }
}

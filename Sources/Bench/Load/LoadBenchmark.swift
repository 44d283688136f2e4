import Devices
import Election
import Files
import Foundation
import Ristretto255
import StrictJSON
import Synchronization

/// Many members at once against a running server over HTTP on this machine, as `urne serve` answers them.
///
/// The members' requests are made beforehand: only the server's work and the way to it are measured. Server and clients
/// share the machine's cores.
public struct LoadBenchmark {
    /// How one kind of request went.
    public struct Row: Sendable {
        /// `draw`, `cast` or `wait`.
        public let name: String
        /// Requests.
        public let count: Int
        /// Requests without the expected answer.
        public let errors: Int
        /// Seconds from the first request to the last answer; for `wait`, from the change of state.
        public let seconds: Double
        /// Half of the answers came within so many milliseconds.
        public let median: Double
        /// 99 of 100 answers came within so many milliseconds.
        public let late: Double
    }

    private let rehearsal: Rehearsal
    private let server: ServerProcess
    private let context: BallotContext
    /// Requests at once.
    private let width: Int

    /// Makes a vote in a folder that does not exist yet, and starts a server on it.
    ///
    /// - Parameters:
    ///   - folder: gets everything.
    ///   - members: how many.
    ///   - program: the program `urne`.
    ///   - width: how many members send at the same moment.
    /// - Throws: what server and devices throw, or if the program cannot be started.
    public init(folder: String, members: Int, program: String, width: Int = 64) throws {
        rehearsal = try Rehearsal(folder: folder, form: .motion, members: members, lateIssue: false)
        try rehearsal.open()
        guard let context = try EventLog(file: rehearsal.server.log(of: rehearsal.vote, from: 0)).ballotContext else {
            throw BenchFault.wrongResult("log")
        }
        self.context = context
        self.width = width
        Self.raiseFileLimit()
        server = try ServerProcess(program, data: folder + "/server")
    }

    /// Every waiting member is an open file of this process.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Lets all draw, wait for the casting, and cast; then closes and compares the counts.
    ///
    /// `progress` is told the name of each step.
    public func run(progress: (String) -> Void = { _ in }) throws -> [Row] {
        defer { server.stop() }
        let vote = rehearsal.vote
        let context = context
        progress("draw")
        let secrets = parallel(rehearsal.members) { member in
            let secret = DrawSecret.random(key: member, head: context.head)
            return (secret, secret.request(key: member, head: context.head).text)
        }
        let (draws, answers) = burst("draw", secrets.map(\.1), "/v1/\(vote)/draw", server.issuerPort)
        progress("wait")
        let wait = try waiting()
        progress("cast")
        let prepared: [String?] = parallel(Array(zip(rehearsal.members, zip(secrets.map(\.0), answers)))) { item in
            let (member, (secret, answer)) = item
            guard let answer = try? DrawAnswer(text: Array(answer)),
                let token = try? secret.token(from: answer.evaluation, key: member, context: context),
                let ballot = try? PreparedBallot(RandomChoice.values(context.rule), context: context)
            else { return nil }
            return CastRequest(ballot: ballot.seal(with: token).encoded).text
        }
        let (casts, _) = burst("cast", prepared.compactMap { $0 }, "/v1/\(vote)/cast", server.boxPort)
        try rehearsal.close()
        let status = try rehearsal.server.status(of: vote)
        guard status.draws == rehearsal.members.count - draws.errors, status.ballots == casts.count - casts.errors
        else {
            throw BenchFault.wrongResult("box")
        }
        return [draws, wait, casts]
    }

    /// Sends all requests, `width` at once.
    private func burst(_ name: String, _ bodies: [String], _ path: String, _ port: UInt16) -> (Row, [[UInt8]]) {
        let requests = bodies.map { LoadClient.request("POST", path, port: port, body: $0) }
        let start = Clock.wall()
        let results = parallel(requests, width: width) { request in
            let start = Clock.wall()
            let answer = LoadClient.send(request, port: port)
            return (time: Double(Clock.wall() - start) / 1e6, status: answer?.status, body: Array(answer?.body ?? []))
        }
        let seconds = Double(Clock.wall() - start) / 1e9
        let row = row(name, results.map(\.time), errors: results.count { $0.status != 200 }, seconds)
        return (row, results.map(\.body))
    }

    private func row(_ name: String, _ times: [Double], errors: Int, _ seconds: Double) -> Row {
        let sorted = times.sorted()
        func part(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }
        return Row(
            name: name,
            count: times.count,
            errors: errors,
            seconds: seconds,
            median: part(0.5),
            late: part(0.99)
        )
    }

    /// Every member's page waits for the casting; tells how long after the officer's act each one hears of it.
    private func waiting() throws -> Row {
        let request = LoadClient.request("GET", "/v1/\(rehearsal.vote)/wait?state=issuing", port: server.issuerPort)
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        for _ in rehearsal.members {
            let socket = LoadClient.connect(server.issuerPort)
            if socket >= 0, LoadClient.write(request, to: socket) { sockets.append(socket) }
        }
        // Until the last one sleeps at the server.
        Thread.sleep(forTimeInterval: 1)
        try rehearsal.cast()
        let start = Clock.wall()
        var times: [Double] = []
        var polled = sockets.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while !polled.isEmpty, unsafe poll(&polled, nfds_t(polled.count), 5000) > 0 {
            let now = Double(Clock.wall() - start) / 1e6
            times += polled.filter { $0.revents != 0 }.map { _ in now }
            polled = polled.filter { $0.revents == 0 }.map { pollfd(fd: $0.fd, events: Int16(POLLIN), revents: 0) }
        }
        let missing = rehearsal.members.count - times.count
        return row("wait", times, errors: missing, (times.max() ?? 0) / 1000)
    }

    /// One result for each item, computed by several threads.
    private func parallel<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        width: Int = ProcessInfo.processInfo.activeProcessorCount,
        _ body: @escaping @Sendable (Item) -> Result
    ) -> [Result] {
        let position = Position()
        let results = Guarded([Result?](repeating: nil, count: items.count))
        let group = DispatchGroup()
        for _ in 0..<min(width, items.count) {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                while let index = position.next(below: items.count) {
                    let result = body(items[index])
                    results.withLock { $0[index] = result }
                }
            }
        }
        group.wait()
        return results.withLock { $0 }.compactMap { $0 }
    }
}

/// Gives each thread the next item.
private final class Position: Sendable {
    private let value = Atomic<Int>(0)

    func next(below count: Int) -> Int? {
        let index = value.add(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }
}

/// `urne serve` in a process of its own.
private final class ServerProcess {
    let issuerPort: UInt16
    let boxPort: UInt16
    private let process = Process()

    init(_ program: String, data: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program).resolvingSymlinksInPath()
        let addresses = ["--listen", "127.0.0.1:0", "--box-listen", "127.0.0.1:0"]
        process.arguments = ["serve", "--data", data, "--json"] + addresses
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while line.last != 0x0A, let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
            line += byte
        }
        let fields = try Fields(parsing: line.dropLast(), exactly: ["issuer", "box"])
        func port(_ name: String) throws -> UInt16 {
            guard let port = UInt16(try fields.string(name).split(separator: ":").last ?? "") else {
                throw BenchFault.wrongResult("serve")
            }
            return port
        }
        issuerPort = try port("issuer")
        boxPort = try port("box")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

import Foundation
import Synchronization

/// One connection as the daemon's reaper sees it.
final class Connection: Sendable {
    let number: UInt64
    let socket: Int32
    unowned let table: Connections

    init(_ number: UInt64, _ socket: Int32, _ table: Connections) {
        self.number = number
        self.socket = socket
        self.table = table
    }
}

/// All open connections with the moment at which each is cut.
///
/// libmicrohttpd only knows how long a connection has been silent; a sender that drips one byte at a time would never be
/// silent. Here every stage of a request has an end, whatever comes meanwhile. A connection is cut by shutting its socket
/// down under the lock under which it is also struck off before its socket is closed, so a reused socket is never hit.
final class Connections: Sendable {
    private struct Entry {
        let socket: Int32
        var deadline: Double
        /// Whether its head has come.
        var isKnown = false
    }
    private struct State {
        var entries: [UInt64: Entry] = [:]
        var next: UInt64 = 0
        var oldestUnknown: UInt64 = 0
        /// When the daemon stops, the moment at which whoever still sends or takes is cut.
        var end = Double.infinity
        var requests = 0
        /// Whether no request may begin any more.
        var isClosed = false
        var cut = 0
    }
    private let state = Mutex(State())
    private let limits: HTTPLimits

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// Seconds on a clock that nobody sets.
    static func now() -> Double { ProcessInfo.processInfo.systemUptime }

    func opened(_ socket: Int32) -> Connection {
        let now = Self.now()
        return state.withLock { state in
            let number = state.next
            state.next += 1
            state.entries[number] = Entry(socket: socket, deadline: now + limits.headSeconds)
            if state.entries.count > limits.connections * 9 / 10 { Self.cutOldestUnknown(&state) }
            return Connection(number, socket, self)
        }
    }

    /// Makes room: whoever has been connected longest without a request goes first.
    private static func cutOldestUnknown(_ state: inout State) {
        while state.oldestUnknown < state.next {
            let number = state.oldestUnknown
            state.oldestUnknown += 1
            guard let entry = state.entries[number], !entry.isKnown else { continue }
            shutdown(entry.socket, Int32(SHUT_RDWR))
            state.cut += 1
            return
        }
    }

    func closed(_ connection: Connection) {
        state.withLock { _ = $0.entries.removeValue(forKey: connection.number) }
    }

    /// Counts a request whose head has come; false if it came after the end.
    func began(_ connection: Connection, bodyLimit: Int) -> Bool {
        let deadline = Self.now() + limits.requestSeconds + Double(bodyLimit >> 20)
        return state.withLock { state in
            guard !state.isClosed else { return false }
            state.requests += 1
            state.entries[connection.number]?.isKnown = true
            state.entries[connection.number]?.deadline = deadline
            return true
        }
    }

    /// No end while the service works on the request.
    func isWorkedOn(_ connection: Connection) {
        state.withLock { $0.entries[connection.number]?.deadline = .infinity }
    }

    func isAnswered(_ connection: Connection, bytes: Int) {
        let deadline = Self.now() + limits.answerSeconds + Double(bytes) / Double(64 << 10)
        state.withLock { $0.entries[connection.number]?.deadline = min(deadline, $0.end) }
    }

    func completed() { state.withLock { $0.requests -= 1 } }

    /// Cuts whoever is too late; after `stop` also everybody who has not sent a whole request.
    func reap() {
        let now = Self.now()
        state.withLock { state in
            for (number, entry) in state.entries where entry.deadline <= now {
                shutdown(entry.socket, Int32(SHUT_RDWR))
                state.cut += 1
                // Once is enough; the entry goes when the daemon has noticed.
                state.entries[number]?.deadline = .infinity
            }
        }
    }

    /// Gives requests that are still being sent or taken a few seconds.
    func stop(within seconds: Double) {
        let end = Self.now() + seconds
        state.withLock { state in
            state.end = end
            for (number, entry) in state.entries where entry.deadline != .infinity {
                state.entries[number]?.deadline = min(entry.deadline, end)
            }
        }
    }

    /// Lets no request begin any more, if all that had begun have come to their end.
    ///
    /// One that began after the last look would be put to sleep in a daemon that is being taken down, which
    /// libmicrohttpd answers with the end of the process.
    func closeWhenIdle() -> Bool {
        state.withLock { state in
            state.isClosed = state.requests == 0
            return state.isClosed
        }
    }

    /// Requests that have begun and have not been answered to the end.
    var requests: Int { state.withLock { $0.requests } }

    /// Open connections.
    var count: Int { state.withLock { $0.entries.count } }

    /// Connections cut so far.
    var cut: Int { state.withLock { $0.cut } }
}

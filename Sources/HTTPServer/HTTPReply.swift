import CMicroHTTPD
import Foundation
import Synchronization

/// Where the answer to one request goes; used once, from any thread.
///
/// A reply that is let go without an answer answers by itself that there is none, so no connection can be forgotten.
@safe public final class HTTPReply: Sendable {
    // Guarded by the exchange's lock; the connection stays valid while it is suspended, and only this object resumes it.
    private let exchange: Exchange

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    deinit { exchange.answer(exchange.service.refusal(.unanswered)) }

    /// Answers; a second answer is ignored.
    public func send(_ response: HTTPResponse) { exchange.answer(response) }
}

/// One request on its way through the daemon.
///
/// `@unchecked`: `request` and `discarded` are touched by the daemon's thread alone until the connection is suspended and
/// never after; `answer` and `isSuspended` only under the lock.
@safe final class Exchange: @unchecked Sendable {
    let service: any HTTPService
    let connection: Connection
    let limit: Int
    var request: HTTPRequest
    /// Set once the body is larger than allowed; what still comes is thrown away.
    var fault: HTTPFault?
    private let budget: Budget
    private var reserved = 0
    private let handle: OpaquePointer
    private let lock = NSLock()
    private var response: HTTPResponse?
    private var isSuspended = false

    init(_ handle: OpaquePointer, _ core: Core, _ connection: Connection, _ request: HTTPRequest) {
        unsafe self.handle = unsafe handle
        service = core.service
        budget = core.budget
        self.connection = connection
        self.request = request
        limit = service.bodyLimit(request)
    }

    deinit { budget.release(reserved) }

    /// Takes a piece of the body.
    func take(_ bytes: UnsafeRawBufferPointer) {
        guard fault == nil else { return }
        guard bytes.count <= limit - request.body.count else { return refuse(.tooLarge) }
        guard hasRoom(bytes.count) else { return refuse(.noRoom) }
        unsafe request.body.append(contentsOf: bytes)
    }

    private func refuse(_ fault: HTTPFault) {
        self.fault = fault
        request.body = []
        budget.release(reserved)
        reserved = 0
    }

    /// Whether there is memory for so much more of a large body.
    private func hasRoom(_ count: Int) -> Bool {
        guard request.body.count + count > Budget.small else { return true }
        guard budget.reserve(count) else { return false }
        reserved += count
        return true
    }

    /// Puts the connection to sleep until there is an answer.
    func suspend() {
        lock.withLock {
            isSuspended = true
            unsafe MHD_suspend_connection(handle)
        }
    }

    /// Keeps the answer and wakes the connection.
    func answer(_ response: HTTPResponse) {
        lock.withLock {
            guard isSuspended, self.response == nil else { return }
            self.response = response
            isSuspended = false
            unsafe MHD_resume_connection(handle)
        }
    }

    /// The answer, if there is one.
    var answer: HTTPResponse? { lock.withLock { response } }
}

/// What is left of the memory for large bodies (``HTTPLimits/largeBodies``).
final class Budget: Sendable {
    /// Bytes of a body that need no room of their own.
    static let small = 256 << 10
    private let left: Mutex<Int>

    init(_ bytes: Int) { left = Mutex(bytes) }

    func reserve(_ count: Int) -> Bool {
        left.withLock { left in
            guard left >= count else { return false }
            left -= count
            return true
        }
    }

    func release(_ count: Int) { left.withLock { $0 += count } }
}

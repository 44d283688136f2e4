import CMicroHTTPD
import Foundation

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
    private let handle: OpaquePointer
    private let lock = NSLock()
    private var response: HTTPResponse?
    private var isSuspended = false

    init(_ handle: OpaquePointer, _ service: any HTTPService, _ connection: Connection, _ request: HTTPRequest) {
        unsafe self.handle = unsafe handle
        self.service = service
        self.connection = connection
        self.request = request
        limit = service.bodyLimit(request)
    }

    /// Takes a piece of the body.
    func take(_ bytes: UnsafeRawBufferPointer) {
        guard fault == nil else { return }
        guard bytes.count <= limit - request.body.count else {
            fault = .tooLarge
            request.body = []
            return
        }
        unsafe request.body.append(contentsOf: bytes)
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

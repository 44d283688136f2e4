/// One request, complete with its body.
///
/// Only what a service may decide by is read from the wire. Addresses, user agents, referrers and cookies never enter
/// the process's own memory, so they cannot reach a log or a store.
public struct HTTPRequest: Sendable {
    /// The methods that are taken at all; every other one is refused before a service sees it.
    public enum Method: String, CaseIterable, Sendable {
        case get = "GET"
        /// Answered like GET, without the body.
        case head = "HEAD"
        case post = "POST"
        case options = "OPTIONS"
    }

    /// The method.
    public let method: Method
    /// The path as it was sent; nothing in it is decoded.
    public let path: String
    /// The arguments behind `?` as they were sent; nothing in them is decoded.
    public let query: [String: String]
    /// `Content-Type`, lowercase, without parameters such as `charset`; empty if there is none.
    public let contentType: String
    /// `Origin`, which browsers send with requests to another origin; empty if there is none.
    public let origin: String
    /// The body.
    public internal(set) var body: [UInt8] = []
}

/// What goes back.
public struct HTTPResponse: Sendable {
    /// The status, such as 200.
    public var status: Int
    /// Headers; `Connection: close` and `Content-Length` are added to every answer.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// A response.
    public init(_ status: Int, _ headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why a request is refused before a service sees it.
public enum HTTPFault: Error, Hashable, Sendable {
    /// A method that is not one of ``HTTPRequest/Method``.
    case method
    /// A path or an argument with other characters than printable ASCII, too long, or an argument twice.
    case target
    /// A body larger than the service takes on this path.
    case tooLarge
    /// No memory is left for a large body beside others that are on their way; later there is.
    case noRoom
    /// The service let go of the request without an answer.
    case unanswered

    /// The status it is answered with.
    public var status: Int {
        switch self {
        case .method: 405
        case .target: 400
        case .tooLarge: 413
        case .noRoom: 503
        case .unanswered: 500
        }
    }
}

/// What a daemon serves.
public protocol HTTPService: Sendable {
    /// Largest body in bytes on a path; asked before the body is read.
    func bodyLimit(_ request: HTTPRequest) -> Int
    /// The answer to a request that is refused before ``handle(_:_:)`` sees it.
    func refusal(_ fault: HTTPFault) -> HTTPResponse
    /// Answers a request, now or later, on any thread; called on one of the daemon's workers.
    func handle(_ request: HTTPRequest, _ reply: HTTPReply)
}

/// What a daemon allows.
public struct HTTPLimits: Sendable {
    /// Connections at once; further ones wait in the system's queue.
    public var connections = 14_000
    /// Connections at once from one address; 0 for no such limit, as behind a proxy, where all have one.
    public var connectionsPerAddress = 4_000
    /// Bytes of request line and headers together, about.
    public var head = 16 * 1024
    /// Seconds in which a request's head must have come, whatever drips in meanwhile.
    public var headSeconds = 15.0
    /// Seconds for the whole request, and one more for each MiB that its body may have.
    public var requestSeconds = 20.0
    /// Seconds in which the answer must have been taken, and one more for each 64 KiB.
    public var answerSeconds = 30.0
    /// Seconds without a single byte after which a connection is cut.
    public var idleSeconds = 15
    /// Bytes of memory that large bodies may take together, so that many of them at once are refused and not the end.
    public var largeBodies = 512 << 20
    /// Threads that run the service; they wait for the disk most of the time, and those who wait together share a flush.
    public var workers = 32
    /// Threads that read and write.
    public var pollers = 2

    /// The usual limits.
    public init() {}
}

import CMicroHTTPD
import Foundation
import Synchronization

/// An HTTP daemon for one origin, on GNU libmicrohttpd.
///
/// It knows nothing about what is served. Every answer carries `Connection: close`; with TLS, sessions cannot be resumed
/// and no tickets are given out, so two requests of one person have nothing in common but their address.
@safe public final class HTTPServer: Sendable {
    /// A certificate with its key, both as PEM.
    public struct Certificate: Sendable {
        let chain: String
        let key: String

        /// A chain and a key.
        public init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    /// Where it listens, with the port that the system gave.
    public let address: ListenAddress
    private let core: Core
    // Set once in `init`; libmicrohttpd's functions may be called from any thread.
    private nonisolated(unsafe) let daemon: OpaquePointer
    private let isStopped = Mutex(false)

    /// Starts a daemon; it answers as soon as this returns.
    ///
    /// Throws an ``HTTPServerError``.
    public init(
        _ address: ListenAddress,
        certificate: Certificate? = nil,
        limits: HTTPLimits = HTTPLimits(),
        service: any HTTPService
    ) throws(HTTPServerError) {
        Self.raiseFileLimit()
        let (socket, port) = try Listener.open(address)
        self.address = ListenAddress(host: address.host, port: port)
        core = Core(service, limits)
        guard let daemon = unsafe Self.start(socket, certificate, limits, core) else {
            close(socket)
            throw .cannotStart(hasTLS: certificate != nil)
        }
        unsafe self.daemon = unsafe daemon
        core.startReaping()
    }

    /// A connection is an open file; the system's usual limit is for programs with few.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Only key exchanges with forward secrecy and only authenticated ciphers, as TR-02102-2 recommends: recorded traffic
    /// must not be readable for whoever gets the certificate's key later.
    private static let tlsPriorities = """
        NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:\
        -CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:-MAC-ALL:+AEAD:%NO_TICKETS
        """

    private static func start(
        _ socket: Int32,
        _ certificate: Certificate?,
        _ limits: HTTPLimits,
        _ core: Core
    ) -> OpaquePointer? {
        var settings = unsafe urne_mhd_settings()
        unsafe settings.listen_socket = socket
        unsafe settings.threads = UInt32(limits.pollers)
        unsafe settings.connections = UInt32(limits.connections)
        unsafe settings.connections_per_address = UInt32(limits.connectionsPerAddress)
        unsafe settings.idle_seconds = UInt32(limits.idleSeconds)
        unsafe settings.memory_per_connection = limits.head
        // The daemon is stopped before the core goes, so it may hold it without counting.
        let context = unsafe Unmanaged.passUnretained(core).toOpaque()
        guard let certificate else {
            return unsafe urne_mhd_start(&settings, takeRequest, completeRequest, noteConnection, context)
        }
        return unsafe certificate.chain.withCString { chain in
            unsafe certificate.key.withCString { key in
                unsafe tlsPriorities.withCString { priorities in
                    unsafe settings.certificate = chain
                    unsafe settings.key = key
                    unsafe settings.priorities = priorities
                    return unsafe urne_mhd_start(&settings, takeRequest, completeRequest, noteConnection, context)
                }
            }
        }
    }

    /// What happened to connections, as numbers only.
    public var statistics: (open: Int, requests: Int, cut: Int, refused: Int) {
        (core.connections.count, core.connections.requests, core.connections.cut, core.refused.load(ordering: .relaxed))
    }

    /// Takes no more connections, lets every request that has begun come to its end, and stops.
    ///
    /// What the service works on is waited for as long as it takes; who is still sending or taking has `seconds` left.
    /// The service must answer what it has put off before or meanwhile.
    public func stop(within seconds: Double = 5) {
        let wasStopped = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return isStopped
        }
        guard !wasStopped else { return }
        let socket = unsafe MHD_quiesce_daemon(daemon)
        core.connections.stop(within: seconds)
        while !core.connections.closeWhenIdle() {
            core.connections.reap()
            Thread.sleep(forTimeInterval: 0.02)
        }
        unsafe MHD_stop_daemon(daemon)
        if socket >= 0 { close(socket) }
        core.stop()
    }

    deinit { stop(within: 0) }
}

/// What the daemon's threads share.
final class Core: Sendable {
    let service: any HTTPService
    let limits: HTTPLimits
    let connections: Connections
    let workers: Workers
    let budget: Budget
    let refused = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    init(_ service: any HTTPService, _ limits: HTTPLimits) {
        self.service = service
        self.limits = limits
        connections = Connections(limits)
        budget = Budget(limits.largeBodies)
        workers = Workers(limits.workers)
    }

    func startReaping() {
        Thread.detachNewThread { [weak self] in
            while let core = self, !core.isStopped.load(ordering: .relaxed) {
                core.connections.reap()
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        workers.stop()
    }

    /// Hands a whole request to a worker.
    func handle(_ exchange: Exchange) {
        connections.isWorkedOn(exchange.connection)
        exchange.suspend()
        let request = exchange.request
        exchange.request.body = []
        let reply = HTTPReply(exchange)
        workers.add { [service] in service.handle(request, reply) }
    }
}

import Election
import Files
import Foundation
import HTTPServer
import Journals
import PostalPapers
import PostalVote
import VoteServer

/// The origins, which are known once both daemons have their ports.
///
/// It is `@unchecked`, because `origins` is only touched while `condition` is held.
final class LateOrigins: @unchecked Sendable {
    private let condition = NSCondition()
    private var origins: Origins?

    /// Seconds that a request waits for the second daemon, which is started right after the first.
    private static let patience = 5.0

    /// The origins; nil if the second daemon never started.
    ///
    /// A request that comes while it is being started waits for it.
    var value: Origins? {
        condition.lock()
        defer { condition.unlock() }
        let end = Date(timeIntervalSinceNow: Self.patience)
        while origins == nil, condition.wait(until: end) {}
        return origins
    }

    func set(_ origins: Origins) {
        condition.lock()
        defer { condition.unlock() }
        self.origins = origins
        condition.broadcast()
    }
}

/// A server on its two origins.
public final class WebApp: Sendable {
    /// How a server is started.
    public struct Settings: Sendable {
        /// Where the issuer listens.
        public var listen: ListenAddress
        /// Where the box listens.
        public var boxListen: ListenAddress
        /// Certificate and key; nil for plain HTTP.
        public var certificate: HTTPServer.Certificate?
        /// What people open; nil for what follows from the addresses.
        public var origins: Origins?
        /// Limits of each daemon.
        public var limits = HTTPLimits()
        /// Seconds a page waits for news before it is answered and asks again.
        public var patience = 25.0

        /// The clock that entries of postal votes must not be far away from; nil is no time that can be written.
        public var clock: @Sendable () -> PostalTime? = PostalClock.now
        /// Makes the papers of postal votes; nil on a server that was not told its town.
        public var press: PostalPress?

        /// Settings.
        public init(listen: ListenAddress, boxListen: ListenAddress) {
            self.listen = listen
            self.boxListen = boxListen
        }
    }

    /// The two origins.
    public let origins: Origins
    private let scheme: String
    private let issuer: HTTPServer
    private let box: HTTPServer
    private let live: Live
    private let log: ServerLog

    /// Starts both daemons; they answer as soon as this returns.
    ///
    /// Without a `desk`, councils are imported and votes prepared on the command line alone. Throws an `HTTPServerError`,
    /// or a `DatabaseError` if the journals cannot be opened.
    public init(
        _ server: VoteServer,
        pages: Pages,
        log: ServerLog,
        desk: (any OfficeDesk)? = nil,
        _ settings: Settings
    ) throws {
        let journals = try JournalStore(folder: server.dataPath)
        let counter = try PostalCounter(server)
        let room = PrintRoom(dataPath: server.dataPath, store: counter.store, log: log)
        let late = LateOrigins()
        self.log = log
        scheme = settings.certificate == nil ? "http://" : "https://"
        let sitting = SessionNow(journals)
        live = Live(server, sitting, log: log, patience: settings.patience)
        do {
            issuer = try HTTPServer(
                settings.listen,
                certificate: settings.certificate,
                limits: settings.limits,
                service: IssuerService(
                    server: server,
                    pages: pages,
                    live: live,
                    files: PublishedFiles(server),
                    words: SpokenWords(server),
                    log: log,
                    origins: late,
                    office: OfficeService(server: server, journals: journals, desk: desk),
                    journals: JournalService(
                        server: server,
                        journals: journals,
                        now: sitting,
                        standing: OwnStanding(journals)
                    ),
                    postal: PostalService(
                        counter: counter,
                        papers: PostalPaperService(settings.press, room),
                        clock: settings.clock
                    )
                )
            )
            box = try HTTPServer(
                settings.boxListen,
                certificate: settings.certificate,
                limits: settings.limits,
                service: BoxService(server: server, live: live, log: log, origins: late)
            )
        } catch {
            live.stop()
            throw error
        }
        origins =
            settings.origins
            ?? Origins(issuer: scheme + issuer.address.description, box: scheme + box.address.description)
        late.set(origins)
        log.tell("start")
    }

    /// Where the two daemons listen, as origins; those that people open differ behind a proxy.
    public var addresses: Origins {
        Origins(issuer: scheme + issuer.address.description, box: scheme + box.address.description)
    }

    /// What the two daemons have had to do, as numbers only.
    public var statistics: (open: Int, requests: Int, cut: Int, refused: Int) {
        let (a, b) = (issuer.statistics, box.statistics)
        return (a.open + b.open, a.requests + b.requests, a.cut + b.cut, a.refused + b.refused)
    }

    deinit { live.stop() }

    /// Takes nothing new, finishes every request that has begun, and stops.
    public func stop() {
        live.stop()
        box.stop()
        issuer.stop()
        let found = statistics
        log.tell("stop, \(found.refused) malformed requests refused, \(found.cut) slow connections cut")
    }
}

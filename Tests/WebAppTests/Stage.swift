import Election
import Files
import Foundation
import HTTPClient
import HTTPServer
import HTTPTestSupport
import RemoteServer
import ServerTestSupport
import Synchronization
import Testing
import VoteServer
import WebApp

/// A server on two ports of this machine, with a vote on it.
final class Stage: Sendable {
    let play: Play
    let app: WebApp
    let remote: RemoteServer

    /// A vote brought to a state, whose people then use HTTP.
    init(
        _ state: VoteState = .empty,
        _ plan: Plan = .motion,
        members: Int = 4,
        pages: Pages = Pages(),
        origins: Origins? = nil
    ) throws {
        let local: Play
        if state == .empty {
            let town = try Town(members: members)
            local = Play(town, try town.server(), plan)
        } else {
            local = try Play.at(state, plan, members: members)
        }
        guard let server = local.service as? VoteServer else { throw ErrorCode.badRequest }
        var settings = WebApp.Settings(
            listen: ListenAddress(host: "127.0.0.1", port: 0),
            boxListen: ListenAddress(host: "127.0.0.1", port: 0)
        )
        settings.patience = 3
        settings.origins = origins
        let said = Said()
        app = try WebApp(server, pages: pages, log: ServerLog { said.add($0) }, settings)
        let issuer = try #require(WebAddress(app.addresses.issuer))
        remote = try RemoteServer(issuer)
        play = local.through(remote)
        log = said
    }

    private let log: Said

    /// What the server's log says.
    var told: String { log.text }

    /// The issuer, byte by byte.
    var issuer: RawClient { RawClient(origin: app.addresses.issuer) }

    /// The box, byte by byte.
    var box: RawClient { RawClient(origin: app.addresses.box) }

    /// The path of the vote.
    var path: String { "/v1/\(play.vote)" }
}

/// Lines that a log was given.
final class Said: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    var text: String { lines.withLock { $0.joined(separator: "\n") } }
}

extension RawAnswer {
    /// The code of a refusal.
    var code: String? { text.hasPrefix("{\"error\":\"") ? String(text.dropFirst(10).dropLast(2)) : nil }
}

import Devices
import Election
import Foundation
import HTTPClient
import RemoteServer
import ServerTestSupport
import Synchronization

/// A vote whose server is the real program, and whose people speak HTTP to it.
final class Served {
    /// The people, with the running server behind them.
    private(set) var play: Play
    private(set) var server: ServerRun
    private let options: [String]

    /// Starts a server on the folder of a vote.
    init(_ local: Play, _ options: [String] = []) throws {
        self.options = options
        server = try Self.start(local.town, options)
        play = local.through(try Self.remote(server))
    }

    private static func start(_ town: Town, _ options: [String]) throws -> ServerRun {
        try ServerRun(["--data", town.data] + options, in: town.folder.path)
    }

    private static func remote(_ server: ServerRun) throws -> RemoteServer {
        guard let address = WebAddress(server.issuer) else { throw HTTPClientError.trustFile(server.issuer) }
        return try RemoteServer(address, client: HTTPClient(seconds: 30))
    }

    /// Starts another one on the same folder; the one before must have been stopped.
    func restart() throws {
        server = try Self.start(play.town, options)
        play = play.through(try Self.remote(server))
    }
}

/// Members who cast one after the other, on several threads, until they are told to stop or nobody answers any more.
final class Casters: Sendable {
    /// A ballot for which a member holds a receipt.
    struct Taken: Sendable {
        let member: String
        let tracker: Tracker
    }
    private let taken = Heard<Taken>()
    private let lost = Heard<String>()
    private let group = DispatchGroup()

    /// Lets these members cast through `play`, `width` at a time.
    init(_ play: Play, _ members: [String], width: Int = 8) {
        let turns = Turns()
        for _ in 0..<width {
            group.enter()
            Thread.detachNewThread { [taken, lost, group] in
                defer { group.leave() }
                while true {
                    let index = turns.next()
                    guard index < members.count else { return }
                    let member = members[index]
                    do {
                        let device = try play.device(member)
                        let prepared = try device.prepare(play.plan.choices[index % play.plan.choices.count])
                        taken.add(Taken(member: member, tracker: try device.cast(prepared)))
                    } catch {
                        lost.add(member)
                    }
                }
            }
        }
    }

    /// Ballots acknowledged so far.
    var acknowledged: [Taken] { taken.items }

    /// Members whose cast was not answered.
    var unanswered: [String] { lost.items }

    func wait() { group.wait() }

    /// Waits until so many ballots are acknowledged, or all have tried.
    func wait(for count: Int, of all: Int) {
        while taken.items.count < count, taken.items.count + lost.items.count < all {
            Thread.sleep(forTimeInterval: 0.002)
        }
    }
}

/// Numbers from 0, each given out once.
private final class Turns: Sendable {
    private let value = Atomic<Int>(0)

    func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}

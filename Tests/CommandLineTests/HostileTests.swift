import Devices
import Election
import Foundation
import HTTPTestSupport
import Ristretto255
import ServerTestSupport
import StrictJSON
import Testing

@Suite("A server among hostile clients")
struct HostileTests {
    /// Words that hostile clients send wherever they can, and that must not be found anywhere afterwards.
    private static let marks = [
        "MarkerAgent", "MarkerCookie", "MarkerReferrer", "MarkerPath", "MarkerBody", "203.0.113.77", "evil.example",
    ]
    private static let headers = [
        "User-Agent: MarkerAgent", "Cookie: id=MarkerCookie", "Referer: https://evil.example/MarkerReferrer",
        "X-Forwarded-For: 203.0.113.77", "Forwarded: for=203.0.113.77", "Authorization: Basic MarkerCookie",
    ]

    /// A thousand, as far as this process may hold so many connections besides its other files.
    private static let idleCount: Int = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 400 }
        return min(1000, max(400, Int(clamping: limit.rlim_cur) - 600))
    }()

    /// A motion whose words are meant to run in somebody's browser.
    private static let plan: Plan = {
        var plan = Plan.motion
        plan.name = "a motion with script in its words"
        plan.options[0] = .init(id: "ja", label: "<script>alert('MarkerScript')</script>")
        return plan
    }()

    @Test("takes every vote meanwhile, and its log tells nothing of anybody")
    func goesOn() throws {
        let local = try Play.at(.issuing, Self.plan, members: 12)
        let log = local.town.folder("server.log")
        let served = try Served(local, ["--log", log])
        let play = served.play
        let attack = Attack(served.server, play.vote, Self.headers)
        let idle = attack.openIdle(Self.idleCount)
        let rounds = Rounds { attack.round() }
        try play.draw()
        try play.device("o1").cast()
        let trackers = try play.cast()
        // Members are faster than a round of all of it, so that one at least is waited for before the close.
        while rounds.count == 0 { Thread.sleep(forTimeInterval: 0.05) }
        try play.device("o1").close()
        rounds.stop()
        #expect(idle.count == Self.idleCount && rounds.count > 0)
        try play.advance(to: .announced)
        let report = try play.verify()
        #expect(report.isValid && report.counts == play.expectedCounts())
        // A second vote is voided, with a reason that steers browsers, too.
        let second = Play(play.town, play.service, Self.plan)
        try second.advance(to: .ceremony)
        try second.device("o1").void(reason: "<img src=x onerror=alert('MarkerScript')>")
        let ballots = try #require(try play.service.file(.ballots, of: play.vote))
        let outcome = served.server.stop()
        #expect(outcome.status == 0)
        let told = try String(contentsOfFile: log, encoding: .utf8)
        try requireOnly(told, [play.vote, second.vote])
        // It was issuing when the server started.
        #expect(!told.contains("state issuing"))
        for state in ["casting", "boxed", "announced"] {
            #expect(told.contains("vote \(play.vote) state \(state)"))
        }
        #expect(told.contains("vote \(second.vote) state voided"))
        try requireNothing(in: [told, outcome.stderr, outcome.stdout], play, trackers, ballots)
        let kept = try Haystack(play.town.data)
        for mark in Self.marks { #expect(kept.holding(mark).isEmpty, "\(mark) is kept") }
    }

    @Test("answers each of them with a refusal that repeats nothing")
    func refuses() throws {
        let served = try Served(Play.at(.casting, Self.plan))
        let attack = Attack(served.server, served.play.vote, Self.headers)
        for (name, statuses, answer) in attack.answers() {
            #expect(statuses.contains(answer.status), "\(name): \(answer.status) \(answer.text)")
            let all = answer.text + "\(answer.headers)"
            for mark in Self.marks + ["root:", "<script>", "CREATE TABLE"] {
                #expect(!all.contains(mark), "\(name) repeats \(mark)")
            }
            #expect(answer.headers["set-cookie"] == nil, "\(name)")
        }
        // What a vote says is data for every browser, and no page can be put into a frame.
        let issuer = RawClient(origin: served.server.issuer)
        let written = issuer.get("/v1/\(served.play.vote)/log")
        #expect(written.text.contains("MarkerScript") && written.headers["content-type"] == ["application/jsonl"])
        #expect(written.headers["x-content-type-options"] == ["nosniff"])
        #expect(written.headers["content-security-policy"] == ["default-src 'none'; frame-ancestors 'none'"])
        for page in ["/", "/leitung", "/zaehlung", "/vorsitz", "/ergebnis", "/pruefen"] {
            let policy = issuer.get(page).headers["content-security-policy"] ?? []
            #expect(policy.count == 1 && policy[0].contains("frame-ancestors 'none'"), "\(page)")
            #expect(policy[0].contains("script-src 'self'") && !policy[0].contains("unsafe"), "\(page)")
        }
        #expect(try served.play.cast().count == served.play.town.members.count)
        #expect(served.server.stop().status == 0)
    }

    /// Every line is a start, a stop, a state of a vote, or the kind of an error of the machine.
    private func requireOnly(_ log: String, _ votes: [VoteID]) throws {
        let lines = log.split(separator: "\n")
        #expect(lines.count > 6)
        let time = #"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00"#
        let vote = "(" + votes.map(\.description).joined(separator: "|") + ")"
        let stop = #"stop, \d+ malformed requests refused, \d+ slow connections cut"#
        let form = try Regex("^\(time) (start|\(stop)|vote \(vote) state [a-z]+|error [A-Za-z .0-9]+)$")
        for line in lines { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
    }

    /// No address, agent, person, token or ballot, and nothing that anybody typed.
    private func requireNothing(
        in texts: [String],
        _ play: Play,
        _ trackers: [Tracker],
        _ ballots: [UInt8]
    ) throws {
        let lines = String(decoding: ballots, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == play.town.members.count)
        var needles = Self.marks + ["MarkerScript", "script", "Ratsmitglied", "Müller", "Amt ", "TOP 7", "Störung"]
        needles += play.town.members + ["o1", "c1", "z1", "z2", "z3"].map { " \($0)" }
        needles += trackers.map(\.description)
        for line in lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            // X and N come first.
            needles += [String(try #require(object["ballot"]).prefix(64)), try #require(object["cx"])]
        }
        for text in texts {
            for needle in needles { #expect(!text.contains(needle), "\(needle)") }
            #expect(text.firstMatch(of: #/\d+\.\d+\.\d+\.\d+(?!:\d)/#) == nil)
        }
    }
}

/// Repeats something on a thread of its own until it is told to stop.
private final class Rounds: @unchecked Sendable {
    // `@unchecked`: what changes is only touched under the lock.
    private let lock = NSLock()
    private var isStopping = false
    private var done = 0
    private let group = DispatchGroup()

    init(_ body: @escaping @Sendable () -> Void) {
        group.enter()
        Thread.detachNewThread { [self] in
            while !lock.withLock({ isStopping }) {
                body()
                lock.withLock { done += 1 }
            }
            group.leave()
        }
    }

    var count: Int { lock.withLock { done } }

    func stop() {
        lock.withLock { isStopping = true }
        group.wait()
    }
}

import Election
import Foundation
import Papers
import StrictJSON

/// `urne bench papers`: how long a print of kits takes.
enum PaperBenchVerb {
    static let verb = Verb(
        "bench papers",
        [.value("members", "N"), .value("templates", "DIR"), .value("dir", "DIR"), .flag("json")],
        run: measure
    )

    private static func measure(_ invocation: Invocation) throws {
        let members = try invocation.integer("members", in: 1...10_000) ?? 150
        let folder = (invocation.value("dir") ?? NSTemporaryDirectory()) + "/urne-papers-\(VoteID.random())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let console = invocation.console
        let press = try invocation.press()
        let order = try PaperBench.kits(members: members)
        let progress = PrintingProgress(console, total: members)
        let clock = ContinuousClock()
        var count = 0
        let time = try clock.measure {
            count = try press.print(order, to: folder) { progress.show($0) }.files.count
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        let memory = Self.peakMegabytes()
        let holes = [
            "members": String(members), "files": String(count), "seconds": String(format: "%.1f", seconds),
            "memory": String(memory),
        ]
        invocation.answer(console.sentence("cli.bench.papers", holes)) { writer in
            writer.add("members", members)
            writer.add("files", count)
            writer.add("seconds", raw: String(format: "%.1f", seconds))
            writer.add("peak_mb", memory)
        }
    }

    /// The most memory that this program or one that it started has had, in MiB.
    private static func peakMegabytes() -> Int {
        [RUSAGE_SELF, RUSAGE_CHILDREN].map { who in
            var usage = rusage()
            getrusage(Int32(who.rawValue), &usage)
            return usage.ru_maxrss / 1024
        }.max() ?? 0
    }
}

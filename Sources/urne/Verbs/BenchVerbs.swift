import Bench
import Election
import Files
import Foundation
import StrictJSON

/// `urne bench`: measuring, and rehearsing with many people.
enum BenchVerbs {
    // The longer names first: `bench` alone is a verb, too.
    static let all = [
        Verb(
            "bench crowd",
            .vote + [.required("act", "draw|vote"), .required("codes", "DIR"), .required("homes", "DIR")]
                + [.value("voters", "N")] + .service,
            run: crowd
        ),
        Verb("bench load", [.value("members", "N"), .value("dir", "DIR"), .flag("json")], run: load),
        PaperBenchVerb.verb,
        Verb("bench people", [.required("count", "N"), .required("out", "F")], run: people),
        Verb("bench", [.value("seconds", "N"), .value("dir", "DIR"), .flag("json")], run: measure),
    ]

    // MARK: Measuring

    private static func measure(_ invocation: Invocation) throws {
        let seconds = try invocation.integer("seconds", in: 1...86_400) ?? 20
        invocation.console.say("bench.measuring", ["seconds": String(seconds)])
        let folder = (invocation.value("dir") ?? NSTemporaryDirectory()) + "/urne-bench-\(VoteID.random())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var store = try StoreBenchmark(folder: folder)
        var bench = try Benchmark()
        // By turns, so that whatever else the machine does falls on all rows alike.
        try bench.run(seconds: Double(seconds)) { _ = try store.round() }
        let result = bench.result
        let report = BenchReport(result: result, store: store.rows(result.primitives), language: invocation.language)
        invocation.console.out(invocation.flag("json") ? report.json : report.text)
    }

    private static func load(_ invocation: Invocation) throws {
        let count = try invocation.integer("members", in: 2...Manifest.maximumRoll) ?? 150
        let folder = (invocation.value("dir") ?? NSTemporaryDirectory()) + "/urne-load-\(VoteID.random())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let console = invocation.console
        console.say("bench.load.preparing", ["count": String(count)])
        let bench = try LoadBenchmark(folder: folder, members: count, program: "/proc/self/exe")
        let rows = try bench.run { console.say("bench.load.\($0)") }
        for row in rows {
            guard !invocation.flag("json") else { continue }
            console.out(
                console.sentence(
                    "bench.load.row",
                    [
                        "name": console.sentence("bench.load.name.\(row.name)"), "count": String(row.count),
                        "errors": String(row.errors), "seconds": String(format: "%.1f", row.seconds),
                        "median": String(format: "%.1f", row.median), "late": String(format: "%.1f", row.late),
                    ]
                )
            )
        }
        if invocation.flag("json") { console.out(JSONWriter.array(rows.map(\.json))) }
        let failed = rows.reduce(0) { $0 + $1.errors }
        if failed > 0 { throw BenchFault.failed(count: failed) }
    }

    // MARK: Rehearsing

    private static func people(_ invocation: Invocation) throws {
        guard let count = try invocation.integer("count", in: 1...PeopleList.maximum) else {
            throw Misuse.missingOption("count")
        }
        let path = try invocation.required("out")
        try AtomicFile.create(Array(PeopleList.csv(count: count).utf8), at: path)
        invocation.console.say("bench.people.written", ["count": String(count), "file": path])
    }

    private static func crowd(_ invocation: Invocation) throws {
        let name = try invocation.required("act")
        guard let act = Crowd.Act(rawValue: name) else { throw Misuse.badValue(option: "act", name) }
        let voters = try invocation.integer("voters", in: 1...Manifest.maximumRoll)
        let service = try invocation.server()
        let realm = try service.server().realm
        let codes = try invocation.required("codes")
        let crowd = Crowd(
            service,
            vote: try invocation.vote(on: service),
            homes: try invocation.required("homes")
        ) { person in
            try CodeFile.key("\(codes)/\(person).txt", realm: realm, person: person)
        }
        let label = invocation.console.sentence("bench.crowd.progress.\(name)")
        let outcome = try crowd.run(act, count: voters, progress: CrowdProgress(label).tell)
        report(outcome, act, invocation)
        if !outcome.failures.isEmpty { throw BenchFault.failed(count: outcome.failures.count) }
    }

    private static func report(_ outcome: Crowd.Outcome, _ act: Crowd.Act, _ invocation: Invocation) {
        let console = invocation.console
        // The first few tell what is wrong; thousands would hide it.
        for failure in outcome.failures.prefix(5) {
            let error = ErrorSentence.of(failure.error, in: invocation.language).text
            console.say("bench.crowd.failure", ["p": failure.person.description, "error": error])
        }
        console.say(
            "bench.crowd.done.\(act.rawValue)",
            [
                "done": String(outcome.done), "seconds": String(format: "%.1f", outcome.seconds),
                "computing": String(format: "%.1f", outcome.computing),
                "cores": String(ProcessInfo.processInfo.activeProcessorCount),
            ]
        )
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("act", act.rawValue)
            writer.add("done", outcome.done)
            writer.add("failed", outcome.failures.count)
            writer.add("seconds", raw: String(format: "%.2f", outcome.seconds))
            writer.add("computing", raw: String(format: "%.2f", outcome.computing))
            console.out(writer.object)
        }
    }
}

extension LoadBenchmark.Row {
    fileprivate var json: String {
        var writer = JSONWriter()
        writer.add("name", name)
        writer.add("count", count)
        writer.add("errors", errors)
        writer.add("seconds", raw: String(format: "%.2f", seconds))
        writer.add("p50_ms", raw: String(format: "%.1f", median))
        writer.add("p99_ms", raw: String(format: "%.1f", late))
        return writer.object
    }
}

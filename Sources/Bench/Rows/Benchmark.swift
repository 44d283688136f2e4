import Foundation

/// Measures the steps of the protocol and the primitives they consist of, by turns, in one run.
public struct Benchmark {
    private let timer = PrimitiveTimer()
    private var rows: [(key: Key, workshop: Workshop, samples: Samples)] = []
    private var primitives: [Primitive: Samples] = [:]
    private var rounds = 0
    private let loadBefore = Self.load()

    private struct Key {
        let step: Step
        let form: Form?
    }

    /// Makes keys and ballots for all rows and warms up for so many rounds.
    ///
    /// Throws a ``BenchFault`` if a step gives a wrong result.
    public init(warmUp: Int = 5) throws {
        let workshops = try Form.allCases.map { ($0, try Workshop($0)) }
        for step in Step.allCases {
            for (form, workshop) in workshops where step.dependsOnForm || form == .motion {
                let key = Key(step: step, form: step.dependsOnForm ? form : nil)
                rows.append((key, workshop, Samples()))
            }
        }
        // Caches, the processor's clock, libsodium's choice of code: not part of any number.
        for _ in 0..<warmUp { try round() }
        for index in rows.indices { rows[index].samples = Samples() }
        primitives = [:]
        rounds = 0
    }

    /// Measures every row once, and every primitive after each row.
    ///
    /// Every sample, of a step as of a primitive, is the mean of a few calls in a row, so that the caches hold what it
    /// needs, as on a server that does one draw after another; a step's first call is not counted.
    /// Throws a ``BenchFault`` if a step gives a wrong result.
    public mutating func round() throws {
        for index in rows.indices {
            let (key, workshop, _) = rows[index]
            _ = try workshop.time(key.step)
            let calls = key.step.callsPerSample
            let time = try (0..<calls).reduce(0.0) { sum, _ in sum + Double(try workshop.time(key.step)) }
            rows[index].samples.add(time / Double(calls))
            for primitive in Primitive.allCases {
                primitives[primitive, default: Samples()].add(timer.sample(primitive))
            }
        }
        rounds += 1
    }

    /// Measures for so many seconds, and at least once, by turns with what `between` measures.
    ///
    /// Throws a ``BenchFault`` if a step gives a wrong result, or what `between` throws.
    public mutating func run(seconds: Double, between: () throws -> Void = {}) throws {
        let end = Clock.wall() + UInt64(seconds * 1e9)
        while Clock.wall() < end || rounds < 1 {
            try round()
            try between()
        }
    }

    /// What was found so far.
    public var result: BenchResult {
        let medians = primitives.mapValues(\.median)
        return BenchResult(
            rows: rows.map { row in
                BenchResult.Row(
                    name: row.key.step.rawValue,
                    form: row.key.form,
                    time: row.samples.median,
                    cost: row.key.step.cost(row.workshop.rule),
                    primitives: medians
                )
            },
            primitives: medians,
            machine: BenchResult.Machine(
                rounds: rounds,
                spread: primitives[.multiply]?.spread ?? 0,
                load: max(loadBefore, Self.load()),
                cores: ProcessInfo.processInfo.activeProcessorCount
            )
        )
    }

    /// How many programs have wanted a core during the last minute, on average.
    private static func load() -> Double {
        let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        return text?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
}

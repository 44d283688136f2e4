import Bench
import Foundation
import StrictJSON
import Words

/// A measurement as a table for people or as JSON for programs.
struct BenchReport {
    let result: BenchResult
    let store: [StoreBenchmark.Row]
    let language: Language

    private func word(_ key: String, _ holes: [String: String] = [:]) -> String {
        Words.sentence("bench." + key, holes, in: language)
    }

    // MARK: For people

    var text: String {
        let columns = [word("column.time"), word("column.sum"), word("column.ratio")]
        let storeColumns = columns + [word("column.disk")]
        return
            ([word("rounds", ["rounds": String(result.machine.rounds)]), line("", columns)]
            + result.rows.map { line(name($0), cells($0)) }
            + ["", word("storeRounds", ["rounds": String(store.first?.rounds ?? 0)]), line("", storeColumns)]
            + store.map { line(name($0.computing), cells($0.computing) + [milliseconds($0.disk)]) }
            + ["", word("primitives", ["list": primitives]), aim, machine])
            .joined(separator: "\n")
    }

    private func name(_ row: BenchResult.Row) -> String {
        word("row." + row.name) + (row.form.map { ", " + word("form." + $0.rawValue) } ?? "")
    }

    private func cells(_ row: BenchResult.Row) -> [String] {
        [milliseconds(row.time), milliseconds(row.sum), number(row.ratio, 2)]
    }

    private func line(_ name: String, _ cells: [String]) -> String {
        "  " + name + String(repeating: " ", count: max(1, 56 - name.count))
            + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
    }

    private var primitives: String {
        Primitive.allCases.map { "\($0.rawValue) " + number((result.primitives[$0] ?? 0) / 1e3, 1) }
            .joined(separator: ", ")
    }

    private var aim: String {
        let worst = result.rows.map(\.ratio).max() ?? 0
        let holes = ["worst": number(worst, 2), "aim": number(BenchResult.aim, 2)]
        return word(worst <= BenchResult.aim ? "aim.met" : "aim.missed", holes)
    }

    private var machine: String {
        let machine = result.machine
        return word(
            machine.isNoisy ? "noisy" : "quiet",
            [
                "spread": number(100 * machine.spread, 0), "load": number(machine.load, 1),
                "cores": String(machine.cores),
            ]
        )
    }

    private func milliseconds(_ nanoseconds: Double) -> String { number(nanoseconds / 1e6, 3) }

    private func number(_ value: Double, _ digits: Int) -> String {
        let text = String(format: "%.\(digits)f", value)
        return language == .german ? text.replacingOccurrences(of: ".", with: ",") : text
    }

    // MARK: For programs

    var json: String {
        var writer = JSONWriter()
        writer.add("rounds", result.machine.rounds)
        writer.add("spread", raw: decimal(result.machine.spread))
        writer.add("load", raw: decimal(result.machine.load))
        writer.add("cores", result.machine.cores)
        writer.add("noisy", result.machine.isNoisy)
        var primitives = JSONWriter()
        for primitive in Primitive.allCases {
            primitives.add(primitive.rawValue, raw: decimal((result.primitives[primitive] ?? 0) / 1e3))
        }
        writer.add("primitives_us", raw: primitives.object)
        writer.add("rows", raw: JSONWriter.array(result.rows.map { fields($0).object }))
        let stored = store.map { row in
            var writer = fields(row.computing)
            writer.add("disk_us", raw: decimal(row.disk / 1e3))
            return writer.object
        }
        writer.add("store", raw: JSONWriter.array(stored))
        return writer.object
    }

    private func fields(_ row: BenchResult.Row) -> JSONWriter {
        var writer = JSONWriter()
        writer.add("step", row.name)
        writer.add("form", raw: row.form.map { JSONWriter.quote($0.rawValue) } ?? "null")
        writer.add("time_us", raw: decimal(row.time / 1e3))
        writer.add("sum_us", raw: decimal(row.sum / 1e3))
        writer.add("ratio", raw: decimal(row.ratio))
        var counts = JSONWriter()
        for primitive in Primitive.allCases where row.cost[primitive] > 0 {
            counts.add(primitive.rawValue, row.cost[primitive])
        }
        writer.add("counts", raw: counts.object)
        return writer
    }

    private func decimal(_ value: Double) -> String { String(format: "%.3f", value) }
}

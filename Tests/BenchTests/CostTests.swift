import Bench
import Foundation
import Testing

@Suite("The cost of a step in primitives")
struct CostTests {
    /// Counted by hand from the formulas; section 19 of the protocol counts one `base` of each DLEQ proof as variable.
    private static let expected: [String: (base: Int, multiply: Int, isValid: Int)] = [
        "draw": (2, 5, 1),
        "cast motion": (10, 26, 8),
        "cast seats": (26, 76, 22),
        "verifyBallot motion": (9, 27, 8),
        "verifyBallot seats": (25, 77, 22),
        "verifyRegisterLine": (2, 6, 2),
        "memberDraw": (3, 7, 1),
        "memberBallot motion": (14, 16, 0),
        "share": (1, 4, 0),
    ]

    @Test("is what the formulas of the protocol say, and every step can be measured")
    func counts() throws {
        var bench = try Benchmark(warmUp: 0)
        try bench.run(seconds: 0)
        let result = bench.result
        var found = 0
        for row in result.rows {
            let name = [row.name, row.form?.rawValue].compactMap { $0 }.joined(separator: " ")
            #expect(row.time > 0 && row.sum > 0)
            guard let expected = Self.expected[name] else { continue }
            found += 1
            #expect(row.cost[.base] == expected.base, "\(name)")
            #expect(row.cost[.multiply] == expected.multiply, "\(name)")
            #expect(row.cost[.isValid] == expected.isValid, "\(name)")
        }
        #expect(found == Self.expected.count)
    }

    @Test("can be measured with the databases, too")
    func stores() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("urne-bench-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var store = try StoreBenchmark(folder: folder, members: 2)
        #expect(try store.round())
        #expect(try store.round())
        #expect(try !store.round())
        let rows = store.rows([:])
        #expect(rows.map(\.computing.name) == ["draw", "cast", "cast", "cast"])
        #expect(rows.allSatisfy { $0.disk > 0 && $0.rounds == 2 })
    }
}

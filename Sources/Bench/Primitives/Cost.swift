/// How often each primitive occurs in a step.
public struct Cost: Sendable {
    /// The counts; a primitive that does not occur has no entry.
    public private(set) var counts: [Primitive: Int]

    init(_ counts: [Primitive: Int] = [:]) {
        self.counts = counts
    }

    /// How often a primitive occurs.
    public subscript(_ primitive: Primitive) -> Int { counts[primitive] ?? 0 }

    static func + (a: Cost, b: Cost) -> Cost {
        Cost(a.counts.merging(b.counts, uniquingKeysWith: +))
    }

    static func += (a: inout Cost, b: Cost) { a = a + b }

    static func * (factor: Int, cost: Cost) -> Cost {
        Cost(cost.counts.mapValues { factor * $0 })
    }

    /// The time of all of them.
    func time(_ one: (Primitive) -> Double) -> Double {
        counts.reduce(0) { $0 + Double($1.value) * one($1.key) }
    }
}

/// What a measurement found; all times in nanoseconds.
public struct BenchResult: Sendable {
    /// One step beside its primitives.
    public struct Row: Sendable {
        /// The step.
        public let name: String
        /// The kind of ballot, if it matters.
        public let form: Form?
        /// Median of the step's own computing time.
        public let time: Double
        /// How often each primitive occurs in it.
        public let cost: Cost
        /// What the primitives alone would take.
        public let sum: Double

        /// How much longer the step takes than its primitives.
        public var ratio: Double { sum > 0 ? time / sum : 0 }

        init(name: String, form: Form?, time: Double, cost: Cost, primitives: [Primitive: Double]) {
            self.name = name
            self.form = form
            self.time = time
            self.cost = cost
            sum = cost.time { primitives[$0] ?? 0 }
        }
    }

    /// What the machine was like meanwhile.
    public struct Machine: Sendable {
        /// How often each row was measured.
        public let rounds: Int
        /// How far the middle eight tenths of the multiplications lay apart, as a part of their median.
        public let spread: Double
        /// Programs that wanted a core, on average over a minute, this one included.
        public let load: Double
        /// Cores of the machine.
        public let cores: Int

        /// Whether the numbers should be taken again on a quieter machine.
        public var isNoisy: Bool { spread > 0.15 || load > Double(cores) }
    }

    /// The steps.
    public let rows: [Row]
    /// Median of each primitive.
    public let primitives: [Primitive: Double]
    /// The machine.
    public let machine: Machine
    /// The largest ratio that is wanted.
    public static let aim = 1.15
}

import Ristretto255

/// Gives the listed values, one after the other, and stops the test program when they are used up.
package struct FixedRandomSource: RandomSource {
    private var rest: ArraySlice<[UInt8]>

    /// Takes each value as hex.
    package init(_ values: [String]) {
        rest = values.map(\.unhexed)[...]
    }

    /// How many values are left.
    package var remaining: Int { rest.count }

    package mutating func secretScalar() -> SecretScalar { try! SecretScalar(decoding: rest.removeFirst()) }

    package mutating func scalar() -> Scalar { try! Scalar(decoding: rest.removeFirst()) }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        let value = rest.removeFirst()
        precondition(value.count == count, "a listed value of another length")
        return value
    }
}

/// Everything random in a property test, from one seed that the test's name shows.
package struct SeededRandomSource: RandomSource, RandomNumberGenerator {
    private let seed: Int
    private var counter = 0

    /// Equal seeds give equal values.
    package init(seed: Int) {
        self.seed = seed
    }

    private mutating func digest() -> Digest {
        counter += 1
        return labelledHash("test seed") {
            $0.part(I2OSP(seed, 8))
            $0.part(I2OSP(counter, 8))
        }
    }

    package mutating func secretScalar() -> SecretScalar { try! SecretScalar(decoding: scalar().encoded) }

    package mutating func scalar() -> Scalar {
        let value = digest()
        return Scalar(hashing: "test scalar") { $0.part(value) }
    }

    package mutating func element() -> Element { scalar().timesGenerator }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < count { result += digest().encoded }
        return Array(result.prefix(count))
    }

    package mutating func next() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

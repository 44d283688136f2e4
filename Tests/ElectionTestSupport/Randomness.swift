import Foundation
import Ristretto255

/// Random values in the order a vector names them.
public struct NamedRandomness: RandomSource {
    private var rest: ArraySlice<[UInt8]>

    public init(_ values: [[UInt8]]) {
        rest = values[...]
    }

    /// Whether all values have been asked for.
    public var isUsedUp: Bool { rest.isEmpty }

    private mutating func next() -> [UInt8] {
        guard let value = rest.popFirst() else { fatalError("more random values asked for than the vector has") }
        return value
    }

    package mutating func secretScalar() -> SecretScalar {
        guard let scalar = try? SecretScalar(decoding: next()) else { fatalError("no scalar") }
        return scalar
    }

    package mutating func scalar() -> Scalar {
        guard let scalar = try? Scalar(decoding: next()) else { fatalError("no scalar") }
        return scalar
    }

    package mutating func bytes(_ count: Int) -> [UInt8] { next() }
}

/// Seeds for tests that sample: a few, or many when `URNE_LONG_TESTS` is set.
public func seeds(_ few: Int, long many: Int) -> Range<Int> {
    0..<(isLongTest ? many : few)
}

/// Whether the long tests were asked for.
public let isLongTest = ProcessInfo.processInfo.environment["URNE_LONG_TESTS"] != nil

/// A generator that gives the same numbers for the same seed (SplitMix64), for tests that print their seed.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed)
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// What a ballot may contain: option i takes a value in `0...caps[i]`, and the weighted sum lies in `minimum...maximum`
/// (protocol section 8).
public struct SelectionRule: Hashable, Sendable {
    /// The largest value of each option, 1 to 8.
    public let caps: [Int]
    /// The weight of each option in the sum, 1 to 64.
    ///
    /// "Enthaltung" with weight k excludes every other mark.
    public let weights: [Int]
    /// The smallest allowed weighted sum.
    public let minimum: Int
    /// The largest allowed weighted sum, at most 64.
    public let maximum: Int

    /// Whether such a rule is within the limits of protocol section 8.
    public static func isPossible(caps: [Int], weights: [Int], minimum: Int, maximum: Int) -> Bool {
        guard (2...64).contains(caps.count), caps.count == weights.count else { return false }
        guard caps.allSatisfy((1...8).contains), weights.allSatisfy((1...64).contains) else { return false }
        guard minimum >= 0, minimum <= maximum, maximum <= 64 else { return false }
        return minimum <= zip(caps, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// A rule whose numbers are known to be within the limits; ``isPossible(caps:weights:minimum:maximum:)`` tells.
    ///
    /// - Precondition: it is possible. Everything behind relies on it: no length and no sum here can overflow.
    public init(caps: [Int], weights: [Int], minimum: Int, maximum: Int) {
        precondition(
            Self.isPossible(caps: caps, weights: weights, minimum: minimum, maximum: maximum),
            "an impossible selection rule"
        )
        self.caps = caps
        self.weights = weights
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Number of options.
    public var optionCount: Int { caps.count }

    /// Whether these values, one for each option, are an allowed ballot.
    public func allows(_ values: [Int]) -> Bool {
        guard values.count == optionCount else { return false }
        guard zip(values, caps).allSatisfy({ $0 >= 0 && $0 <= $1 }) else { return false }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return (minimum...maximum).contains(sum)
    }

    /// Bytes of option i with its proof: `A_i || B_i || RP`.
    public func optionByteCount(_ option: Int) -> Int {
        Ciphertext.byteCount + RangeProof.byteCount(0...caps[option])
    }

    /// Bytes of all options and the proof of the sum.
    public var byteCount: Int {
        caps.indices.reduce(0) { $0 + optionByteCount($1) } + RangeProof.byteCount(minimum...maximum)
    }
}

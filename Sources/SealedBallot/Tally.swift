import Ristretto255

/// Opening the encrypted sums with the shares of t tellers (protocol section 13.4).
public enum Tally {
    /// `M_o = B̄_o − Σ λ_l·D_{l,o}`: the sum of one option in the exponent.
    ///
    /// `factors` holds `D` by teller number, 1 to 3, exactly those that are used.
    public static func opened(_ sum: Ciphertext, factors: [Int: Element]) -> Element {
        let numbers = factors.keys.sorted()
        return numbers.reduce(sum.beta) { rest, number in
            // Both dictionaries have the same keys.
            guard let factor = factors[number] else { return rest }
            return rest - lagrange(number, among: numbers) * factor
        }
    }

    /// `λ_l = Π_{i ≠ l} i/(i − l)` modulo ℓ.
    static func lagrange(_ number: Int, among numbers: [Int]) -> Scalar {
        numbers.filter { $0 != number }.reduce(Scalar(1)) { product, other in
            let difference = other > number ? Scalar(other - number) : Scalar.zero - Scalar(number - other)
            return product * Scalar(other) * difference.inverse
        }
    }

    /// The integer m in `0...limit` with `m·G == element`, by baby steps and giant steps, or nil if there is none.
    ///
    /// - Complexity: about `2·√limit` additions; the tellers' own counting, verifiers only multiply.
    public static func discreteLogarithm(of element: Element, limit: Int) -> Int? {
        var width = 1
        while width * width < limit + 1 { width += 1 }
        var babies: [Element: Int] = [:]
        babies.reserveCapacity(width)
        var step = Element.identity
        for baby in 0..<width {
            babies[step] = baby
            step = step + Element.generator
        }
        // `step` is now width·G.
        var rest = element
        for giant in 0..<width {
            if let baby = babies[rest] {
                let value = giant * width + baby
                return value <= limit ? value : nil
            }
            rest = rest - step
        }
        return nil
    }
}

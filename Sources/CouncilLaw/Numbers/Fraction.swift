/// An exact fraction that is not negative.
///
/// Majorities and quotients are compared by cross-multiplication in double width. A floating-point number would call
/// 20/8 and 15/6 equal only by luck, and an open lot depends on that equality.
public struct Fraction: Hashable, Sendable {
    /// Above the line, in lowest terms.
    public let numerator: Int
    /// Below the line, in lowest terms, at least one.
    public let denominator: Int

    /// One half.
    public static let half = Fraction(reducing: 1, 2)
    /// Two thirds.
    public static let twoThirds = Fraction(reducing: 2, 3)
    /// One fifth.
    public static let oneFifth = Fraction(reducing: 1, 5)

    /// A fraction from its two parts.
    public init(_ numerator: Int, _ denominator: Int) throws(InvalidInput) {
        try numerator.checked(.majority, atMost: .max)
        try denominator.checkedPositive(.majority, atMost: .max)
        self.init(reducing: numerator, denominator)
    }

    /// For parts that are known to be in order: the numerator at least zero, the denominator at least one.
    init(reducing numerator: Int, _ denominator: Int) {
        var (a, b) = (numerator, denominator)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = max(a, 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// The largest whole number that is not above this fraction of `number`.
    func floor(of number: Int) -> Int {
        divide(number).quotient
    }

    /// The smallest whole number that is not below this fraction of `number`.
    func ceiling(of number: Int) -> Int {
        let (quotient, remainder) = divide(number)
        return remainder == 0 ? quotient : quotient + 1
    }

    /// Callers hold fractions up to one and numbers up to ``Limit/count``, so the quotient fits.
    private func divide(_ number: Int) -> (quotient: Int, remainder: Int) {
        denominator.dividingFullWidth(number.multipliedFullWidth(by: numerator))
    }
}

extension Fraction: Comparable {
    /// Compares by cross-multiplication, which cannot overflow in double width.
    public static func < (left: Fraction, right: Fraction) -> Bool {
        left.numerator.multipliedFullWidth(by: right.denominator)
            < right.numerator.multipliedFullWidth(by: left.denominator)
    }
}

extension Fraction: CustomStringConvertible {
    /// The fraction as people write it by hand: `4`, `1/2`, `2 1/2`.
    public var description: String {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        if rest == 0 { return "\(whole)" }
        return whole == 0 ? "\(rest)/\(denominator)" : "\(whole) \(rest)/\(denominator)"
    }
}

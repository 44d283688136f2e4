extension Sequence<UInt8> {
    /// The bytes as lowercase hex; comparing these makes failures readable.
    public var hex: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

extension String {
    /// The bytes this hex text stands for; stops the test program if it is none.
    public var unhexed: [UInt8] {
        let digits = utf8.map { digit in UInt8(String(UnicodeScalar(digit)), radix: 16)! }
        precondition(digits.count.isMultiple(of: 2), "an odd number of hex digits")
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

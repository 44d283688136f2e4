import Election

/// The numbers of one teller with the nonce of their commitment.
public struct TallyOpening: Hashable, Codable, Sendable {
    /// The teller.
    public var p: PersonID
    /// 16 random bytes.
    public var nonce: TallyNonce
    /// The numbers, in the order of ``PostalState/fields(of:)``.
    public var numbers: [Int]

    /// Puts the values together.
    public init(p: PersonID, nonce: TallyNonce, numbers: [Int]) {
        self.p = p
        self.nonce = nonce
        self.numbers = numbers
    }
}

import Election

/// A Wahlschein with everything that goes out with it.
public struct Kit: Hashable, Codable, Sendable {
    /// Its number.
    public var number: Wahlscheinnummer
    /// Whose it is.
    public var p: PersonID

    /// Puts the values together.
    public init(number: Wahlscheinnummer, p: PersonID) {
        self.number = number
        self.p = p
    }
}

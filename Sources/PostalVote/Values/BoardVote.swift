import Election

/// How one member of the board voted.
public struct BoardVote: Hashable, Codable, Sendable {
    /// The person.
    public var p: PersonID
    /// Yes or no.
    public var yes: Bool

    /// Puts the values together.
    public init(p: PersonID, yes: Bool) {
        self.p = p
        self.yes = yes
    }
}

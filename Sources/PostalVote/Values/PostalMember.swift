import Election

/// A member, as far as this vote is concerned.
public struct PostalMember: Hashable, Codable, Sendable {
    /// The person.
    public var p: PersonID
    /// The name.
    public var name: String
    /// The lines of the address, if the journal is to keep it.
    public var address: [String]?
    /// Took part in the session at any time.
    public var attended: Bool
    /// Was present at the item.
    public var present: Bool
    /// Excluded for the item.
    public var excluded: Bool
    /// Has a vote in this kind of vote.
    public var mayVote: Bool

    /// Puts the values together.
    public init(
        p: PersonID,
        name: String,
        address: [String]? = nil,
        attended: Bool,
        present: Bool,
        excluded: Bool,
        mayVote: Bool
    ) {
        self.p = p
        self.name = name
        self.address = address
        self.attended = attended
        self.present = present
        self.excluded = excluded
        self.mayVote = mayVote
    }
}

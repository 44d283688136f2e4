import Election

/// What was decided about a member who attended the session but not the item.
public struct PostalDecision: Hashable, Codable, Sendable {
    /// The person.
    public var p: PersonID
    /// Whether the person may vote.
    public var admit: Bool
    /// Why.
    public var reason: String

    /// Puts the values together.
    public init(p: PersonID, admit: Bool, reason: String) {
        self.p = p
        self.admit = admit
        self.reason = reason
    }
}

/// The votes of one option.
public struct OptionVotes: Hashable, Codable, Sendable {
    /// The option.
    public var id: String
    /// Its votes.
    public var votes: Int

    /// Puts the values together.
    public init(id: String, votes: Int) {
        self.id = id
        self.votes = votes
    }
}

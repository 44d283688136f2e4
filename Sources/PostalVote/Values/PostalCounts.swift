/// The numbers of the result.
public struct PostalCounts: Hashable, Codable, Sendable {
    /// A: who may vote.
    public var entitled: Int
    /// B: inner envelopes in the urn.
    public var voters: Int
    /// D: valid votes.
    public var valid: Int
    /// C: invalid votes.
    public var invalid: Int
    /// Abstentions.
    public var abstentions: Int
    /// The votes of each option that counts, in the order of the Stimmzettel.
    public var options: [OptionVotes]
    /// Rejected Wahlbriefe by ground, eight numbers.
    public var rejected: [Int]

    /// Puts the values together.
    public init(
        entitled: Int,
        voters: Int,
        valid: Int,
        invalid: Int,
        abstentions: Int,
        options: [OptionVotes],
        rejected: [Int]
    ) {
        self.entitled = entitled
        self.voters = voters
        self.valid = valid
        self.invalid = invalid
        self.abstentions = abstentions
        self.options = options
        self.rejected = rejected
    }
}

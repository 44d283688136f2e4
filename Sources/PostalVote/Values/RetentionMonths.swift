/// How many months after the result papers are kept.
public struct RetentionMonths: Hashable, Codable, Sendable {
    /// Stimmzettel and empty envelopes, sealed.
    public var ballots: Int
    /// Wahlscheine, which carry names and signatures.
    public var wahlscheine: Int
    /// Rejected and late Wahlbriefe, sealed and unopened; and forms that were not used.
    public var letters: Int
    /// Receipt book, dispatch list and electorate.
    public var receiptBook: Int

    /// Puts the values together.
    public init(ballots: Int = 12, wahlscheine: Int = 6, letters: Int = 12, receiptBook: Int = 6) {
        self.ballots = ballots
        self.wahlscheine = wahlscheine
        self.letters = letters
        self.receiptBook = receiptBook
    }
}

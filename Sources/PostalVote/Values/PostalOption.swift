import CouncilLaw

/// One option on the Stimmzettel.
public struct PostalOption: Hashable, Codable, Sendable {
    /// A short name that stays the same, as in the manifest.
    public var id: String
    /// What is printed.
    public var label: String
    /// What it means to the law.
    public var meaning: OptionMeaning
    /// The number of people on a list, if it is known.
    public var people: Int?

    /// Puts the values together.
    public init(id: String, label: String, meaning: OptionMeaning, people: Int? = nil) {
        self.id = id
        self.label = label
        self.meaning = meaning
        self.people = people
    }
}

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

    /// Options by their labels alone, with the ids of an electronic ballot.
    public static func standard(_ labels: [String], _ kind: VoteKind) -> [PostalOption] {
        labels.enumerated().map { index, label in
            switch label.lowercased() {
            case "ja": PostalOption(id: "ja", label: label, meaning: .yes)
            case "nein": PostalOption(id: "nein", label: label, meaning: .no)
            case "enthaltung": PostalOption(id: "enthaltung", label: label, meaning: .abstention)
            case "ungültig": PostalOption(id: "ungueltig", label: label, meaning: .invalid)
            default:
                PostalOption(
                    id: String(index + 1),
                    label: label,
                    meaning: kind == .election ? .candidate : .list
                )
            }
        }
    }
}

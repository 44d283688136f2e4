/// A list as it was handed in before the vote.
public struct ProposedList: Hashable, Sendable {
    /// The list's name.
    public let name: String
    /// The Fraktionen or Gruppen that hand it in.
    public let factions: [String]
    /// The people on it, in their order.
    public let people: [String]

    /// A list, unchecked; ``ListFinding/findings(in:)`` looks at it.
    public init(name: String, factions: [String], people: [String]) {
        self.name = name
        self.factions = factions
        self.people = people
    }
}

/// Something about the lists that the officer must look at before the vote.
public enum ListFinding: Hashable, Sendable {
    /// Several Fraktionen on one list, to gain seats that neither would get: unlawful (BVerwG, 10.12.2003, 8 C 18.03).
    case jointList(list: String, factions: [String])
    /// One person on two lists, or twice on one.
    case personTwice(person: String, lists: [String])
    /// A list without a person.
    case emptyList(list: String)

    /// Whether the vote must not be opened before it is corrected; a joint list is a warning.
    public var mustBeCorrected: Bool {
        switch self {
        case .jointList: false
        case .personTwice, .emptyList: true
        }
    }

    /// Everything the officer must look at.
    public static func findings(in lists: [ProposedList]) throws(InvalidInput) -> [ListFinding] {
        try lists.map(\.name).checkedNames(.list)
        var findings: [ListFinding] = []
        var listsOf: [String: [String]] = [:]
        var order: [String] = []
        for list in lists {
            if list.factions.count > 1 { findings.append(.jointList(list: list.name, factions: list.factions)) }
            if list.people.isEmpty { findings.append(.emptyList(list: list.name)) }
            for person in list.people.map(\.withoutSurroundingSpace) {
                if listsOf[person] == nil { order.append(person) }
                listsOf[person, default: []].append(list.name)
            }
        }
        for person in order {
            guard let lists = listsOf[person], lists.count > 1 else { continue }
            findings.append(.personTwice(person: person, lists: lists))
        }
        return findings
    }

    /// The finding in words.
    public var statement: Statement {
        switch self {
        case .jointList(let list, let factions):
            Statement(.jointList, ["list": .text(list), "factions": .names(factions)])
        case .personTwice(let person, let lists):
            Statement(.personTwice, ["person": .text(person), "lists": .names(lists)])
        case .emptyList(let list): Statement(.emptyList, ["list": .text(list)])
        }
    }
}

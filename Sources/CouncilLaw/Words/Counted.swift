/// Things that are counted, because a language says "1 Stimme" and "2 Stimmen".
///
/// Each has two sentences in the catalogue, `.one` and `.many`.
package enum Counted: String, CaseIterable, Sendable {
    case abstention = "law.counted.abstention"
    case invalidVote = "law.counted.invalidVote"
    /// After "von", where German bends the plural.
    case ofMembers = "law.counted.ofMembers"
    case noVote = "law.counted.noVote"
    case seat = "law.counted.seat"
    case validBallot = "law.counted.validBallot"
    case validVote = "law.counted.validVote"
    case vote = "law.counted.vote"
    case yesVote = "law.counted.yesVote"

    /// The number with its noun.
    func callAsFunction(_ number: Int) -> Statement.Hole {
        .statement(Statement(plural: rawValue, of: number))
    }
}

extension Statement {
    /// The sentence for one, or the sentence for any other number.
    ///
    /// The number is in the hole `n` of both.
    init(plural key: String, of number: Int, _ holes: [String: Hole] = [:]) {
        self.init(key: key + (number == 1 ? ".one" : ".many"), holes.merging(["n": .number(number)]) { $1 })
    }

    init(plural key: PluralKey, of number: Int, _ holes: [String: Hole] = [:]) {
        self.init(plural: key.inCatalogue, of: number, holes)
    }
}

extension LegalFrame {
    /// What the chair says to open the vote: on what, who may vote, and which majority decides.
    public func opening(title: String) -> [Statement] {
        var said = [
            Statement(.chairOpens, ["kind": .statement(kind.statement), "title": .text(title)]),
            Statement(plural: .chairPresent, of: present), Statement(plural: .chairEntitled, of: entitled),
        ]
        if excluded > 0 { said.append(Statement(plural: .chairExcluded, of: excluded)) }
        said.append(whatDecides)
        said.append(Statement(.chairOpened, ["kind": .statement(kind.statement)]))
        return said
    }

    /// What the chair says to close the vote; how anybody voted is not known to anybody yet.
    public func closing(drawn: Int, cast: Int) -> [Statement] {
        var said = [
            Statement(.chairClosed, ["kind": .statement(kind.statement)]),
            Statement(plural: .chairCast, of: cast),
        ]
        if drawn > cast { said.append(Statement(plural: .chairGap, of: drawn - cast)) }
        return said
    }

    /// The majority or the method, in a sentence for the hall.
    public var whatDecides: Statement {
        switch kind {
        case .motion where majority == .simple: return Statement(.decidesSimple)
        case .motion:
            let share: [String: Statement.Hole] = [
                "share": .statement(majority.statement),
                "base": .statement(Statement(key: "law.base.\(majority.base.rawValue)", [:])),
            ]
            guard let number = numbers.number(majority.base) else { return Statement(.decidesShare, share) }
            let base = majority.countsMayor || !numbers.hasMayor ? number : number - 1
            let needed = majority.needed(of: base)
            return Statement(
                .decidesQualified,
                share.merging(["number": .number(base), "needed": Counted.yesVote(needed)]) { $1 }
            )
        case .election where round == .narrower: return Statement(.decidesNarrower)
        case .election where seats > 1: return Statement(plural: .decidesSeveral, of: seats)
        case .election:
            let hasNo = options.contains { $0.meaning == .no }
            return Statement(hasNo ? .decidesElectionWithNo : .decidesElection)
        case .listElection:
            return Statement(plural: .decidesList, of: seats, ["method": .statement(method.statement)])
        case .deputyMayors:
            return round == .narrower ? Statement(.decidesDeputyRunoff) : Statement(plural: .decidesDeputies, of: seats)
        }
    }
}

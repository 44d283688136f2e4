import CouncilLaw

let motionOptions = [
    BallotOption("Ja", .yes), BallotOption("Nein", .no), BallotOption("Enthaltung", .abstention),
]

func motionFrame(
    entitled: Int = 38,
    excluded: Int = 1,
    matter: Matter = .ordinary,
    session: String = "2024-02-21",
    numbers: BodyNumbers = .none
) throws -> LegalFrame {
    try LegalFrame(
        kind: .motion,
        matter: matter,
        session: day(session),
        entitled: entitled,
        present: entitled,
        excluded: excluded,
        options: motionOptions,
        numbers: numbers
    )
}

func electionFrame(_ names: String..., seats: Int = 1, round: Round = .first) throws -> LegalFrame {
    try LegalFrame(
        kind: .election,
        session: day("2024-02-21"),
        entitled: 30,
        present: 30,
        excluded: 0,
        options: names.map { BallotOption($0, .candidate) } + [BallotOption("Nein", .no)],
        seats: seats,
        round: round
    )
}

func listFrame(_ kind: VoteKind, seats: Int, round: Round = .first) throws -> LegalFrame {
    try LegalFrame(
        kind: kind,
        session: day("2024-02-21"),
        entitled: 44,
        present: 44,
        excluded: 0,
        options: ["A", "B", "C", "D"].map { BallotOption($0, .list) },
        seats: seats,
        round: round
    )
}

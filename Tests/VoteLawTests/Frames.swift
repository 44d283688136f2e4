import CouncilLaw
import Election
import ElectionTestSupport
import VoteLaw
import Words

/// The ids and the meanings of ``TestVote/yesNoAbstain``.
let ids = ["yes", "no", "abstain"]

func motion(
    entitled: Int = 5,
    present: Int = 6,
    leftOut: [String: Int] = ["excluded": 1],
    session: String = "2026-12-10",
    majority: MajorityRule? = nil,
    numbers: BodyNumbers = .none,
    circumstances: Circumstances = .unknown
) throws -> LegalFrame {
    try LegalFrame(
        kind: .motion,
        session: CalendarDate(parsing: session),
        entitled: entitled,
        present: present,
        excluded: leftOut["excluded"] ?? 0,
        leftOut: leftOut,
        options: [BallotOption("Ja", .yes), BallotOption("Nein", .no), BallotOption("Enthaltung", .abstention)],
        majority: majority,
        numbers: numbers,
        circumstances: circumstances
    )
}

/// One frame of every kind, and of everything a file can say.
func everyFrame() throws -> [LegalFrame] {
    let day = try CalendarDate(parsing: "2024-02-21")
    let persons = ["A", "B", "C"].map { BallotOption($0, .candidate) }
    let lists = [BallotOption("L", .list, people: 2), BallotOption("M", .list)]
    let reasons = Dictionary(uniqueKeysWithValues: LeftOutReason.codes.map { ($0, 2) })
    var all = [
        try motion(),
        try motion(circumstances: Circumstances(quorum: .secondSession, basis: .inPerson, secrecy: .objection)),
        try motion(majority: .twoThirds, numbers: BodyNumbers(statutory: 9, inOffice: 8, present: 6, hasMayor: false)),
        try motion(
            majority: MajorityRule(base: .present, share: Fraction(3, 7), comparison: .atLeast),
            numbers: BodyNumbers(present: 6)
        ),
    ]
    for (kind, options) in [(VoteKind.election, persons), (.listElection, lists), (.deputyMayors, lists)] {
        for round in Round.allCases {
            all.append(
                try LegalFrame(
                    kind: kind,
                    session: day,
                    settings: Settings(["single-candidate": "fails", "short-list": "passes-on"]),
                    entitled: 3,
                    present: 4,
                    excluded: 2,
                    leftOut: reasons,
                    options: options + [BallotOption("Enthaltung", .abstention), BallotOption("ungültig", .invalid)],
                    seats: 2,
                    round: round
                )
            )
        }
    }
    return all
}

func file(_ frame: LegalFrame) throws -> LawFile {
    try LawFile(frame, ids: frame.options.indices.map { "id\($0)" })
}

func german(_ judgement: Judgement) -> String {
    judgement.lines(title: "TOP 1", in: .german).joined(separator: "\n")
}

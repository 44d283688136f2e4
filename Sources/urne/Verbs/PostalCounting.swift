import Election
import Files
import PostalVote
import Ristretto255
import StrictJSON

/// `urne postal open-urn` to `announce`: the count, by two tellers on their own and a third who compares.
enum PostalCounting {
    static let all = [
        Verb("postal open-urn", .postalAct + [.flag("empty-after")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .urnOpened(PostalAct.UrnOpened(emptyAfter: invocation.flag("empty-after"), at: try desk.now()))
            }
        },
        Verb(
            "postal envelopes",
            .postalAct + [.required("counted", "N"), .required("wahlscheine", "N"), .value("explanation", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .envelopes(
                    PostalAct.Envelopes(
                        counted: try invocation.count("counted"),
                        wahlscheine: try invocation.count("wahlscheine"),
                        explanation: invocation.value("explanation"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal open",
            .postalAct + [
                .flag("mixed"), .required("ballots", "N"), .value("empty", "N"), .value("several", "N"),
                .value("explanation", "TEXT"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .opened(
                    PostalAct.Opened(
                        mixed: invocation.flag("mixed"),
                        ballots: try invocation.count("ballots"),
                        empty: try invocation.count("empty", or: 0),
                        several: try invocation.count("several", or: 0),
                        explanation: invocation.value("explanation"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal sort",
            .postalAct + [
                .required("clear", "N"), .value("blank", "N"), .value("empty", "N"), .value("doubtful", "N"),
            ]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .sorted(
                    PostalAct.Sorted(
                        clear: try invocation.count("clear"),
                        blank: try invocation.count("blank", or: 0),
                        empty: try invocation.count("empty", or: 0),
                        doubtful: try invocation.count("doubtful", or: 0),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal doubtful",
            .postalAct + [
                .required("doubt", Doubt.allCases.map(\.rawValue).joined(separator: "|")), .required("seen", "TEXT"),
                .required("decision", "valid|invalid|abstention"), .list("option", "TEXT"),
                .required("reason", "TEXT"), .value("yes", "P,P"), .value("no", "P,P"),
            ],
            run: doubtful
        ),
        Verb("postal stack", .postalAct + [.required("stack", "clear|blank"), .value("from", "F|-")], run: tally),
        Verb("postal compare", .postalAct + [.required("stack", "clear|blank")], run: compare),
        Verb(
            "postal recount",
            .postalAct + [.required("asked-by", "NAME"), .required("reason", "TEXT"), .flag("granted")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .recountRequested(
                    PostalAct.RecountRequested(
                        by: try invocation.required("asked-by"),
                        why: try invocation.required("reason"),
                        granted: invocation.flag("granted"),
                        at: try desk.now()
                    )
                )
            }
        },
    ]

    // MARK: Doubtful

    private static func doubtful(_ invocation: Invocation) throws {
        try PostalDesk.act(invocation) { desk in
            .doubtful(
                PostalAct.Doubtful(
                    n: desk.state.doubtful.count + 1,
                    doubt: try invocation.word("doubt"),
                    content: try invocation.required("seen"),
                    decision: try invocation.word("decision"),
                    options: try invocation.list("option").map { try option($0, desk) },
                    reason: try invocation.required("reason"),
                    votes: try invocation.boardVotes(),
                    at: try desk.now()
                )
            )
        }
    }

    /// An option by its label or its id.
    private static func option(_ text: String, _ desk: PostalDesk) throws -> String {
        let options = desk.state.start.options
        guard let option = options.first(where: { $0.id == text }) ?? options.first(where: { $0.label == text }) else {
            throw Misuse.badValue(option: "option", text)
        }
        return option.id
    }

    // MARK: Two tellers

    private static func tally(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let key = try desk.actor()
        let stack: Stack = try invocation.word("stack")
        let round = desk.state.stacks[stack]?.round ?? 1
        // Whether it is this person's turn is said before anybody types numbers.
        let draft = PostalAct.Tally(stack: stack, round: round, commit: .zero, at: try desk.now())
        try desk.state.check(.tally(draft), by: key.person)
        let numbers = try TallySheet(desk.state, stack, invocation.language).numbers(invocation)
        let opening = TallyOpening(p: key.person, nonce: .random(), numbers: numbers)
        if let field = desk.state.wrongField(numbers, in: stack) {
            throw PostalRefusal(.field, ["field": desk.state.nameOfField(field)])
        }
        let act = PostalAct.tally(
            PostalAct.Tally(
                stack: stack,
                round: round,
                commit: TallyCommitment.of(opening, stack: stack, round: round),
                at: try desk.now()
            )
        )
        try desk.perform(act, opening: opening)
        try desk.report(act)
    }

    /// The third person: both tallies are fetched, and the entry carries them.
    private static func compare(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let stack: Stack = try invocation.word("stack")
        let round = desk.state.stacks[stack]?.round ?? 1
        let openings = try desk.office.openings(of: desk.state.id, stack, for: desk.key)
        guard openings.count == 2 else { throw PostalRefusal(.tallyMissing) }
        let agreed = desk.state.agrees(openings, in: stack)
        let act = PostalAct.compare(
            PostalAct.Compare(stack: stack, round: round, openings: openings, agreed: agreed, at: try desk.now())
        )
        try desk.perform(act)
        let console = invocation.console
        let sheet = TallySheet(desk.state, stack, invocation.language)
        for line in sheet.lines(openings.map(\.numbers)) { console.sayText("  " + line) }
        console.say(agreed ? "cli.postal.agreed" : "cli.postal.disagreed", ["round": String(round + 1)])
        try desk.report(act) { $0.add("agreed", agreed) }
    }
}

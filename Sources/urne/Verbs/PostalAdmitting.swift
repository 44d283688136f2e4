import Election
import PostalVote
import StrictJSON

/// `urne postal admit`, `reject`, `object`, `resolve`: each Wahlbrief, one after another.
enum PostalAdmitting {
    private static let letter = Verb.Operand(value: "N|NUMBER")
    private static let findings: [Verb.Option] = [
        .value("wahlschein", "NUMBER,…"), .value("unsigned", "NUMBER,…"), .flag("no-wahlschein"),
        .value("inner", "N"), .flag("outer-open"), .flag("inner-open"), .flag("unofficial"), .flag("deviating"),
        .flag("object-inside"), .flag("loose-ballot"), .value("doubt", "TEXT"), .flag("by-resolution"),
    ]

    static let all = [
        Verb("postal letters", .postal, run: letters),
        Verb("postal admit", operand: letter, .postalAct + findings) { invocation in
            try PostalDesk.act(invocation) { desk in
                .admitted(
                    PostalAct.Admitted(
                        running: try invocation.running(desk),
                        findings: try findings(invocation, desk),
                        byResolution: try isResolved(invocation, desk, admits: true),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal reject",
            operand: letter,
            .postalAct + [
                .required("ground", "1…8"), .required("note", "TEXT"), .flag("resealed"), .value("yes", "P,P"),
                .value("no", "P,P"),
            ] + findings,
            run: reject
        ),
        Verb("postal object", operand: letter, .postalAct + [.required("reason", "TEXT")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .objected(
                    PostalAct.Objected(
                        running: try invocation.running(desk),
                        why: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb(
            "postal resolve",
            operand: letter,
            .postalAct + [.value("yes", "P,P"), .value("no", "P,P"), .required("reason", "TEXT")]
        ) { invocation in
            try PostalDesk.act(invocation) { desk in
                .resolution(
                    PostalAct.Resolution(
                        running: try invocation.running(desk),
                        votes: try invocation.boardVotes(),
                        reason: try invocation.required("reason"),
                        at: try desk.now()
                    )
                )
            }
        },
        Verb("postal end-admission", .postalAct + [.flag("waited")]) { invocation in
            try PostalDesk.act(invocation) { desk in
                .admissionDone(PostalAct.AdmissionDone(waited: invocation.flag("waited"), at: try desk.now()))
            }
        },
    ]

    /// What waits for the board, in an order of chance: the order of arrival would tell something.
    private static func letters(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        var random = SystemRandomNumberGenerator()
        let order = desk.state.openingOrder(using: &random)
        let console = invocation.console
        let rows = order.compactMap { running -> (running: Int, number: String?, state: String)? in
            guard let letter = desk.state.letters.first(where: { $0.received.running == running }) else { return nil }
            let state = letter.resolution != nil ? "resolved" : letter.objected != nil ? "objected" : "waits"
            return (running, letter.received.number?.description, state)
        }
        let lines = rows.map { row in
            let number = row.number ?? console.sentence("cli.postal.letter.unreadable")
            return "\(row.running)  \(number)  " + console.sentence("cli.postal.letter.\(row.state)")
        }
        let objects = rows.map { row in
            var writer = JSONWriter()
            writer.add("running", row.running)
            writer.add("number", raw: row.number.map(JSONWriter.quote) ?? "null")
            writer.add("state", row.state)
            return writer.object
        }
        invocation.answer(lines.joined(separator: "\n")) { $0.add("letters", raw: JSONWriter.array(objects)) }
    }

    private static func reject(_ invocation: Invocation) throws {
        guard let number = try invocation.integer("ground", in: 1...8),
            let ground = Zurueckweisungsgrund(rawValue: number)
        else { throw Misuse.missingOption("ground") }
        let votes = try invocation.boardVotes()
        try PostalDesk.act(invocation) { desk in
            .rejected(
                PostalAct.Rejected(
                    running: try invocation.running(desk),
                    ground: ground,
                    // A late one is not opened: nobody can say what is in it.
                    findings: ground == .late ? nil : try findings(invocation, desk),
                    note: try invocation.required("note"),
                    resealed: invocation.flag("resealed"),
                    byResolution: try isResolved(invocation, desk, admits: false),
                    votes: votes.isEmpty ? nil : votes,
                    at: try desk.now()
                )
            )
        }
    }

    /// Whether the act carries out a resolution: one that agrees with it needs not be named once more.
    private static func isResolved(_ invocation: Invocation, _ desk: PostalDesk, admits: Bool) throws -> Bool {
        let running = try invocation.running(desk)
        let letter = desk.state.letters.first { $0.received.running == running }
        return invocation.flag("by-resolution") || letter?.resolution?.admits == admits
    }

    /// What was found; the Wahlschein is the one whose number stood outside unless another is named.
    private static func findings(_ invocation: Invocation, _ desk: PostalDesk) throws -> LetterFindings {
        let running = try invocation.running(desk)
        let outside = desk.state.letters.first { $0.received.running == running }?.received.number
        let named = try invocation.numbers("wahlschein")
        let found = invocation.flag("no-wahlschein") ? [] : named ?? [outside].compactMap(\.self)
        let unsigned = try invocation.numbers("unsigned") ?? []
        return LetterFindings(
            outerClosed: !invocation.flag("outer-open"),
            innerClosed: !invocation.flag("inner-open"),
            envelopes: try invocation.count("inner", or: 1),
            wahlscheine: found,
            signed: found.filter { !unsigned.contains($0) },
            unofficial: invocation.flag("unofficial"),
            deviating: invocation.flag("deviating"),
            object: invocation.flag("object-inside"),
            looseBallot: invocation.flag("loose-ballot"),
            doubt: invocation.value("doubt")
        )
    }
}

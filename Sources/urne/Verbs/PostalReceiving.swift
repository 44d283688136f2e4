import PostalVote

/// `urne postal receive`: a Wahlbrief is entered into the receipt book; whether it is late is computed.
enum PostalReceiving {
    static let all = [verb, withdrawal]

    private static let verb = Verb(
        "postal receive",
        operand: Verb.Operand(value: "NUMBER|-|none", isRepeatable: true),
        .postalAct + [
            .value("channel", "post|letterbox|personal|other-office"),
            .value("condition", "closed|damaged|open"), .value("arrival", "TIME"), .value("reached", "TIME"),
            .flag("first-emptying"), .value("place", "TEXT"), .value("remark", "TEXT"),
        ],
        run: receive
    )

    /// What people ask for and what there is not: it is called by its name, so that the answer is the rule.
    private static let withdrawal = Verb(
        "postal withdraw",
        operand: Verb.Operand(value: "NUMBER", isRepeatable: true, isOptional: true),
        .postal
    ) { _ in throw PostalProblem.withdrawal }

    private static func receive(_ invocation: Invocation) throws {
        try Scanning.run(invocation) { desk, text in
            // A Wahlbrief with no number of this vote is entered, too: it arrived.
            let isNone = text == "none"
            let number = isNone ? nil : Wahlscheinnummer(typed: text)
            guard isNone || number != nil else { throw PostalProblem.unreadableNumber }
            let now = try desk.now()
            return .received(
                PostalAct.Received(
                    running: desk.state.letters.count + 1,
                    number: number,
                    arrival: try invocation.time("arrival") ?? now,
                    reached: try invocation.time("reached"),
                    channel: try invocation.word("channel", or: .post),
                    condition: try invocation.word("condition", or: .closed),
                    firstEmptying: invocation.flag("first-emptying"),
                    place: invocation.value("place") ?? invocation.console.sentence("cli.postal.locked"),
                    remark: invocation.value("remark"),
                    at: now
                )
            )
        }
    }
}

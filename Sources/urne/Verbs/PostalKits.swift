import Election
import PostalVote
import RemoteServer
import StrictJSON

/// `urne postal send`, `return`, `replace`: kits on their way out.
enum PostalKits {
    static let all = [
        Verb(
            "postal send",
            operand: Verb.Operand(value: "NUMBER|-", isRepeatable: true),
            .postalAct + [.flag("handed"), .value("to", "NAME"), .flag("authority")],
            run: send
        ),
        Verb(
            "postal return",
            operand: Verb.Operand(value: "NUMBER|-", isRepeatable: true),
            .postalAct + [.value("remark", "TEXT")],
            run: takeBack
        ),
    ]

    private static func send(_ invocation: Invocation) throws {
        try Scanning.run(invocation) { desk, text in
            guard let number = Wahlscheinnummer(typed: text) else { throw PostalProblem.unreadableNumber }
            return .sent(
                PostalAct.Sent(
                    number: number,
                    how: invocation.flag("handed") ? .handed : .post,
                    to: invocation.value("to"),
                    authority: invocation.flag("authority"),
                    at: try desk.now()
                )
            )
        }
    }

    private static func takeBack(_ invocation: Invocation) throws {
        try Scanning.run(invocation) { desk, text in
            guard let number = Wahlscheinnummer(typed: text) else { throw PostalProblem.unreadableNumber }
            return .returned(
                PostalAct.Returned(number: number, remark: invocation.value("remark"), at: try desk.now())
            )
        }
    }
}

/// Numbers one after another, from the command line, or with `-` from a reader that types into standard input.
///
/// Each is said what it is; one that is refused keeps nobody from the next.
enum Scanning {
    static func run(
        _ invocation: Invocation,
        _ make: (PostalDesk, String) throws -> PostalAct
    ) throws {
        var desk = try PostalDesk(invocation)
        let console = invocation.console
        var taken = 0
        var refused = 0
        var rows: [String] = []
        let typed = invocation.operands == ["-"] ? AnySequence(ScannerLines()) : AnySequence(invocation.operands)
        for text in typed {
            let before = desk.state.scan(text)
            let row: String
            do {
                try take(text, &desk, make)
                taken += 1
                row = line(text, "taken", done(text, desk, before), before)
            } catch let error where isAboutNumber(error) {
                refused += 1
                row = line(text, "refused", ErrorSentence.of(error, in: invocation.language).text, before)
            }
            if invocation.flag("json") { rows.append(row) } else { console.out(row) }
        }
        guard taken + refused > 0 else { throw PostalProblem.nothingRead }
        if invocation.flag("json") { console.out(JSONWriter.array(rows)) }
        console.say("cli.postal.scanned", ["taken": String(taken), "refused": String(refused)])
        if refused > 0 { throw PostalProblem.scans(refused: refused) }
        desk.sayNext()

        func line(_ text: String, _ outcome: String, _ sentence: String, _ scan: Scan) -> String {
            let (key, holes) = scan.words(in: desk.state)
            let number = Wahlscheinnummer(typed: text)?.description
            guard invocation.flag("json") else {
                // What a number is says more than why it was not taken, where it could never have been.
                let what = outcome == "taken" || scan.isOurs ? sentence : console.sentence(key, holes)
                return (outcome == "taken" ? "✓ " : "✗ ") + scan.repeated(text) + Console.printable(what)
            }
            var writer = JSONWriter()
            writer.add("number", raw: number.map(JSONWriter.quote) ?? "null")
            writer.add("outcome", outcome)
            writer.add("scan", String(key.split(separator: ".").last ?? ""))
            writer.add("text", sentence)
            return writer.object
        }

        func done(_ text: String, _ desk: PostalDesk, _ before: Scan) -> String {
            let number = Wahlscheinnummer(typed: text)
            let kit = desk.state.kits.first { $0.number == number }
            let letter = desk.state.letters.last { $0.received.number == number }
            let kind = desk.state.entries.last?.act.kind
            let closed = letter?.isLate == true ? ".late" : letter?.isAfterAdmission == true ? ".after" : ""
            let name = kit.map { desk.state.name(of: $0.p) } ?? "–"
            let taken = console.sentence(
                "cli.postal.taken.\(kind?.rawValue ?? "")" + (kind == .received ? closed : ""),
                [
                    "number": number?.description ?? "–", "name": name, "running": String(desk.state.letters.count),
                    "what": number.map { "\($0) (\(name))" } ?? console.sentence("cli.postal.letter.unreadable"),
                ]
            )
            guard kind == .received else { return taken }
            // The letter lies here and is taken; what is odd about its kit is said at once.
            switch before {
            case .notSent: return taken + console.sentence("cli.postal.taken.unsent")
            case .returned: return taken + console.sentence("cli.postal.taken.cameBack")
            case .replaced(let kit):
                let new = kit.replacedBy?.description ?? "–"
                return taken + console.sentence("cli.postal.taken.replaced", ["new": new])
            default: return taken
            }
        }
    }

    /// One number; where another clerk was faster, it is looked at again.
    private static func take(
        _ text: String,
        _ desk: inout PostalDesk,
        _ make: (PostalDesk, String) throws -> PostalAct
    ) throws {
        for attempt in 1...20 {
            do {
                return try desk.perform(try make(desk, text))
            } catch let error where (error as? ErrorCode) == .staleHead || (error as? Refusal)?.code == .staleHead {
                guard attempt < 20 else { throw error }
                try desk.refresh()
            }
        }
    }

    /// Whether an error says something about this number, and the next one may be right.
    private static func isAboutNumber(_ error: any Error) -> Bool {
        switch error {
        case is PostalProblem: true
        case let refusal as PostalRefusal: numbers.contains(refusal.rule)
        case let refused as RemotePostal.Refused:
            PostalRule(rawValue: refused.rule).map(numbers.contains) ?? false
        default: false
        }
    }

    private static let numbers: Set<PostalRule> = [
        .numberForeign, .numberTwice, .numberUnknown, .numberReplaced, .alreadySent, .sentAfterLetter, .notSent,
        .returnedTwice, .returnedAfterLetter, .receivedTwice,
    ]
}

extension Scan {
    /// Whether it is a Wahlschein of this vote: then a refusal says more than what the number is.
    fileprivate var isOurs: Bool {
        switch self {
        case .unreadable, .foreign, .unknown: false
        case .notSent, .returned, .awaited, .alreadyReceived, .replaced: true
        }
    }

    /// What was scanned and is no number, before the sentence that says so; nothing if it may hold a code.
    func repeated(_ typed: String) -> String {
        guard self == .unreadable, let shown = Wahlscheinnummer.shown(typed) else { return "" }
        return shown + ": "
    }
}

import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import Words

/// `urne vote words` and `margin`: what the chair says, what goes into the minutes, and whether votes in doubt decided.
enum VoteWording {
    static let all = [
        Verb(
            "vote words",
            .vote + [.required("what", "opening|closing|announcing|minutes|resolution")] + seer + [
                .list("lot", "NAME"), .value("drawn-by", "NAME"), .value("witness", "NAME"),
            ] + .service,
            run: say
        ),
        Verb("vote margin", .vote + [.value("doubtful", "K")] + seer + .service, run: margin),
    ]

    /// Officers and the chair see the result before it is released.
    private static let seer: [Verb.Option] = [.value("as", "P"), .value("code-file", "F"), .value("home", "DIR")]

    private enum What: String {
        case opening, closing, announcing, minutes, resolution
    }

    /// After the release: the chair's sentences, what is open, and the line for the minutes.
    static func announce(_ judgement: Judgement, _ title: String, _ console: Console) {
        let lines = judgement.lines(title: title, in: console.language)
        guard !lines.isEmpty else { return }
        console.out("")
        for line in lines { console.out(line) }
        guard case .decided(let result) = judgement else { return }
        let minutes = result.minutesLine.text(in: console.language)
        console.out(console.sentence("rule.words.minutes") + " " + minutes)
    }

    private static func say(_ invocation: Invocation) throws {
        let what = try invocation.required("what")
        guard let what = What(rawValue: what) else { throw Misuse.badValue(option: "what", what) }
        let (log, law, status) = try vote(invocation)
        let title = log.manifest?.title ?? ""
        let statements: [Statement]
        switch what {
        case .opening: statements = try frame(log, law).opening(title: title)
        case .closing: statements = try frame(log, law).closing(drawn: status.draws, cast: status.ballots)
        case .announcing: statements = try result(log, law, invocation).announcement(title: title)
        case .minutes: statements = [try result(log, law, invocation).minutesLine]
        case .resolution: statements = [try result(log, law, invocation).resolutionText(title: title)]
        }
        let text = statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("what", what.rawValue)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    private static func margin(_ invocation: Invocation) throws {
        let (log, law, _) = try vote(invocation)
        let margin = try result(log, law, invocation).margin(doubtful: invocation.needed(.doubtful))
        let text = margin.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("decisive", margin.isDecisive)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    private static func vote(_ invocation: Invocation) throws -> (log: EventLog, law: [UInt8]?, status: VoteStatus) {
        let service = try invocation.server()
        let vote = try invocation.vote(on: service)
        var log = try EventLog(file: service.log(of: vote, from: 0))
        if invocation.value("as") != nil {
            let device = try invocation.device(on: service)
            let person = invocation.value("as")
            let role = log.manifest?.officers.first { $0.role != .server && $0.person == person }?.role
            if let role { log = try device.followWhole(as: role) }
        }
        return (log, try service.file(.law, of: vote), try service.status(of: vote))
    }

    private static func frame(_ log: EventLog, _ law: [UInt8]?) throws -> LegalFrame {
        guard let manifest = log.manifest, manifest.law != nil, let law else { throw LawError.undecided(.noLaw) }
        return try LawFile.frame(for: manifest, law)
    }

    private static func result(_ log: EventLog, _ law: [UInt8]?, _ invocation: Invocation) throws -> VoteResult {
        let judgement = Judgement(log, law: law)
        guard case .decided(let result) = judgement else { throw LawError.undecided(judgement) }
        guard invocation.flag("lot") || invocation.flag("drawn-by") || invocation.flag("witness") else { return result }
        let entry = LotEntry(
            winners: invocation.list("lot"),
            drawnBy: invocation.value("drawn-by") ?? "",
            witness: invocation.value("witness") ?? ""
        )
        do throws(LotRefusal) { return try result.settled(by: entry) } catch { throw LawError.lot(error) }
    }
}

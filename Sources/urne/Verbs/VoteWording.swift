import CouncilLaw
import Devices
import Election
import StrictJSON
import VoteLaw
import Words

/// `urne vote words` and `margin`: what the chair says, what goes into the minutes, and whether votes in doubt decided.
enum VoteWording {
    static let all = [
        Verb(
            "vote words",
            .vote + [.value("what", "opening|closing|announcing|minutes|resolution")] + seer + [
                .list("lot", "NAME"), .value("drawn-by", "NAME"), .value("witness", "NAME"),
            ] + .service,
            run: say
        ),
        Verb(
            "vote lot",
            .vote + .person + .service + [
                .list("lot", "NAME"), .required("drawn-by", "NAME"), .required("witness", "NAME"),
            ],
            run: enterLot
        ),
        Verb("vote margin", .vote + [.value("doubtful", "K")] + seer + .service, run: margin),
    ]

    /// Officers and the chair see the result before it is released.
    private static let seer: [Verb.Option] = [.value("as", "P"), .value("code-file", "F"), .value("home", "DIR")]

    private enum What: String {
        case opening, closing, announcing, minutes, resolution
        /// That the vote is void; nobody asks for it by name.
        case voided

        /// What is to be said in this state, where nobody asks for anything else.
        static func fitting(_ state: VoteState) -> [Self] {
            switch state {
            case .closed, .boxed, .tallying: [.closing]
            case .tallied, .announced: [.announcing, .minutes]
            case .empty, .draft, .ceremony, .ready, .issuing, .casting: [.opening]
            case .voided: [.voided]
            }
        }
    }

    /// After the release: the numbers, the chair's sentences, and apart from them what nobody reads out: warnings, what is
    /// open, and the line for the minutes.
    static func announce(_ judgement: Judgement, _ numbers: String, _ title: String, _ console: Console) {
        let lines = judgement.lines(title: title, in: console.language)
        guard case .decided(let result) = judgement, let spoken = lines.first else {
            console.say("cli.announce.read")
            console.out(numbers)
            if !lines.isEmpty { console.out("\n" + console.sentence("cli.announce.other")) }
            for line in lines { console.out(line) }
            return
        }
        console.out(numbers + "\n")
        console.say("cli.announce.read")
        console.out(spoken + "\n")
        console.out(console.sentence("cli.announce.other"))
        for line in lines.dropFirst() + [minutes(result, console)] { console.out(line) }
    }

    /// After the release of a tie: what the chair does next.
    static func hintLot(_ judgement: Judgement, _ view: VoteView, _ console: Console) {
        if case .decided(let result) = judgement, case .lot = result.next { console.hint("rule.lot.next", view.holes) }
    }

    /// The chair's entry of the lot; what it decides is said as the verifier says it.
    private static func enterLot(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let console = invocation.console
        if invocation.asksForCode {
            let view = try VoteView(invocation.vote(on: service), on: service)
            console.say("rule.lot.before", view.holes)
        }
        let device = try invocation.device(on: service)
        let log = try device.followWhole(as: .chair)
        guard log.state == .announced else { throw DeviceError.wrongState(log.state) }
        let judgement = Judgement(log, law: try device.law())
        guard case .decided(let result) = judgement else { throw LawError.undecided(judgement) }
        guard case .lot(let lot) = result.next else { throw LawError.recordedLot(.notOpen) }
        let entry = lotEntry(invocation)
        let settled: VoteResult
        do throws(LotRefusal) { settled = try result.settled(by: entry) } catch { throw LawError.lot(error) }
        try device.enterLot { head in
            LotDraw(
                vote: device.vote,
                head: head,
                among: lot.among,
                seats: lot.seats,
                winners: entry.winners,
                drawnBy: entry.drawnBy,
                witness: entry.witness,
                at: Clock.now()
            )
        }
        var view = try VoteView(device, on: service)
        view.decision = settled.json(title: view.title, in: invocation.language)
        console.say("rule.lot.entered")
        let words = settled.decisionInWords.text(in: invocation.language)
        invocation.answer(view.json, [words, minutes(settled, console)])
    }

    private static func lotEntry(_ invocation: Invocation) -> LotEntry {
        LotEntry(
            winners: invocation.list("lot"),
            drawnBy: invocation.value("drawn-by") ?? "",
            witness: invocation.value("witness") ?? ""
        )
    }

    private static func minutes(_ result: VoteResult, _ console: Console) -> String {
        console.sentence("rule.words.minutes") + " " + result.minutesLine.text(in: console.language)
    }

    private static func say(_ invocation: Invocation) throws {
        let asked = try invocation.value("what").map { text in
            guard let what = What(rawValue: text), what != .voided else { throw Misuse.badValue(option: "what", text) }
            return what
        }
        let (log, files, status) = try vote(invocation)
        let law = files[.law]
        let title = log.manifest?.title ?? ""
        let whats = asked.map { [$0] } ?? What.fitting(log.state)
        let texts = try whats.map { what in
            let statements: [Statement]
            switch what {
            case .opening: statements = try frame(log, law).opening(title: title)
            case .closing: statements = try frame(log, law).closing(drawn: status.draws, cast: status.ballots)
            case .announcing: statements = try result(log, files, invocation).announcement(title: title)
            case .minutes: statements = [try result(log, files, invocation).minutesLine]
            case .resolution: statements = [try result(log, files, invocation).resolutionText(title: title)]
            case .voided: return Words.sentence("rule.words.voided", ["title": title], in: invocation.language)
            }
            return statements.text(in: invocation.language)
        }
        var writer = JSONWriter()
        writer.add("what", whats.map(\.rawValue).joined(separator: ","))
        writer.add("text", texts.joined(separator: "\n"))
        invocation.answer(writer.object, texts)
    }

    private static func margin(_ invocation: Invocation) throws {
        let (log, files, _) = try vote(invocation)
        let margin = try result(log, files, invocation).margin(doubtful: invocation.needed(.doubtful))
        let text = margin.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("decisive", margin.isDecisive)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    private static func vote(_ invocation: Invocation) throws -> (log: EventLog, files: RecordFiles, status: VoteStatus)
    {
        let service = try invocation.server()
        let vote = try invocation.vote(on: service)
        var log = try EventLog(file: service.log(of: vote, from: 0))
        if invocation.value("as") != nil {
            let device = try invocation.device(on: service)
            let person = invocation.value("as")
            let role = log.manifest?.officers.first { $0.role != .server && $0.person == person }?.role
            if let role { log = try device.followWhole(as: role) }
        }
        var files = RecordFiles([:])
        for file in [RecordFile.law, .lot] { files[file] = try service.file(file, of: vote) }
        return (log, files, try service.status(of: vote))
    }

    private static func frame(_ log: EventLog, _ law: [UInt8]?) throws -> LegalFrame {
        guard let manifest = log.manifest, manifest.law != nil, let law else { throw LawError.undecided(.noLaw) }
        return try LawFile.frame(for: manifest, law)
    }

    /// The result with the lot: the one the chair entered, or the one that is given to see what it would decide.
    private static func result(_ log: EventLog, _ files: RecordFiles, _ invocation: Invocation) throws -> VoteResult {
        let judgement = Judgement(log, law: files[.law])
        guard case .decided(let result) = judgement else { throw LawError.undecided(judgement) }
        let given = ["lot", "drawn-by", "witness"].contains { invocation.flag($0) }
        let entry = lotEntry(invocation)
        switch RecordedLot(files[.lot], log, judgement) {
        case .fails(let problem): throw LawError.recordedLot(problem)
        case .holds(let settled, let draw):
            guard !given || entry == draw.entry else { throw Refusal(.wrongState, .lotRecorded) }
            return settled
        case .none:
            guard given else { return result }
            do throws(LotRefusal) { return try result.settled(by: entry) } catch { throw LawError.lot(error) }
        }
    }
}

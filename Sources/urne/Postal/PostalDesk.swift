import Election
import Journals
import PostalVote
import Ristretto255
import StrictJSON
import VoteServer
import WebApp

/// A postal vote as a verb finds it, with whoever acts on it.
struct PostalDesk {
    let invocation: Invocation
    let office: any PostalOffice
    /// The server beside it, for electronic votes.
    let server: any VoteService
    /// Who acts; nil for somebody who only looks.
    let key: PersonKey?
    private(set) var journal: Journal
    private(set) var state: PostalState

    var console: Console { invocation.console }

    /// Finds the postal vote that `--vote` means: its own id or that of the electronic vote, or the only one there is.
    init(_ invocation: Invocation) throws {
        let (office, server) = try invocation.postalOffice()
        let key = invocation.value("as") == nil ? nil : try invocation.personKey(realm: server.server().realm)
        self.invocation = invocation
        self.office = office
        self.server = server
        self.key = key
        (journal, state) = try Self.find(invocation.value("vote"), office, key)
    }

    private static func find(
        _ text: String?,
        _ office: any PostalOffice,
        _ key: PersonKey?
    ) throws -> (Journal, PostalState) {
        var found: [(Journal, PostalState)] = []
        for id in try office.all(for: key) {
            func isMeant(_ journal: Journal?) -> Bool {
                guard let text else { return true }
                let vote = journal?.postalStart?.vote?.description
                return id.description.hasPrefix(text) || vote?.hasPrefix(text) ?? false
            }
            var journal: Journal?
            do {
                let read = try office.journal(id, for: key)
                journal = read
                if isMeant(read), let state = try PostalState.folding(read) { found.append((read, state)) }
            } catch {
                // A damaged journal keeps nobody from another vote.
                if isMeant((error as? JournalDamage)?.sound ?? journal) { throw error }
            }
        }
        guard let one = found.first else { throw PostalProblem.none }
        guard found.count == 1 else { throw PostalProblem.several(count: found.count) }
        return one
    }

    /// Reads the journal anew, where somebody else may have added an entry.
    mutating func refresh() throws {
        journal = try office.journal(journal.id, for: key)
        guard let state = try PostalState.folding(journal) else { throw PostalProblem.notStarted }
        self.state = state
    }

    // MARK: Time

    /// The time of the act: the clock's, or in a rehearsal what `--now` says.
    func now() throws -> PostalTime { try invocation.postalNow(isRehearsal: state.start.rehearsal) }

    // MARK: Acting

    /// Who acts; a verb that acts needs somebody.
    func actor() throws -> PersonKey {
        guard let key else { throw Misuse.missingOption("as") }
        return key
    }

    /// Signs an act and hands it in; what the rules refuse is not signed.
    mutating func perform(_ act: PostalAct, opening: TallyOpening? = nil) throws {
        let key = try actor()
        try state.check(act, by: key.person)
        let entry = Event(
            signedBy: key.signing,
            in: .journal(journal.id),
            n: journal.entries.count,
            prev: journal.head,
            type: act.kind.rawValue,
            by: key.person.description,
            body: act.body
        )
        // Also whoever may not sign here finds out before anything is sent.
        var journal = journal
        try journal.append(entry)
        try office.append(entry, to: journal.id, opening: opening, now: now())
        try state.take(entry)
        self.journal = journal
    }

    /// Says what was done and what comes next.
    func report(_ act: PostalAct, _ more: (inout JSONWriter) -> Void = { _ in }) throws {
        console.say("cli.postal.done.\(act.kind.rawValue)", holes)
        warnOfUnsent(act)
        sayNext()
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("postal", hex: state.id.bytes)
        writer.add("n", journal.entries.count - 1)
        writer.add("type", act.kind.rawValue)
        writer.add("state", try state.stage(at: now()).rawValue)
        more(&writer)
        console.out(writer.object)
    }

    /// A Wahlschein that shows only inside could not be told of when the Wahlbrief arrived.
    private func warnOfUnsent(_ act: PostalAct) {
        guard case .admitted(let act) = act else { return }
        for (letter, number) in state.receivedUnsent
        where letter.received.running == act.running && letter.received.number != number {
            let warning = PostalWarning.receivedUnsent(running: act.running, number: number.description)
            console.sayText("! " + Console.printable(warning.sentence(in: console.language)))
        }
    }

    /// What comes next.
    func sayNext() {
        guard let step = try? state.nextStep(at: now()) else { return }
        console.hint("cli.postal.next.\(step.rawValue)", holes)
    }

    private var officialsPresent: String {
        String(((try? now()).map(state.asSeen) ?? state).officialsPresent)
    }

    /// What sentences about this vote may name.
    var holes: [String: String] {
        [
            "title": state.start.title, "postal": String(state.id.description.prefix(8)),
            "deadline": state.deadlineMoment?.text(in: console.language) ?? "–", "letters": String(state.letters.count),
            "kits": String(state.kits.count), "doubtful": String(state.doubtful.count),
            "needed": String(state.start.settings.officials), "present": officialsPresent,
            "entry": state.destroyed.last { $0.confirmedBy == nil }.map { String($0.n) } ?? "–",
        ]
    }

    /// One act of one person: what most verbs are.
    static func act(_ invocation: Invocation, _ make: (PostalDesk) throws -> PostalAct) throws {
        var desk = try PostalDesk(invocation)
        let act = try make(desk)
        try desk.perform(act)
        try desk.report(act)
    }
}

extension Invocation {
    /// The time of an act: the clock's, or in a rehearsal what `--now` says.
    func postalNow(isRehearsal: Bool) throws -> PostalTime {
        guard value("now") != nil else {
            guard let now = PostalClock.now() else { throw ErrorCode.wrongState }
            return now
        }
        guard isRehearsal else { throw PostalProblem.rehearsalOnly }
        guard let time = try time("now") else { throw Misuse.missingValue("now") }
        return time
    }
}

extension [Verb.Option] {
    /// Which postal vote, and who looks at it.
    static let postal: [Verb.Option] =
        [
            .value("vote", "V"), .value("as", "P"), .value("code-file", "F"), .value("home", "DIR"),
            .value("now", "TIME"),
        ] + service
    /// The same for an act, which somebody signs.
    static let postalAct: [Verb.Option] =
        [
            .value("vote", "V"), .required("as", "P"), .value("code-file", "F"), .value("home", "DIR"),
            .value("now", "TIME"),
        ] + service
}

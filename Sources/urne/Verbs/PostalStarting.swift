import CouncilLaw
import Devices
import Election
import PostalPapers
import PostalVote
import Ristretto255
import StrictJSON
import VoteLaw

/// `urne postal start`: the decision to vote by post.
///
/// After an electronic vote the void and the fallback are one act: one reason, one time, and no electronic ballot is
/// ever opened.
enum PostalStarting {
    static let verb = Verb(
        "postal start",
        .postalAct + [
            .value("from", "F"), .value("reason", "TEXT"), .value("basis", "TEXT"), .value("keys", "F"),
            .value("staff", "P,P"), .value("municipality", "TEXT"), .value("body", "TEXT"),
            .value("session", "YYYY-MM-DD"),
            .value("session-end", "YYYY-MM-DD"), .value("session-number", "TEXT"), .value("item", "TEXT"),
            .value("recipient", "TEXT"), .list("settings", "NAME=VALUE"), .value("earlier", "ID"),
            .flag("rehearsal"),
        ],
        run: start
    )

    private static func start(_ invocation: Invocation) throws {
        let (office, server) = try invocation.postalOffice()
        let file = try invocation.value("from").map { try PostalCaseFile($0) }
        let now = try invocation.postalNow(isRehearsal: invocation.flag("rehearsal"))
        let draft = try PostalDraft(invocation, file, now)
        guard invocation.value("vote") != nil else {
            let key = try invocation.personKey(realm: server.server().realm)
            let people = try staff(invocation, besides: [])
            let start = try draft.start()
            return try open(start, key, people, office, server, invocation)
        }
        let vote = try invocation.vote(on: server)
        _ = try server.status(of: vote)
        let key = try invocation.personKey(realm: server.server().realm)
        let device = try Device(server, home: invocation.home(), key: key, vote: vote)
        var log = try device.followWhole(as: .officer)
        guard let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        let officers = manifest.officers.compactMap { officer in
            PersonID(officer.person).map { RollEntry(person: $0, name: officer.name, key: officer.key) }
        }
        let people = try staff(invocation, besides: officers)
        let reason = try self.reason(invocation, file, log)
        let law = try device.law().map { String(decoding: $0, as: UTF8.self) }
        func start(_ head: Digest) throws -> PostalAct.Start {
            try draft.start(after: manifest, head: head, reason: reason, law: law)
        }
        if log.state != .voided {
            // Nothing is voided that cannot go on by post.
            try check(start(log.head), key, people, manifest.realm, office)
            try device.void(reason: reason)
            log = try device.followWhole(as: .officer)
            invocation.console.say("cli.vote.void", try VoteView(device, on: server).holes)
        }
        try open(start(log.head), key, people, office, server, invocation)
    }

    /// One reason for both: the void's, once it stands.
    private static func reason(_ invocation: Invocation, _ file: PostalCaseFile?, _ log: EventLog) throws -> String {
        let given = try invocation.value("reason") ?? file?.text("reason")
        guard log.state == .voided else {
            guard let given else { throw Misuse.missingOption("reason") }
            return given
        }
        let known = log.voidReason ?? ""
        guard given == nil || given == known else { throw PostalProblem.otherReason(known) }
        return known
    }

    /// Who may sign, besides those of the electronic vote: `--staff`, with their keys from `--keys`.
    private static func staff(_ invocation: Invocation, besides known: [RollEntry]) throws -> [RollEntry] {
        var people = known
        guard let wanted = try invocation.persons("staff") else {
            guard !known.isEmpty else { throw Misuse.missingOption("staff") }
            return people
        }
        let keys = try KeysFile(invocation.required("keys"))
        for person in wanted.persons where !people.contains(where: { $0.person == person.person }) {
            people.append(try keys.entry(person.person.description, option: "staff"))
        }
        // Whoever starts is named as the keys name them.
        let own = try invocation.required("as")
        if let own = keys.roll.entries.first(where: { $0.person.description == own }),
            !people.contains(where: { $0.person == own.person })
        {
            people.append(own)
        }
        return people
    }

    private static func name(of key: PersonKey, _ people: [RollEntry]) -> String {
        people.first { $0.person == key.person }?.name ?? key.person.description
    }

    private static func journal(
        _ key: PersonKey,
        _ people: [RollEntry],
        _ realm: Realm,
        at time: PostalTime
    ) throws -> Journal {
        if let known = people.first(where: { $0.person == key.person }), known.key != key.publicKey {
            throw DeviceError.wrongKey
        }
        let others = people.filter { $0.person != key.person }
        return Journal(
            openedBy: key,
            named: name(of: key, people),
            besides: others,
            in: realm,
            at: time.description
        )
    }

    /// Throws what the rules have against a start, before anything is signed for good.
    private static func check(
        _ start: PostalAct.Start,
        _ key: PersonKey,
        _ people: [RollEntry],
        _ realm: Realm,
        _ office: any PostalOffice
    ) throws {
        for id in try office.all(for: key) {
            // What is wrong later in another journal keeps nobody from this vote.
            let other = try office.soundPart(of: id, for: key)?.postalStart
            // The store would refuse it, too, but after the journal is opened, which then lies there without a start.
            if let other, start.repeats(other) { throw PostalRefusal(.sameVoteTwice) }
        }
        var journal = try journal(key, people, realm, at: start.at)
        let act = PostalAct.start(start)
        journal.add(act.kind.rawValue, body: act.body, signedBy: key)
        // No entry is there yet: what is wrong is what was typed.
        do { _ = try PostalState.folding(journal) } catch let fault { throw fault.refusal }
    }

    private static func open(
        _ start: PostalAct.Start,
        _ key: PersonKey,
        _ people: [RollEntry],
        _ office: any PostalOffice,
        _ server: any VoteService,
        _ invocation: Invocation
    ) throws {
        let realm = try server.server().realm
        try check(start, key, people, realm, office)
        var journal = try journal(key, people, realm, at: start.at)
        let act = PostalAct.start(start)
        journal.add(act.kind.rawValue, body: act.body, signedBy: key)
        for entry in journal.entries { try office.append(entry, to: journal.id, opening: nil, now: start.at) }
        let console = invocation.console
        console.say("cli.postal.done.start", ["title": start.title, "reason": start.reason.asSentence])
        let names = journal.people.map { "\($0.name) (\($0.person))" }
        console.say("cli.postal.mayAct", ["names": names.joined(separator: ", ")])
        if start.item == PostalDraft.noItem { console.hint("cli.postal.noItem") }
        // A file that says who may vote is named again, or the next command would ask for the council's.
        if let path = invocation.value("from"), (try? PostalCaseFile(path).members()) != nil {
            console.hint("cli.postal.next.electorateFrom", ["path": path])
        } else {
            console.hint("cli.postal.next.\(PostalStep.electorate.rawValue)")
        }
        invocation.answer(journal.id.description) { writer in
            writer.add("postal", hex: journal.id.bytes)
            writer.add("n", 1)
            writer.add("type", act.kind.rawValue)
            writer.add("state", PostalStage.started.rawValue)
        }
    }
}

import CouncilLaw
import Election
import PostalVote
import Ristretto255
import VoteLaw
import Words

/// A start that is being put together from the command line, a file, and the electronic vote.
struct PostalDraft {
    /// What stands where the item of the agenda is missing.
    static let noItem = "–"

    private let invocation: Invocation
    private let file: PostalCaseFile?
    private let now: PostalTime

    init(_ invocation: Invocation, _ file: PostalCaseFile?, _ now: PostalTime) throws {
        self.invocation = invocation
        self.file = file
        self.now = now
    }

    /// A vote that never was electronic.
    func start() throws -> PostalAct.Start {
        guard let file else { throw Misuse.missingOption("from") }
        guard let kind = VoteKind(rawValue: try needed("kind")) else {
            throw PostalProblem.file(path: file.path, reason: "kind")
        }
        let options = try file.options(kind)
        let settings = try settings()
        let session = try session(body: try needed("body"), date: nil)
        let seats = try file.number("seats") ?? 1
        let earlier = try earlier()
        let wahlgang = try file.number("wahlgang") ?? (earlier == nil ? 1 : 2)
        guard let reason = try invocation.value("reason") ?? file.text("reason") else {
            throw Misuse.missingOption("reason")
        }
        return PostalAct.Start(
            earlier: earlier,
            reason: reason,
            legalBasis: basis,
            session: session,
            item: try invocation.value("item") ?? file.text("item") ?? Self.noItem,
            title: try needed("title"),
            question: try needed("question"),
            kind: kind,
            wahlgang: wahlgang,
            seats: seats,
            options: options,
            law: try file.judging {
                try PostalAct.Start.law(
                    kind: kind,
                    session: session.date,
                    options: options,
                    seats: seats,
                    round: PostalAct.Start.round(of: kind, wahlgang: wahlgang),
                    blank: settings.blank
                )
            },
            settings: settings,
            rehearsal: invocation.flag("rehearsal"),
            at: now
        )
    }

    /// The fallback of an electronic vote, whose words and law it keeps.
    func start(after manifest: Manifest, head: Digest, reason: String, law: String?) throws -> PostalAct.Start {
        let file = try law.map { try LawFile(parsing: Array($0.utf8)) }
        let frame = file?.unlabelled
        let kind = frame?.kind ?? kind(of: manifest)
        let options = manifest.options.map { option in
            let known = file?.options.first { $0.id == option.id }
            let meaning = known?.meaning ?? PostalOption.standard([option.label], kind)[0].meaning
            return PostalOption(id: option.id, label: option.label, meaning: meaning, people: known?.people)
        }
        let settings = try settings(frozen: frame?.settings)
        let session = try session(body: manifest.body, date: frame?.session)
        // A vote of the narrower election stays one.
        let wahlgang = try self.file?.number("wahlgang") ?? (frame?.round == .narrower ? 2 : 1)
        return PostalAct.Start(
            vote: manifest.vote,
            voidHead: head,
            earlier: try earlier(),
            reason: reason,
            legalBasis: basis,
            session: session,
            item: try invocation.value("item") ?? self.file?.text("item") ?? Self.item(manifest.title),
            title: manifest.title,
            question: manifest.question,
            kind: kind,
            wahlgang: wahlgang,
            seats: frame?.seats ?? manifest.maximum,
            options: options,
            law: try law
                ?? PostalAct.Start.law(
                    kind: kind,
                    session: session.date,
                    options: options,
                    seats: manifest.maximum,
                    round: PostalAct.Start.round(of: kind, wahlgang: wahlgang),
                    blank: settings.blank
                ),
            settings: settings,
            rehearsal: invocation.flag("rehearsal"),
            at: now
        )
    }

    // MARK: Parts

    private func needed(_ name: String) throws -> String {
        guard let text = try file?.text(name) else {
            throw PostalProblem.file(path: file?.path ?? "", reason: name)
        }
        return text
    }

    private func kind(of manifest: Manifest) -> VoteKind {
        manifest.options.contains { $0.id == "ja" } ? .motion : .election
    }

    private func session(body: String, date known: CalendarDate?) throws -> PostalSession {
        var date = try invocation.date("session") ?? known
        if date == nil { date = try day("date") }
        guard let date else { throw Misuse.missingOption("session") }
        if let known, known != date { throw PostalProblem.otherSession(day: known.description) }
        // A slip of the pen would move the deadline by a month. A day that was frozen cannot be mended any more.
        let isReal = !invocation.flag("rehearsal")
        guard known != nil || !isReal || date <= now.date else { throw PostalProblem.sessionAhead(day: date) }
        var end = try invocation.date("session-end")
        if end == nil { end = try day("endDate") }
        let municipality =
            try invocation.value("municipality") ?? file?.text("municipality") ?? Self.municipality(of: body)
        return PostalSession(
            municipality: municipality,
            body: self.body(body, of: municipality),
            number: try invocation.value("session-number") ?? file?.text("number") ?? "–",
            date: date,
            endDate: end
        )
    }

    /// The town in the name of its council: "Rat der Stadt X" is the council of "Stadt X".
    private static func municipality(of body: String) -> String {
        body.hasPrefix("Rat der ") ? String(body.dropFirst("Rat der ".count)) : body
    }

    /// A day that the file names.
    private func day(_ name: String) throws -> CalendarDate? {
        guard let file, let text = try file.text(name) else { return nil }
        return try file.judging { try CalendarDate(parsing: text, as: .session) }
    }

    /// Whoever set up the electronic vote may have named the town alone; then it is the council that votes.
    private func body(_ known: String, of municipality: String) -> String {
        if let body = invocation.value("body") { return body }
        return known == municipality ? Words.sentence("cli.postal.body", in: .german) : known
    }

    /// The settings of the town; what was frozen with the electronic vote is the default.
    private func settings(frozen: CouncilLaw.Settings? = nil) throws -> PostalSettings {
        try checkFileSettings()
        guard let recipient = try invocation.value("recipient") ?? file?.text("recipient") else {
            throw Misuse.missingOption("recipient")
        }
        let given = try invocation.list("settings").map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw Misuse.badValue(option: "settings", text) }
            return (name: parts[0], value: parts[1])
        }
        let known =
            frozen.map { frozen in
                [
                    (name: "blank", value: frozen[.blankPaperBallot]),
                    (name: "shift", value: frozen.deadlineShift?.rawValue ?? "open"),
                    (name: "sessionDay", value: frozen[.sessionDay]),
                    (name: "electorate", value: frozen[.postalElectorate]),
                ]
            } ?? []
        return try PostalSettingsForm.settings(recipient: recipient, known + (file?.settings() ?? []) + given)
    }

    /// A wrong setting of the file is refused with the file's name; one of the command line by the command.
    private func checkFileSettings() throws {
        guard let file else { return }
        for entry in try file.settings() {
            do { _ = try PostalSettingsForm.settings(recipient: "–", [entry]) } catch is Misuse {
                throw PostalProblem.file(path: file.path, reason: "settings: \(entry.name)=\(entry.value)")
            }
        }
    }

    private func earlier() throws -> JournalID? {
        guard let text = invocation.value("earlier") else { return nil }
        guard let id = JournalID(hex: text) else { throw Misuse.badValue(option: "earlier", text) }
        return id
    }

    private var basis: String {
        invocation.value("basis") ?? Words.sentence("cli.postal.basis", in: .german)
    }

    /// "TOP 6" out of "TOP 6: Standort …", also behind the mark of a rehearsal.
    private static func item(_ title: String) -> String {
        title.firstMatch(of: /^(?:PROBE – )?(TOP [^:]*):/).map { String($0.output.1) } ?? noItem
    }
}

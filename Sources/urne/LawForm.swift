import CouncilLaw
import Devices
import Election
import Files
import Foundation
import StrictJSON
import VoteLaw

extension [Verb.Option] {
    /// By what a vote is judged, where `law.json` is made from the council's file.
    static let law: [Verb.Option] = [
        .value("session", "YYYY-MM-DD"), .value("law-kind", "motion|election|list|deputy-mayors"),
        .value("present", "all|P,P|F"), .value("no-picture", "P,P|F"), .value("excluded", "P,P|F"),
        .value("committee", "NAME"), .value("mayor", "P|none"), .value("matter", "§"),
        .value("majority", "simple|absolute|two-thirds"), .value("statutory", "N"), .value("seats", "N"),
        .flag("runoff"), .list("people", "NAME=N"), .list("settings", "NAME=VALUE"), .value("movers", "N"),
        .value("objections", "N"), .value("basis", "in-person|47a|58a"),
    ]
}

/// What a vote will be judged by, from the few words an officer gives; shown before it is frozen.
enum LawForm {
    static let verbs = [
        Verb(
            "rule freeze",
            [
                .required("roll", "F"), .value("council", "F"), .required("kind", "motion|choice|seats"),
                .list("option", "TEXT"), .value("marks", "K"), .flag("with-no"), .flag("no-abstention"),
                .flag("with-invalid"),
            ] + .law + [.required("out", "F"), .value("data", "DIR"), .flag("json")],
            run: freeze
        )
    ]

    /// The bytes of `law.json` for a new vote: the file that is given, or one made for the session; nil for neither.
    static func bytes(_ invocation: Invocation, _ form: BallotForm, _ roll: RollFile) throws -> [UInt8]? {
        if let path = invocation.value("law") {
            if invocation.value("session") != nil { throw InvalidInput(.session, .unexpected) }
            let bytes = try AtomicFile.read(path, limit: 1 << 24)
            do throws(LawFault) {
                _ = try LawFile(parsing: bytes)
            } catch {
                throw LawError.unreadable(path: path, error)
            }
            return bytes
        }
        guard invocation.value("session") != nil else {
            let given = [Verb.Option].law.first { invocation.flag($0.name) }
            if given != nil { throw InvalidInput(.session, .missing) }
            invocation.console.warn("rule.warning.noLaw")
            return nil
        }
        return try file(invocation, form, roll).bytes
    }

    /// Refuses a law that does not fit the vote, and shows the officer what is frozen.
    static func check(_ law: [UInt8], _ manifest: Manifest, _ invocation: Invocation) throws {
        let frame: LegalFrame
        do {
            frame = try LawFile.frame(for: manifest, law)
        } catch {
            throw LawError(error, path: invocation.value("law") ?? RecordFile.law.rawValue)
        }
        show(frame, invocation)
    }

    /// What the counts mean, before they are released; a release against the law is refused.
    static func released(_ device: Device) throws -> Judgement {
        let judgement = Judgement(try device.followWhole(as: .chair), law: try device.law())
        if case .notJudged(let reason) = judgement, reason.forbidsRelease { throw LawError.notReleased(reason) }
        return judgement
    }

    // MARK: Making

    private static func freeze(_ invocation: Invocation) throws {
        let form = try BallotForm(invocation)
        let roll = try RollFile(file: AtomicFile.read(invocation.required("roll")))
        let file = try file(invocation, form, roll)
        show(try file.frame(labels: form.options.map(\.label)), invocation)
        try AtomicFile.write(file.bytes, to: invocation.required("out"))
        if invocation.flag("json") { invocation.console.out(file.text) }
    }

    private static func show(_ frame: LegalFrame, _ invocation: Invocation) {
        invocation.console.say("rule.frozen")
        for line in frame.lines(in: invocation.language) { invocation.console.sayText("  " + line) }
    }

    private static func file(_ invocation: Invocation, _ form: BallotForm, _ roll: RollFile) throws -> LawFile {
        do {
            return try make(invocation, form, roll)
        } catch let input as InvalidInput {
            throw input.renamed([.members: .statutory])
        }
    }

    private static func make(_ invocation: Invocation, _ form: BallotForm, _ roll: RollFile) throws -> LawFile {
        guard let text = invocation.value("session") else { throw InvalidInput(.session, .missing) }
        let kind = try kind(invocation)
        let settings = try settings(invocation)
        try refuseWhatTheKindLacks(invocation, kind)
        let list = try RuleEligible.list(invocation)
        let draft = try LawDraft(
            kind: kind,
            matter: invocation.matter(),
            session: CalendarDate(parsing: text, as: .session),
            settings: settings,
            list: list,
            presences: RuleEligible.presences(invocation, list),
            excluded: RuleEligible.excluded(invocation),
            statutory: invocation.number(.statutory)
        )
        try compare(draft.electorate, roll)
        try draft.requireSecret()
        let options = try options(invocation, form, draft)
        let numbers = try draft.numbers()
        warn(list, draft.excluded, options, kind, invocation)
        return try draft.file(
            options: options,
            ids: form.options.map(\.id),
            seats: seats(invocation, kind, form),
            isRunoff: invocation.flag("runoff"),
            majority: invocation.majority(),
            basis: LawCircumstances.basis(invocation.word(.basis), list.body, draft.session, settings),
            secrecy: LawCircumstances.secrecy(
                movers: invocation.number(.movers),
                objections: invocation.number(.objections),
                kind,
                draft.matter,
                numbers,
                settings
            )
        )
    }

    private static func options(
        _ invocation: Invocation,
        _ form: BallotForm,
        _ draft: LawDraft
    ) throws -> [BallotOption] {
        let lengths = try lengths(invocation)
        let options = form.options.map { option in
            let meaning = draft.meaning(of: option.id)
            return BallotOption(option.label, meaning, people: meaning == .list ? lengths[option.label] : nil)
        }
        for name in lengths.keys.sorted() where !options.contains(where: { $0.label == name && $0.people != nil }) {
            throw InvalidInput(.people, .unknown(name))
        }
        return options
    }

    /// Arguments that have no meaning for a kind of vote are refused rather than dropped.
    private static func refuseWhatTheKindLacks(_ invocation: Invocation, _ kind: VoteKind) throws(InvalidInput) {
        if kind != .motion, invocation.flag("majority") { throw InvalidInput(.majority, .unexpected) }
        if kind == .motion || kind == .listElection, invocation.flag("runoff") {
            throw InvalidInput(.runoff, .unexpected)
        }
        if kind == .listElection || kind == .deputyMayors, invocation.flag("with-no") {
            throw InvalidInput(.withNo, .unexpected)
        }
    }

    /// What is allowed and is worth a second look.
    private static func warn(
        _ list: BodyList,
        _ excluded: Set<String>,
        _ options: [BallotOption],
        _ kind: VoteKind,
        _ invocation: Invocation
    ) {
        if kind.candidateMayVote {
            let candidates = Set(options.filter { $0.meaning == .candidate }.map { $0.label.foldedName })
            for member in list.members where excluded.contains(member.person) {
                guard candidates.contains(member.name.foldedName) else { continue }
                invocation.console.warn("rule.warning.candidateExcluded", ["name": member.name])
            }
        }
        if list.body.isCommittee { invocation.console.say("rule.warning.substitutes") }
    }

    private static func kind(_ invocation: Invocation) throws -> VoteKind {
        let form = try invocation.required("kind")
        let isMotion = form == "motion"
        // The law of councils knows no ballot on which votes pile up.
        guard form != "cumulative" else { throw InvalidInput(.kind, .cumulative) }
        guard let text = invocation.value("law-kind") else { return isMotion ? .motion : .election }
        guard let kind = VoteKind(rawValue: text), (kind == .motion) == isMotion else {
            throw Misuse.badValue(option: "law-kind", text)
        }
        return kind
    }

    private static func seats(_ invocation: Invocation, _ kind: VoteKind, _ form: BallotForm) throws -> Int {
        let given = try invocation.number(.seats)
        switch kind {
        case .motion, .election:
            if let given, given != form.maximum {
                throw InvalidInput(.seats, .doesNotAddUp(expected: form.maximum, found: given))
            }
            return form.maximum
        case .listElection, .deputyMayors:
            guard let given else { throw InvalidInput(.seats, .missing) }
            return given
        }
    }

    private static func settings(_ invocation: Invocation) throws -> Settings {
        var entries: [String: String] = [:]
        for text in invocation.list("settings") {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw InvalidInput(.settings, .malformed(text)) }
            guard entries.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw InvalidInput(.settings, .twice(parts[0]))
            }
        }
        return try Settings(entries)
    }

    private static func lengths(_ invocation: Invocation) throws -> [String: Int] {
        var lengths: [String: Int] = [:]
        for text in invocation.list("people") {
            let length = try RuleInput.votes(text, .people)
            guard lengths.updateValue(length.votes, forKey: length.name) == nil else {
                throw InvalidInput(.people, .twice(length.name))
            }
        }
        return lengths
    }

    /// The roll must be the electorate: a vote is never opened for somebody whom the rules leave out.
    private static func compare(_ electorate: Electorate, _ roll: RollFile) throws {
        let listed = Set(roll.entries.map(\.person.description))
        let reasons = Dictionary(electorate.leftOut.map { ($0.person, $0.reason) }, uniquingKeysWith: { $1 })
        let tooMany = listed.subtracting(electorate.entitled).sorted().map { person in
            ElectorateDifference(person: person, reason: reasons[person] ?? .notAMember)
        }
        let missing = electorate.entitled.filter { !listed.contains($0) }.map { person in
            ElectorateDifference(person: person, reason: nil)
        }
        guard tooMany.isEmpty, missing.isEmpty else { throw LawError.electorate(tooMany + missing) }
    }
}

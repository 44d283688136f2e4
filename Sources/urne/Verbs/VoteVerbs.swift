import Devices
import Election
import Files
import Foundation
import Ristretto255
import StrictJSON

/// `urne vote`: what the election officer and the chair do.
enum VoteVerbs {
    static let all = [
        Verb(
            "vote new",
            .person + .data + [
                .required("keys", "F"), .required("roll", "F"), .value("council", "F"), .value("law", "F"),
                .required("chair", "P"), .required("tellers", "P,P,P"), .required("title", "TEXT"),
                .required("question", "TEXT"), .required("kind", "motion|choice|seats|cumulative"),
                .list("option", "TEXT"), .value("marks", "K"), .value("cap", "C"), .flag("no-abstention"),
                .value("body", "TEXT"), .value("threshold", "2|3"), .value("min-ballots", "N"),
                .value("sign-min", "N"), .flag("late-issue"), .value("jitter", "S"),
            ],
            run: makeVote
        ),
        Verb("vote open", .vote + .person + .data) { try act($0, "cli.vote.opened") { try $0.open() } },
        Verb("vote cast", .vote + .person + .data) { try act($0, "cli.vote.casting") { try $0.cast() } },
        Verb("vote close", .vote + .person + .data) { try act($0, "cli.vote.closed") { try $0.close() } },
        Verb("vote void", .vote + .person + .data + [.required("reason", "TEXT")], run: void),
        Verb("vote announce", .vote + .person + .data, run: announce),
        Verb(
            "vote status",
            [.value("vote", "V"), .value("as", "P"), .value("code-file", "F"), .value("home", "DIR")] + .data,
            run: status
        ),
    ]

    // MARK: Making

    private static func makeVote(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let info = service.server()
        let key = try invocation.personKey(realm: info.realm)
        let keys = try KeysFile(invocation.required("keys"))
        let rollPath = try invocation.required("roll")
        let roll: RollFile
        do {
            roll = try RollFile(file: AtomicFile.read(rollPath))
        } catch let fault as Fault {
            var named = fault
            named.file = rollPath
            throw named
        }
        let law = try invocation.value("law").map { try AtomicFile.read($0, limit: 1 << 24) }
        let tellers = try invocation.required("tellers").split(separator: ",", omittingEmptySubsequences: false)
        guard tellers.count == 3 else { throw Misuse.badValue(option: "tellers", tellers.joined(separator: ",")) }
        func officer(_ role: Role, _ person: String, _ option: String) throws -> Manifest.Officer {
            let entry = try keys.entry(person, option: option)
            return Manifest.Officer(role: role, person: person, name: entry.name, key: entry.key)
        }
        var officers = [try officer(.officer, key.person.description, "as")]
        guard officers[0].key == key.publicKey else { throw DeviceError.wrongKey }
        officers.append(try officer(.chair, invocation.required("chair"), "chair"))
        officers.append(Manifest.Officer(role: .server, person: "", name: "Urne", key: info.key))
        for (role, teller) in zip(Role.tellers, tellers) {
            officers.append(try officer(role, String(teller), "tellers"))
        }
        let form = try BallotForm(invocation)
        let manifest = Manifest(
            vote: VoteID.random(),
            realm: info.realm,
            roll: roll.digest,
            rollCount: roll.entries.count,
            body: try invocation.value("body") ?? bodyName(invocation),
            title: try invocation.required("title"),
            question: try invocation.required("question"),
            options: form.options,
            minimum: form.minimum,
            maximum: form.maximum,
            threshold: try invocation.integer("threshold", in: 2...3) ?? 2,
            officers: officers,
            minimumBallots: try invocation.integer("min-ballots", in: 0...Manifest.maximumRoll) ?? 3,
            signMinimum: try invocation.integer("sign-min", in: 0...3) ?? 3,
            lateIssue: invocation.flag("late-issue"),
            jitterSeconds: try invocation.integer("jitter", in: 0...1000) ?? 8,
            law: law.map { Digest.sha512($0) }
        )
        try manifest.check()
        let device = try Device(service, home: invocation.home(), key: key, vote: manifest.vote)
        try device.create(manifest, roll: roll, law: law)
        invocation.console.say(
            "cli.vote.made",
            ["title": manifest.title, "roll": String(roll.entries.count), "vote": manifest.vote.description]
        )
        if invocation.flag("json") {
            invocation.console.out(try statusText(device.follow(), service.status(of: manifest.vote)))
        } else {
            invocation.console.out(manifest.vote.description)
        }
    }

    private static func bodyName(_ invocation: Invocation) throws -> String {
        let path = invocation.value("council") ?? invocation.dataPath + "/council.json"
        return FileManager.default.fileExists(atPath: path) ? try CouncilName.read(path) : ""
    }

    // MARK: Acting

    private static func act(_ invocation: Invocation, _ done: String, _ body: (Device) throws -> Void) throws {
        let service = try invocation.server()
        let device = try invocation.device(on: service)
        try body(device)
        let log = try device.follow()
        let status = try service.status(of: device.vote)
        invocation.console.say(
            done,
            [
                "title": log.manifest?.title ?? "",
                "fingerprint": log.electionHead.map { Fingerprint($0).description } ?? "",
                "board": log.boardHead.map { Fingerprint($0).description } ?? "",
                "draws": String(status.draws), "ballots": String(status.ballots),
                "gap": String(status.draws - status.ballots),
            ]
        )
        if invocation.flag("json") { invocation.console.out(statusText(log, status)) }
    }

    private static func void(_ invocation: Invocation) throws {
        let reason = try invocation.required("reason")
        try act(invocation, "cli.vote.voided") { try $0.void(reason: reason) }
    }

    private static func announce(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let device = try invocation.device(on: service)
        try device.announce()
        let log = try device.follow()
        let status = try service.status(of: device.vote)
        invocation.console.say("cli.vote.announced", ["title": log.manifest?.title ?? ""])
        if invocation.flag("json") {
            invocation.console.out(statusText(log, status))
        } else {
            invocation.console.out(ResultText.lines(log, invocation.language))
        }
    }

    // MARK: Looking

    private static func status(_ invocation: Invocation) throws {
        let service = try invocation.server()
        guard invocation.value("vote") != nil else {
            try list(service, invocation)
            return
        }
        let vote = try invocation.vote(on: service)
        let status = try service.status(of: vote)
        let log: EventLog
        var missing: [PersonID]?
        if invocation.value("as") != nil {
            let device = try invocation.device(on: service)
            log = try device.follow()
            missing = try notDrawn(device, log, service)
        } else {
            log = try EventLog(file: service.log(of: vote, from: 0))
        }
        if invocation.flag("json") {
            invocation.console.out(statusText(log, status, missing))
            return
        }
        let console = invocation.console
        console.out(Console.printable(log.manifest?.title ?? ""))
        console.out(console.sentence("state.\(status.state.rawValue)"))
        console.out(
            console.sentence(
                "cli.status.numbers",
                [
                    "roll": String(log.manifest?.rollCount ?? 0), "draws": String(status.draws),
                    "ballots": String(status.ballots),
                ]
            )
        )
        if let head = log.electionHead {
            console.out(console.sentence("cli.status.fingerprint", ["fingerprint": Fingerprint(head).description]))
        }
        if let head = log.boardHead {
            console.out(console.sentence("cli.status.board", ["fingerprint": Fingerprint(head).description]))
        }
        if let reason = log.voidReason { console.out(console.sentence("cli.status.reason", ["reason": reason])) }
        if let missing, !missing.isEmpty {
            console.out(
                console.sentence(
                    "cli.status.missing",
                    ["persons": missing.map(\.description).joined(separator: ", ")]
                )
            )
        }
        if log.result != nil { console.out(ResultText.lines(log, invocation.language)) }
    }

    /// Who has not drawn, for officer and chair while tokens are drawn; nil for others.
    private static func notDrawn(_ device: Device, _ log: EventLog, _ service: any VoteService) throws -> [PersonID]? {
        guard log.electionHead != nil, let text = try service.file(.roll, of: device.vote) else { return nil }
        for role in [Role.officer, .chair] {
            if let drawn = try? Set(device.drawn(as: role)) {
                return try RollFile(file: text).entries.map(\.person).filter { !drawn.contains($0) }
            }
        }
        return nil
    }

    private static func list(_ service: any VoteService, _ invocation: Invocation) throws {
        let votes = try service.votes()
        if invocation.flag("json") {
            let rows = votes.map { summary in
                var writer = JSONWriter()
                writer.add("vote", hex: summary.vote.bytes)
                writer.add("state", summary.state.rawValue)
                writer.add("title", summary.title)
                return writer.object
            }
            invocation.console.out(JSONWriter.array(rows))
            return
        }
        if votes.isEmpty { invocation.console.say("cli.status.none") }
        for summary in votes {
            let state = invocation.console.sentence("state.\(summary.state.rawValue)")
            invocation.console.out("\(summary.vote)  \(state)  \(Console.printable(summary.title))")
        }
    }

    private static func statusText(_ log: EventLog, _ status: VoteStatus, _ missing: [PersonID]? = nil) -> String {
        var writer = JSONWriter()
        writer.add("vote", hex: log.manifest?.vote.bytes ?? [])
        writer.add("title", log.manifest?.title ?? "")
        writer.add("state", status.state.rawValue)
        writer.add("roll", log.manifest?.rollCount ?? 0)
        writer.add("draws", status.draws)
        writer.add("ballots", status.ballots)
        func optional(_ name: String, _ head: Digest?) {
            writer.add(name, raw: head.map { JSONWriter.quote(Fingerprint($0).description) } ?? "null")
        }
        optional("fingerprint", log.electionHead)
        optional("board", log.boardHead)
        writer.add("counts", raw: log.result.map { JSONWriter.array($0.counts.map(String.init)) } ?? "null")
        if let missing { writer.add("not_drawn", raw: JSONWriter.array(missing.map { JSONWriter.quote($0.description) })) }
        return writer.object
    }
}

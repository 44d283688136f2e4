import Devices
import Election
import Files
import Foundation
import Ristretto255

/// `urne vote new`: fixes who may vote on what, and who opens and announces it.
enum VoteMaking {
    static let verb = Verb(
        "vote new",
        .person + .service + [
            .required("keys", "F"), .required("roll", "F"), .value("council", "F"), .value("law", "F"),
            .required("chair", "P"), .required("tellers", "P,P,P"), .required("title", "TEXT"),
            .required("question", "TEXT"), .required("kind", "motion|choice|seats|cumulative"),
            .list("option", "TEXT"), .value("marks", "K"), .value("cap", "C"), .flag("with-no"),
            .flag("no-abstention"), .flag("with-invalid"), .value("body", "TEXT"), .value("threshold", "2|3"),
            .value("min-ballots", "N"), .value("sign-min", "N"), .flag("late-issue"), .value("jitter", "S"),
        ] + .law,
        run: make
    )

    private static func make(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let roll = try RollFile(reading: invocation.required("roll"))
        try roll.requireSomebody(file: invocation.required("roll"))
        let form = try BallotForm(invocation)
        let law = try LawForm.bytes(invocation, form, roll)
        let key = try invocation.personKey(realm: service.server().realm)
        let manifest = Manifest(
            vote: VoteID.random(),
            realm: try service.server().realm,
            roll: roll.digest,
            rollCount: roll.entries.count,
            body: try invocation.value("body") ?? bodyName(invocation),
            title: try invocation.required("title"),
            question: try invocation.required("question"),
            options: form.options,
            minimum: form.minimum,
            maximum: form.maximum,
            threshold: try invocation.integer("threshold", in: 2...3) ?? 2,
            officers: try officers(invocation, key, service.server()),
            minimumBallots: try invocation.integer("min-ballots", in: 0...Manifest.maximumRoll) ?? 3,
            signMinimum: try invocation.integer("sign-min", in: 0...3) ?? 3,
            lateIssue: invocation.flag("late-issue"),
            jitterSeconds: try invocation.integer("jitter", in: 0...1000) ?? 8,
            law: law.map { Digest.sha512($0) }
        )
        try manifest.check()
        if let law { try LawForm.check(law, manifest, invocation) }
        let device = try Device(service, home: invocation.home(), key: key, vote: manifest.vote)
        do {
            try device.create(manifest, roll: roll, law: law)
        } catch let refusal as Refusal where refusal.code == .badSignature {
            throw CommandError.notRegistered(person: key.person.description)
        }
        try report(VoteView(device.vote, on: service), manifest, invocation)
    }

    private static func officers(
        _ invocation: Invocation,
        _ key: PersonKey,
        _ server: ServerInfo
    ) throws -> [Manifest.Officer] {
        let keys = try KeysFile(invocation.required("keys"))
        let tellers = try invocation.required("tellers").split(separator: ",", omittingEmptySubsequences: false)
        guard tellers.count == 3 else { throw Misuse.badValue(option: "tellers", tellers.joined(separator: ",")) }
        func officer(_ role: Role, _ person: String, _ option: String) throws -> Manifest.Officer {
            let entry = try keys.entry(person, option: option)
            return Manifest.Officer(role: role, person: person, name: entry.name, key: entry.key)
        }
        let own = try officer(.officer, key.person.description, "as")
        guard own.key == key.publicKey else { throw DeviceError.wrongKey }
        let chair = try officer(.chair, invocation.required("chair"), "chair")
        return try [own, chair, Manifest.Officer(role: .server, person: "", name: "Urne", key: server.key)]
            + zip(Role.tellers, tellers).map { try officer($0, String($1), "tellers") }
    }

    private static func bodyName(_ invocation: Invocation) throws -> String {
        let path = invocation.value("council") ?? invocation.dataPath + "/council.json"
        return FileManager.default.fileExists(atPath: path) ? try CouncilName.read(path) : ""
    }

    // MARK: What is said

    private static func report(_ view: VoteView, _ manifest: Manifest, _ invocation: Invocation) throws {
        let console = invocation.console
        console.say("cli.vote.new", view.holes)
        for line in BallotText.lines(manifest, console) { console.sayText(line) }
        console.sayText("")
        warn(manifest, console)
        VoteLooking.sayNext(view, console)
        console.out(invocation.flag("json") ? view.json : manifest.vote.description)
    }

    /// What is allowed and yet not good.
    private static func warn(_ manifest: Manifest, _ console: Console) {
        let holes = ["roll": String(manifest.rollCount), "min": String(manifest.minimumBallots)]
        if manifest.rollCount < manifest.minimumBallots {
            console.warn("cli.warning.neverOpened", holes)
        } else if manifest.rollCount < 5 {
            console.warn("cli.warning.tinyRoll", holes)
        }
        let tellers = manifest.officers.suffix(3)
        for role in [Role.officer, .chair] {
            guard let officer = manifest.officer(role), tellers.contains(where: { $0.key == officer.key }) else {
                continue
            }
            console.warn("cli.warning.alsoTeller", ["name": officer.name, "role": console.word("role", role.rawValue)])
        }
    }
}

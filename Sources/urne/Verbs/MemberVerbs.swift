import Devices
import Election
import Files
import Foundation
import Ristretto255
import StrictJSON

/// `urne member`: drawing, voting, auditing.
enum MemberVerbs {
    private static let fingerprint: [Verb.Option] = [.value("fingerprint", "FP")]

    static let all = [
        Verb("member draw", .vote + .person + .data + fingerprint + [.flag("no-recovery")], run: draw),
        Verb("member recover", .vote + .person + .data + fingerprint, run: recover),
        Verb("member vote", .vote + .person + .data + fingerprint + [.value("choice-file", "F|-")], run: vote),
        Verb(
            "member audit",
            .vote + .person + .data + fingerprint + [
                .value("choice-file", "F|-"), .value("out", "F"), .value("check", "F"), .value("tracker", "T"),
            ],
            run: audit
        ),
    ]

    private static func draw(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        try device.draw(
            fingerprint: invocation.fingerprint("fingerprint"),
            recoverable: !invocation.flag("no-recovery")
        )
        invocation.console.say("cli.member.drawn")
        try report(invocation, tracker: nil)
    }

    private static func recover(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        try device.recover(fingerprint: invocation.fingerprint("fingerprint"))
        invocation.console.say("cli.member.recovered")
        try report(invocation, tracker: nil)
    }

    private static func report(_ invocation: Invocation, tracker: Tracker?) throws {
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("done", true)
            if let tracker { writer.add("tracker", tracker.description) }
            invocation.console.out(writer.object)
        } else if let tracker {
            invocation.console.out(tracker.description)
        }
    }

    // MARK: Voting

    private static func vote(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let console = invocation.console
        if device.hasCast {
            // The choice cannot change any more; after a lost answer the same bytes go out again.
            let tracker = try device.castAgain()
            console.say("cli.member.castAgain", ["tracker": tracker.description])
            try report(invocation, tracker: tracker)
            return
        }
        let fingerprint = try invocation.fingerprint("fingerprint")
        let log = try device.follow(fingerprint: fingerprint)
        guard let manifest = log.manifest else { throw DeviceError.wrongState(log.state) }
        let values = try ChoiceReader(invocation, manifest).values()
        while true {
            let prepared = try device.prepare(values, fingerprint: fingerprint)
            console.say("cli.member.tracker", ["tracker": prepared.tracker.description])
            if invocation.value("choice-file") == nil {
                switch console.ask("cli.ask.cast")?.lowercased() {
                case "a", "c": break
                case "p":
                    console.sayText(prepared.audit().text)
                    console.say("cli.member.auditAgain")
                    continue
                default:
                    console.say("cli.member.notCast")
                    throw QuietRefusal()
                }
            }
            do {
                let tracker = try device.cast(prepared)
                console.say("cli.member.cast", ["tracker": tracker.description])
                try report(invocation, tracker: tracker)
                return
            } catch ErrorCode.duplicateTracker {
                continue
            }
        }
    }

    // MARK: Auditing

    private static func audit(_ invocation: Invocation) throws {
        if let path = invocation.value("check") {
            try check(path, invocation)
        } else {
            try disclose(invocation)
        }
    }

    /// The first device: encrypts, shows the tracker, and opens the ballot instead of casting it.
    private static func disclose(_ invocation: Invocation) throws {
        guard let path = invocation.value("out") else { throw Misuse.missingOption("out") }
        let device = try invocation.device(on: invocation.server())
        let fingerprint = try invocation.fingerprint("fingerprint")
        guard let manifest = try device.follow(fingerprint: fingerprint).manifest else { return }
        let values = try ChoiceReader(invocation, manifest).values()
        let prepared = try device.prepare(values, fingerprint: fingerprint)
        let tracker = prepared.tracker
        try AtomicFile.write(Array(prepared.audit().text.utf8), to: path, mode: 0o600)
        invocation.console.say("cli.member.audited", ["tracker": tracker.description, "file": path])
        try report(invocation, tracker: tracker)
    }

    /// The second device: loads the log itself and shows what was encrypted.
    private static func check(_ path: String, _ invocation: Invocation) throws {
        guard let typed = invocation.value("tracker") else { throw Misuse.missingOption("tracker") }
        guard let shown = Tracker(typed: typed) else { throw Misuse.badValue(option: "tracker", typed) }
        let device = try invocation.device(on: invocation.server())
        let log = try device.follow(fingerprint: invocation.fingerprint("fingerprint"))
        guard let context = log.ballotContext, let manifest = log.manifest else {
            throw DeviceError.wrongState(log.state)
        }
        let data: AuditData
        do {
            data = try AuditData(text: AtomicFile.read(path, limit: 1 << 20))
        } catch let fault as Fault {
            throw fault.at(file: path)
        }
        let tracker = try data.check(in: context)
        guard tracker == shown else { throw AuditTrackerDiffers(actual: tracker) }
        let marks = zip(manifest.options, data.opening.values).filter { $0.1 > 0 }.map { option, value in
            value == 1 ? option.label : "\(option.label) × \(value)"
        }
        invocation.console.say(
            "cli.member.auditHolds",
            ["tracker": tracker.description, "fingerprint": Fingerprint(context.head).description]
        )
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("tracker", tracker.description)
            writer.add("values", data.opening.values)
            invocation.console.out(writer.object)
        } else {
            invocation.console.out(Console.printable(marks.joined(separator: "\n")))
        }
    }
}

/// The ballot that was opened is not the one whose tracker was shown.
struct AuditTrackerDiffers: Error {
    let actual: Tracker
}

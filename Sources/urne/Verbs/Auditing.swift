import Devices
import Election
import Files
import StrictJSON

/// `urne member audit`: checks that a device encrypts what the member chose (protocol section 11).
enum Auditing {
    static func audit(_ invocation: Invocation) throws {
        if let path = invocation.value("check") {
            try check(path, invocation)
        } else {
            try disclose(invocation)
        }
    }

    /// The first device: encrypts, shows the tracker, and opens the ballot instead of casting it.
    private static func disclose(_ invocation: Invocation) throws {
        if let tracker = invocation.value("tracker") { throw Misuse.badValue(option: "tracker", tracker) }
        guard let path = invocation.value("out") else { throw Misuse.missingOption("out") }
        let device = try invocation.device(on: invocation.server())
        let fingerprint = try invocation.fingerprint("fingerprint")
        let log = try device.follow(fingerprint: fingerprint)
        guard let manifest = log.manifest, log.state == .casting else { throw DeviceError.wrongState(log.state) }
        let values = try ChoiceReader(invocation, manifest).values()
        let prepared = try device.prepare(values, fingerprint: fingerprint)
        let tracker = prepared.tracker.description
        try AtomicFile.create(Array(prepared.audit().text.utf8), at: path, mode: 0o600)
        invocation.console.say("cli.member.audited", ["tracker": tracker, "file": path])
        invocation.answer(tracker) { writer in
            writer.add("tracker", tracker)
            writer.add("file", path)
        }
        invocation.console.hint("cli.member.audited.hint", ["tracker": tracker, "file": path])
    }

    /// The second device: loads the log itself and shows what was encrypted.
    private static func check(_ path: String, _ invocation: Invocation) throws {
        for other in ["out", "choice-file"] {
            if let value = invocation.value(other) { throw Misuse.badValue(option: other, value) }
        }
        guard let shown = try invocation.tracker("tracker") else { throw Misuse.missingOption("tracker") }
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
        guard tracker == shown else { throw CommandError.auditTrackerDiffers(actual: tracker) }
        let holes = ["tracker": tracker.description, "fingerprint": Fingerprint(context.head).description]
        invocation.console.say("cli.member.auditHolds", holes)
        invocation.answer(BallotText.marks(data.opening.values, manifest).joined(separator: "\n")) { writer in
            writer.add("tracker", tracker.description)
            writer.add("values", data.opening.values)
        }
    }
}

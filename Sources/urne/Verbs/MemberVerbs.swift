import Devices
import Election
import StrictJSON

/// `urne member`: drawing, voting, auditing.
enum MemberVerbs {
    private static let fingerprint: [Verb.Option] = [.value("fingerprint", "FP")]

    static let all = [
        Verb("member draw", .vote + .person + .service + fingerprint + [.flag("no-recovery")], run: draw),
        Verb("member recover", .vote + .person + .service + fingerprint, run: recover),
        Verb(
            "member vote",
            .vote + .person + .service + fingerprint + [.value("choice-file", "F|-"), .value("board", "FP")],
            run: Voting.vote
        ),
        Verb(
            "member audit",
            .vote + .person + .service + fingerprint + [
                .value("choice-file", "F|-"), .value("out", "F"), .value("check", "F"), .value("tracker", "T"),
            ],
            run: Auditing.audit
        ),
    ]

    private static func draw(_ invocation: Invocation) throws {
        try getToken(invocation, "cli.member.drawn") { device, fingerprint in
            try device.draw(fingerprint: fingerprint, recoverable: !invocation.flag("no-recovery"))
        }
    }

    private static func recover(_ invocation: Invocation) throws {
        try getToken(invocation, "cli.member.recovered") { device, fingerprint in
            try device.recover(fingerprint: fingerprint)
        }
    }

    private static func getToken(
        _ invocation: Invocation,
        _ done: String,
        _ body: (Device, Fingerprint?) throws -> Void
    ) throws {
        let service = try invocation.server()
        try invocation.requireNoPause(on: service)
        let device = try invocation.device(on: service)
        let fingerprint = try invocation.fingerprint("fingerprint")
        try body(device, fingerprint)
        let log = try device.follow(fingerprint: fingerprint)
        let shown = log.electionHead.map { Fingerprint($0).description } ?? ""
        invocation.console.say(done, ["title": log.manifest?.title ?? "", "fingerprint": shown])
        invocation.console.hint("cli.member.next.\(log.state == .casting ? "casting" : "issuing")")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("done", true)
        writer.add("fingerprint", shown)
        invocation.console.out(writer.object)
    }
}

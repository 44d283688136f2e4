import Devices
import Election
import Foundation
import StrictJSON

/// `urne teller`: the three who make the key, open the sums and sign the result.
enum TellerVerbs {
    static let all = [
        Verb("teller ceremony", .vote + .person + .data + [.flag("wait")], run: ceremony),
        Verb("teller confirm", .vote + .person + .data, run: confirm),
        Verb("teller share", .vote + .person + .data + [.required("board", "FP"), .value("gap", "N")], run: share),
        Verb("teller sign", .vote + .person + .data, run: sign),
    ]

    private static func ceremony(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let console = invocation.console
        var said: Device.CeremonyProgress?
        while true {
            let progress = try device.ceremony()
            switch progress {
            case .finished:
                console.say("cli.teller.ceremonyFinished")
                report(invocation, ["finished": true])
                return
            case .waiting(let round, let tellers):
                if progress != said {
                    let names = tellers.map(String.init).joined(separator: ", ")
                    console.say("cli.teller.ceremonyWaiting", ["round": String(round), "tellers": names])
                    said = progress
                }
                guard invocation.flag("wait") else {
                    report(invocation, ["finished": false])
                    return
                }
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }

    private static func report(_ invocation: Invocation, _ values: [String: Bool]) {
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        for (name, value) in values { writer.add(name, value) }
        invocation.console.out(writer.object)
    }

    private static func confirm(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let fingerprint = try device.confirm()
        invocation.console.say("cli.teller.confirm")
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("fingerprint", fingerprint.description)
            invocation.console.out(writer.object)
        } else {
            invocation.console.out(fingerprint.description)
        }
    }

    private static func share(_ invocation: Invocation) throws {
        guard let board = try invocation.fingerprint("board") else { throw Misuse.missingOption("board") }
        let gap = try invocation.integer("gap", in: 0...Manifest.maximumRoll)
        let device = try invocation.device(on: invocation.server())
        try device.share(board: board, gap: gap)
        invocation.console.say("cli.teller.shared")
        report(invocation, ["shared": true])
    }

    private static func sign(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let report = try device.signResult()
        invocation.console.say("cli.teller.signed")
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("counts", report.counts ?? [])
            invocation.console.out(writer.object)
        } else {
            invocation.console.out(ResultText.lines(report.log, invocation.language))
        }
    }
}

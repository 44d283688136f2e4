import Devices
import Election
import Foundation
import StrictJSON

/// `urne teller`: the three who make the key, open the sums and sign the result.
enum TellerVerbs {
    static let all = [
        Verb("teller ceremony", .vote + .person + .service + [.flag("wait")], run: ceremony),
        Verb("teller confirm", .vote + .person + .service, run: confirm),
        Verb("teller share", .vote + .person + .service + [.required("board", "FP"), .value("gap", "N")], run: share),
        Verb("teller sign", .vote + .person + .service, run: sign),
        Verb("teller erase", .vote + .person + .service, run: erase),
    ]

    private static func ceremony(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let device = try invocation.device(on: service)
        let console = invocation.console
        var said: Device.CeremonyProgress?
        while true {
            let progress = try device.ceremony()
            guard case .waiting(let round, let tellers) = progress else {
                console.say("cli.teller.ceremonyFinished")
                try VoteLooking.sayNext(VoteView(device.vote, on: service), console)
                report(invocation, finished: true, [])
                return
            }
            if progress != said {
                let manifest = try VoteView(device.vote, on: service).log.manifest
                let names = tellers.map { number in
                    manifest?.officers.first { $0.role.tellerNumber == number }
                        .map { "\($0.person) \($0.name)" } ?? String(number)
                }.joined(separator: ", ")
                console.say("cli.teller.ceremonyWaiting", ["round": String(round), "tellers": names])
                said = progress
            }
            guard invocation.flag("wait") else {
                console.hint("cli.teller.ceremonyWaiting.hint")
                report(invocation, finished: false, tellers)
                return
            }
            Thread.sleep(forTimeInterval: 0.5)
        }
    }

    private static func report(_ invocation: Invocation, finished: Bool, _ tellers: [Int]) {
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("finished", finished)
        writer.add("waiting_for", tellers)
        invocation.console.out(writer.object)
    }

    private static func confirm(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let fingerprint = try device.confirm().description
        invocation.console.say("cli.teller.confirm")
        invocation.answer(fingerprint) { $0.add("fingerprint", fingerprint) }
        invocation.console.hint("cli.teller.confirm.hint")
    }

    private static func share(_ invocation: Invocation) throws {
        guard let board = try invocation.fingerprint("board") else { throw Misuse.missingOption("board") }
        let gap = try invocation.integer("gap", in: 0...Manifest.maximumRoll)
        let service = try invocation.server()
        try invocation.requireNoPause(on: service)
        let console = invocation.console
        if invocation.asksForCode {
            console.say("cli.before.share", try VoteView(invocation.vote(on: service), on: service).holes)
        }
        let device = try invocation.device(on: service)
        do { try device.share(board: board, gap: gap) } catch DeviceError.gapNotConfirmed(let known) where gap != nil {
            throw CommandError.otherGap(given: gap ?? 0, known: known)
        }
        let view = try VoteView(device, on: service)
        console.say("cli.teller.shared", view.holes)
        VoteLooking.sayNext(view, console)
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("shared", true)
        writer.add("shares", view.log.shares.keys.sorted())
        writer.add("threshold", view.log.manifest?.threshold ?? 0)
        console.out(writer.object)
    }

    private static func sign(_ invocation: Invocation) throws {
        let service = try invocation.server()
        let device = try invocation.device(on: service)
        try VoteView.requireShares(device, on: service)
        let report = try device.signResult()
        let view = try VoteView(device, on: service)
        let console = invocation.console
        console.say("cli.teller.signed", view.holes)
        invocation.answer(ResultText.lines(report.log, invocation.language)) { writer in
            writer.add("counts", report.counts ?? [])
            writer.add("signed", view.log.signed.sorted())
        }
        for warning in report.warnings where warning.concernsBallots {
            console.sayText("  " + warning.sentence(in: invocation.language))
        }
        VoteLooking.sayNext(view, console)
    }

    private static func erase(_ invocation: Invocation) throws {
        let device = try invocation.device(on: invocation.server())
        let had = device.holdsKeyShare
        do {
            try device.eraseSecrets()
        } catch DeviceError.wrongState(let state) {
            throw CommandError.tooEarlyToErase(state)
        }
        invocation.console.say(had ? "cli.teller.erased" : "cli.teller.nothingToErase")
        guard invocation.flag("json") else { return }
        var writer = JSONWriter()
        writer.add("erased", had)
        invocation.console.out(writer.object)
    }
}

extension VerificationReport.Warning {
    /// Whether the result itself could give something away; missing signatures are still to come at this point.
    fileprivate var concernsBallots: Bool {
        switch self {
        case .gap, .unanimous, .tooFewBallots: true
        case .signatures, .officerIsTeller: false
        }
    }
}

extension Invocation {
    /// Data: as text, or as a JSON object.
    func answer(_ text: String, _ fill: (inout JSONWriter) -> Void) {
        guard flag("json") else { return console.out(text) }
        var writer = JSONWriter()
        fill(&writer)
        console.out(writer.object)
    }
}

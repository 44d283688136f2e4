import Devices
import Election
import StrictJSON

/// `urne vote status`: one vote, or all.
enum VoteLooking {
    static func status(_ invocation: Invocation) throws {
        let service = try invocation.server()
        guard invocation.value("vote") != nil else {
            try list(service, invocation)
            return
        }
        let view =
            invocation.value("as") == nil
            ? try VoteView(invocation.vote(on: service), on: service)
            : try VoteView(invocation.device(on: service), on: service)
        if invocation.flag("json") {
            invocation.console.out(view.json)
        } else {
            show(view, invocation.console)
        }
    }

    private static func show(_ view: VoteView, _ console: Console) {
        func out(_ key: String) { console.out(console.sentence(key, view.holes)) }
        console.out(Console.printable(view.title))
        console.out(console.word("state", view.log.stateName))
        // How many were cast stands nowhere any more, and that there were none would be untrue.
        out(view.state == .voided ? "cli.status.numbers.voided" : "cli.status.numbers")
        if view.fingerprint != nil { out("cli.status.fingerprint") }
        if view.board != nil { out("cli.status.board") }
        if view.isOnlyVoidable { out("cli.status.restored") }
        if let reason = view.reason { console.out(console.sentence("cli.status.reason", ["reason": reason])) }
        if let missing = view.notDrawn, !missing.isEmpty, view.state == .issuing {
            let persons = missing.map { "\($0.person) \($0.name)" }.joined(separator: ", ")
            console.out(console.sentence("cli.status.missing", ["persons": persons]))
        }
        if view.log.result != nil {
            if view.isPreview { out("cli.status.preview") }
            console.out(ResultText.lines(view.log, console.language))
        }
        sayNext(view, console)
    }

    /// Who does what next.
    static func sayNext(_ view: VoteView, _ console: Console) {
        console.hint(nextKey(view), view.holes)
    }

    private static func nextKey(_ view: VoteView) -> String {
        if view.isOnlyVoidable { return "cli.next.restored" }
        guard view.log.state == .tallied, view.log.signed.count >= view.log.signaturesNeeded else {
            return "cli.next.\(view.log.stateName)"
        }
        return view.log.signed.count == Role.tellers.count ? "cli.next.signed.all" : "cli.next.signed"
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
            let state = invocation.console.word("state", try stateName(summary, service))
            invocation.console.out("\(summary.vote)  \(state)  \(Console.printable(summary.title))")
        }
    }

    /// The state of a vote in a list; only a count can have been given up, and a journal beside the log tells.
    private static func stateName(_ summary: VoteSummary, _ service: any VoteService) throws -> String {
        guard summary.state == .tallying else { return summary.state.rawValue }
        return try VoteView(summary.vote, on: service).log.stateName
    }
}

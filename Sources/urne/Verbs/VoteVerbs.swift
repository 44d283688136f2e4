import Devices
import Election
import VoteLaw

/// `urne vote`: what the election officer and the chair do.
enum VoteVerbs {
    static let all = [
        VoteMaking.verb,
        Verb("vote open", .vote + .person + .service) { try act($0, "open", shows: \.fingerprint) { try $0.open() } },
        Verb("vote cast", .vote + .person + .service) { try act($0, "cast") { try $0.cast() } },
        Verb("vote close", .vote + .person + .service) { try act($0, "close", shows: \.board) { try $0.close() } },
        Verb("vote void", .vote + .person + .service + [.required("reason", "TEXT")]) { invocation in
            let reason = try invocation.required("reason")
            try act(invocation, "void") { try $0.void(reason: reason) }
        },
        Verb("vote abandon", .vote + .person + .service + [.required("reason", "TEXT")]) { invocation in
            let reason = try invocation.required("reason")
            try act(invocation, "abandon") { try $0.abandon(reason: reason, at: Clock.now()) }
        },
        Verb("vote announce", .vote + .person + .service, run: announce),
        Verb(
            "vote status",
            [.value("vote", "V"), .value("as", "P"), .value("code-file", "F"), .value("home", "DIR")] + .service,
            run: VoteLooking.status
        ),
    ]

    /// One signed change of state.
    ///
    /// Whoever is asked for their code is told first what they sign; the numbers to be said aloud and the next step
    /// come after it. `shows` is what is data for a program.
    private static func act(
        _ invocation: Invocation,
        _ name: String,
        shows: KeyPath<VoteView, Fingerprint?>? = nil,
        _ body: (Device) throws -> Void
    ) throws {
        let view = try perform(invocation, name, body)
        let console = invocation.console
        console.say("cli.vote.\(name)", view.holes)
        if view.state == .boxed, view.status.ballots < view.log.manifest?.minimumBallots ?? 0 {
            console.warn("cli.vote.tooFew", view.holes)
        } else {
            VoteLooking.sayNext(view, console)
        }
        if invocation.flag("json") {
            console.out(view.json)
        } else if let shows, let fingerprint = view[keyPath: shows] {
            console.out(fingerprint.description)
        }
    }

    private static func announce(_ invocation: Invocation) throws {
        var judgement = Judgement.noLaw
        var view = try perform(invocation, "announce") { device in
            judgement = try LawForm.released(device)
            try ReleaseWarnings.show(device.followWhole(as: .chair), invocation)
            try device.announce()
        }
        // Without a law the answer has the fields of every other verb.
        if view.log.manifest?.law != nil { view.decision = judgement.json(title: view.title, in: invocation.language) }
        let console = invocation.console
        console.say("cli.vote.announce", view.holes)
        if invocation.flag("json") {
            console.out(view.json)
        } else {
            VoteWording.announce(judgement, ResultText.lines(view.log, invocation.language), view.title, console)
        }
        VoteWording.hintLot(judgement, view, console)
        VoteLooking.sayNext(view, console)
    }

    /// The acts that wait while the session stands still.
    private static let waiting: Set = ["open", "cast", "close", "announce"]

    private static func perform(
        _ invocation: Invocation,
        _ name: String,
        _ body: (Device) throws -> Void
    ) throws -> VoteView {
        let service = try invocation.server()
        if Self.waiting.contains(name) { try invocation.requireNoPause(on: service) }
        if invocation.asksForCode {
            let view = try VoteView(invocation.vote(on: service), on: service)
            invocation.console.say("cli.before.\(name)", view.holes)
        }
        let device = try invocation.device(on: service)
        if name == "announce" { try VoteView.requireShares(device, on: service) }
        try body(device)
        return try VoteView(device, on: service)
    }
}

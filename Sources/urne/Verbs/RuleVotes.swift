import CouncilLaw
import StrictJSON
import VoteLaw

/// `urne rule allot`, `motion` and `election`: what follows from votes that were counted.
enum RuleVotes {
    static let verbs = [
        Verb(
            "rule allot",
            [
                .value("method", "hare-niemeyer|dhondt|sainte-lague"), .value("seats", "N"),
                .list("list", "NAME=VOTES"), .flag("json"),
            ],
            run: allot
        ),
        Verb(
            "rule motion",
            [
                .value("yes", "N"), .value("no", "N"), .value("abstain", "N"), .value("invalid", "N"),
                .value("majority", "simple|absolute|two-thirds"), .value("members", "N"), .flag("json"),
            ],
            run: motion
        ),
        Verb(
            "rule election",
            [
                .list("candidate", "NAME=VOTES"), .value("seats", "N"), .value("ballots", "N"), .value("no", "N"),
                .value("abstain", "N"), .value("invalid", "N"), .flag("runoff"), .flag("json"),
            ],
            run: election
        ),
    ]

    private static func allot(_ invocation: Invocation) throws {
        let method: AllotmentMethod = try invocation.neededWord(.method)
        let seats = try invocation.needed(.seats)
        let lists = try invocation.votes(.list).map { ListVotes($0.name, votes: $0.votes) }
        let allotment = Allotment.of(try SeatCount(lists: lists, seats: seats), by: method)
        var writer = JSONWriter()
        writer.add("method", method.rawValue)
        var certain = JSONWriter()
        for share in allotment.shares { certain.add(share.name, share.seats) }
        writer.add("seats", raw: certain.object)
        writer.add("lots", raw: JSONWriter.array(allotment.lots.map(\.json)))
        let language = invocation.language
        invocation.answer(writer.object, (allotment.calculation + allotment.decision).map { $0.text(in: language) })
    }

    private static func motion(_ invocation: Invocation) throws {
        let count = try MotionCount(
            yes: invocation.needed(.yes),
            no: invocation.needed(.no),
            abstentions: invocation.number(.abstain) ?? 0,
            invalid: invocation.number(.invalid) ?? 0
        )
        let outcome = try MotionOutcome.of(
            count,
            by: invocation.majority() ?? .simple,
            numbers: BodyNumbers(statutory: invocation.number(.members))
        )
        let text = outcome.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("adopted", outcome.isAdopted)
        writer.add("needed", outcome.needed)
        writer.add("base", outcome.base)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    private static func election(_ invocation: Invocation) throws {
        let count = try ElectionCount(
            candidates: invocation.votes(.candidate),
            no: invocation.number(.no) ?? 0,
            abstentions: invocation.number(.abstain) ?? 0,
            invalid: invocation.number(.invalid) ?? 0,
            seats: invocation.number(.seats) ?? 1,
            ballots: invocation.number(.ballots),
            round: invocation.flag("runoff") ? .narrower : .first
        )
        let outcome = MajorityElection.decide(count)
        let text = outcome.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("elected", raw: JSONWriter.array(outcome.elected.map(JSONWriter.quote)))
        writer.add("next", raw: outcome.next?.json ?? "null")
        let questions = outcome.questions.map { $0.json(in: invocation.language) }
        writer.add("questions", raw: JSONWriter.array(questions))
        writer.add("needed", outcome.needed)
        writer.add("base", outcome.base)
        writer.add("text", text)
        invocation.answer(writer.object, [text] + outcome.questions.flatMap { $0.lines(in: invocation.language) })
    }
}

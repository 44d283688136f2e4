import CouncilLaw
import StrictJSON
import VoteLaw

/// `urne rule quorum`, `secrecy` and `deadline`: what holds for a session before and after the vote.
enum RuleSession {
    static let verbs = [
        Verb("rule quorum", [.value("statutory", "N"), .value("present", "N"), .flag("json")], run: quorum),
        Verb(
            "rule secrecy",
            [
                .value("kind", "motion|election|list|deputy-mayors"), .value("members", "N"), .value("movers", "N"),
                .value("objections", "N"), .value("matter", "§"), .flag("json"),
            ],
            run: secrecy
        ),
        Verb(
            "rule deadline",
            [
                .value("session", "YYYY-MM-DD"), .value("days", "N"), .value("shift", "none|workday"),
                .value("time", "HH:MM"), .flag("json"),
            ],
            run: deadline
        ),
    ]

    private static func quorum(_ invocation: Invocation) throws {
        let quorum = try Quorum.of(statutory: invocation.needed(.statutory), present: invocation.needed(.present))
        let text = quorum.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("quorate", quorum.isQuorate)
        writer.add("needed", quorum.needed)
        writer.add("text", text)
        invocation.answer(writer.object, [text])
    }

    private static func secrecy(_ invocation: Invocation) throws {
        let kind: VoteKind = try invocation.neededWord(.kind)
        let secrecy = try Secrecy.of(
            kind,
            on: invocation.matter(),
            members: invocation.needed(.members),
            demands: SecrecyDemands(
                movers: invocation.number(.movers) ?? 0,
                objections: invocation.number(.objections) ?? 0
            )
        )
        let text = secrecy.statements.text(in: invocation.language)
        var writer = JSONWriter()
        writer.add("secret", secrecy.isSecret)
        writer.add("needed", raw: secrecy.needed.map(String.init) ?? "null")
        writer.add("reason", secrecy.reason.rawValue)
        writer.add("text", text)
        let language = invocation.language
        invocation.answer(writer.object, [text] + secrecy.questions.flatMap { $0.lines(in: language) })
    }

    private static func deadline(_ invocation: Invocation) throws {
        guard let session = invocation.value("session") else { throw InvalidInput(.session, .missing) }
        let deadline = try Deadline(
            session: CalendarDate(parsing: session, as: .session),
            days: invocation.number(.days) ?? 5,
            shift: invocation.word(.shift),
            time: invocation.value("time").map { try ClockTime(parsing: $0) } ?? .endOfDay
        )
        let language = invocation.language
        var writer = JSONWriter()
        writer.add("session", "\(deadline.session)")
        writer.add("literal", "\(deadline.literal)")
        writer.add("shifted", "\(deadline.shifted)")
        writer.add("differs", deadline.differs)
        writer.add("chosen", raw: deadline.chosen.map { JSONWriter.quote("\($0)") } ?? "null")
        let holidays = deadline.holidays.map { holiday in
            var writer = JSONWriter()
            writer.add("date", "\(holiday.date)")
            writer.add("name", holiday.name.statement.text(in: language))
            return writer.object
        }
        writer.add("holidays", raw: JSONWriter.array(holidays))
        let named = deadline.holidays.map { holiday in
            "  " + holiday.date.statement.text(in: language) + ": " + holiday.name.statement.text(in: language)
        }
        let questions = deadline.question?.lines(in: language) ?? []
        invocation.answer(writer.object, [deadline.statement.text(in: language)] + questions + named)
    }
}

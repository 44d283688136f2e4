import Journals
import PostalPapers
import PostalVote
import RemoteServer
import StrictJSON

/// `urne postal overview`: the board of a postal vote; its lists for spreadsheets, and who to remind.
enum PostalLooking {
    static let all = [
        Verb(
            "postal overview",
            .postal + [.flag("csv"), .flag("reminders")],
            run: overview
        ),
        Verb("postal list", .postal, run: list),
        Verb("postal scan", operand: Verb.Operand(value: "NUMBER|-", isRepeatable: true), .postal, run: scan),
    ]

    private static func overview(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        // Both say who has sent a Wahlbrief and who has not.
        if invocation.flag("csv") || invocation.flag("reminders") { try desk.state.requireReceiptBook() }
        if invocation.flag("csv") { return invocation.console.out(desk.state.table(in: invocation.console.language)) }
        if invocation.flag("reminders") { return reminders(desk) }
        let overview = desk.state.overview(at: try desk.now())
        invocation.answer(overview.json, [PostalBars(desk).board(overview)])
        if !invocation.flag("json") { desk.sayNext() }
    }

    /// Members whose Wahlbrief is awaited: who to ask whether theirs has come, as long as there is time for another.
    private static func reminders(_ desk: PostalDesk) {
        let state = desk.state
        if desk.invocation.flag("json") {
            let rows = state.outstanding.map { kit in
                var writer = JSONWriter()
                writer.add("number", kit.number.description)
                writer.add("p", kit.p.description)
                writer.add("name", state.name(of: kit.p))
                writer.add("sent", kit.sent != nil)
                writer.add("returned", kit.returned != nil)
                return writer.object
            }
            return desk.console.out(JSONWriter.array(rows))
        }
        for kit in state.outstanding {
            let key = kit.returned != nil ? "returned" : kit.sent == nil ? "unsent" : "awaited"
            desk.console.out(
                desk.console.sentence(
                    "cli.postal.reminder.\(key)",
                    ["number": kit.number.description, "p": kit.p.description, "name": state.name(of: kit.p)]
                )
            )
        }
    }

    /// All postal votes in this place.
    private static func list(_ invocation: Invocation) throws {
        let (office, server) = try invocation.postalOffice()
        let key = invocation.value("as") == nil ? nil : try invocation.personKey(realm: server.server().realm)
        var states: [PostalState] = []
        for id in try office.all(for: key) {
            do {
                if let state = try PostalState.folding(office.journal(id, for: key)) { states.append(state) }
            } catch {
                // A damaged journal is named, and hides none of the others.
                guard error is JournalDamage || error is PostalFault || error is RemotePostal.Refused else {
                    throw error
                }
                invocation.console.error("\(id)  " + ErrorSentence.of(error, in: invocation.language).text)
            }
        }
        let now = try invocation.postalNow(isRehearsal: true)
        if invocation.flag("json") {
            let rows = states.map { state in
                var writer = JSONWriter()
                writer.add("postal", hex: state.id.bytes)
                writer.add("vote", raw: state.start.vote.map { JSONWriter.quote($0.description) } ?? "null")
                writer.add("title", state.start.title)
                writer.add("state", state.stage(at: now).rawValue)
                return writer.object
            }
            return invocation.console.out(JSONWriter.array(rows))
        }
        for state in states {
            let stage = state.stage(at: now).name(in: invocation.language)
            invocation.console.out("\(state.id)  " + Console.printable("\(state.start.title)  \(stage)"))
        }
    }

    /// What each number is, without entering anything.
    private static func scan(_ invocation: Invocation) throws {
        let desk = try PostalDesk(invocation)
        let typed = invocation.operands == ["-"] ? AnySequence(ScannerLines()) : AnySequence(invocation.operands)
        for text in typed {
            let scan = desk.state.scan(text)
            let (key, holes) = scan.words(in: desk.state)
            let sentence = desk.console.sentence(key, holes)
            guard invocation.flag("json") else {
                desk.console.out(scan.repeated(text) + sentence)
                continue
            }
            var writer = JSONWriter()
            writer.add("scan", String(key.split(separator: ".").last ?? ""))
            writer.add("text", sentence)
            desk.console.out(writer.object)
        }
    }
}

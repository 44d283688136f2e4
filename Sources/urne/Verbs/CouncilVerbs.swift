import CouncilData
import Files
import Foundation
import StrictJSON

/// `urne council`: members, groups and the meeting, from OParl files and from CSV.
enum CouncilVerbs {
    static let all = [
        Verb(
            "council import",
            operand: Verb.Operand(value: "PATH", isRepeatable: true),
            [
                .value("agenda", "CSV"), .value("body", "NAME|AGS"), .value("group", "NAME"),
                .value("meeting", "NAME|ID"), .value("on", "YYYY-MM-DD"), .value("out", "F"), .value("data", "DIR"),
                .flag("json"),
            ],
            run: importCouncil
        ),
        Verb("council show", [.value("council", "F"), .value("data", "DIR"), .flag("json")], run: show),
    ]

    /// Where the council is kept: `--out` or `--council`, else `council.json` in the server's folder.
    private static func path(_ invocation: Invocation, _ option: String) -> String {
        invocation.value(option) ?? invocation.dataPath + "/council.json"
    }

    private static func importCouncil(_ invocation: Invocation) throws {
        let target = path(invocation, "out")
        let earlier = FileManager.default.fileExists(atPath: target) ? try Council(contentsOf: target) : nil
        let isCSV = { (path: String) in path.lowercased().hasSuffix(".csv") || path.lowercased().hasSuffix(".txt") }
        let tables = invocation.operands.filter(isCSV)
        let oparl = invocation.operands.filter { !isCSV($0) }
        if oparl.isEmpty, invocation.flag("group") { throw Misuse.groupOfTable }
        var notices: [Notice] = []
        var council = earlier
        if !oparl.isEmpty {
            let imported = try OParlImport.read(oparl, options(invocation), earlier: earlier)
            notices += imported.notices
            council = imported.value
        }
        for table in tables {
            let people = try PeopleCSV.read(table)
            if let known = council {
                let joined = try known.with(people: people, file: table)
                notices += joined.notices
                council = joined.value
            } else {
                // Frozen into every vote: never guessed.
                guard let name = invocation.value("body"), !name.allSatisfy(\.isWhitespace) else {
                    throw Misuse.bodyMissing
                }
                council = try Council(body: Body(name: name), people: people, file: table)
                notices += people.notices
            }
        }
        guard var result = council else { throw Misuse.missingOperand("PATH") }
        // From OParl files `--body` chooses one of several; for a table it is the name itself.
        if oparl.isEmpty, let name = invocation.value("body"), name != result.body.name, name != result.body.ags {
            result = try result.with(bodyName: name)
        }
        if let agenda = invocation.value("agenda") {
            let items = try AgendaCSV.read(agenda)
            notices += items.notices
            let meeting = result.meeting
            result = try result.with(
                meeting: Meeting(
                    name: meeting?.name ?? invocation.value("meeting")
                        ?? URL(fileURLWithPath: agenda).lastPathComponent,
                    start: meeting?.start,
                    end: meeting?.end,
                    place: meeting?.place,
                    oparl: meeting?.oparl,
                    agenda: items.value
                )
            )
        }
        Notices.say(notices, invocation.console)
        let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw FileError(.write, path: target, code: ENOENT)
        }
        try AtomicFile.write(Array(result.json.utf8), to: target, mode: 0o600)
        invocation.console.say(
            "cli.council.imported",
            ["members": String(result.members.count), "voters": String(result.voters.count), "file": target]
        )
        if invocation.flag("json") { invocation.console.out(result.json) }
    }

    private static func options(_ invocation: Invocation) throws -> OParlImport.Options {
        let text = invocation.value("on") ?? Self.today()
        guard let day = CalendarDay(text) else { throw Misuse.badValue(option: "on", text) }
        return OParlImport.Options(
            today: day,
            body: invocation.value("body"),
            council: invocation.value("group"),
            meeting: invocation.value("meeting")
        )
    }

    /// Today in Berlin; the one place where the clock enters, and only to choose the next meeting.
    private static func today() -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Europe/Berlin")
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date())
    }

    private static func show(_ invocation: Invocation) throws {
        let council = try Council(contentsOf: path(invocation, "council"))
        if invocation.flag("json") {
            invocation.console.out(council.json)
            return
        }
        let console = invocation.console
        func out(_ text: String) { console.out(Console.printable(text)) }
        out(council.body.name)
        for (faction, members) in Dictionary(grouping: council.members, by: { $0.faction ?? "" }).sorted(by: {
            ($0.key.isEmpty ? 1 : 0, $0.key) < ($1.key.isEmpty ? 1 : 0, $1.key)
        }) {
            let title = faction.isEmpty ? console.sentence("cli.council.noFaction") : faction
            console.out("")
            out("\(title) (\(members.count))")
            for member in members {
                let role = [member.role, member.votingRight ? nil : console.sentence("cli.council.noVote")]
                    .compactMap(\.self).joined(separator: ", ")
                out("  \(member.p)  \(member.name)" + (role.isEmpty ? "" : " – \(role)"))
            }
        }
        for committee in council.committees {
            console.out("")
            out("\(committee.name) (\(committee.seats.count))")
            out("  " + committee.seats.map(\.name).joined(separator: ", "))
        }
        if let meeting = council.meeting {
            console.out("")
            let when = meeting.start.map { " – \($0.day.german), \($0.clock)" } ?? ""
            out(meeting.name + when + (meeting.place.map { ", \($0)" } ?? ""))
            for item in meeting.agenda {
                let mark = item.isPublic ? "" : " (\(console.sentence("cli.council.notPublic")))"
                out("  \(item.number ?? "–")  \(item.title)\(mark)")
            }
        }
    }
}

import CouncilData
import CouncilLaw
import Election
import PostalVote
import StrictJSON
import VoteLaw

/// `urne postal electorate` and `deadline`: who may vote, and until when.
enum PostalPreparing {
    static let all = [
        Verb(
            "postal electorate",
            .postalAct + [
                .value("from", "F"), .value("council", "F"), .value("committee", "NAME"), .value("mayor", "P|none"),
                .value("attended", "all|P,P|F"), .value("present", "all|P,P|F"), .value("excluded", "P,P|F"),
                .list("admit", "P=REASON"), .list("leave-out", "P=REASON"),
            ],
            run: electorate
        ),
        Verb(
            "postal deadline",
            .postal + [
                .value("choose", "literal|workday|exception"), .value("date", "YYYY-MM-DD"), .value("time", "HH:MM"),
                .value("place", "TEXT"), .value("reason", "TEXT"),
            ],
            run: deadline
        ),
    ]

    // MARK: Electorate

    private static func electorate(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let members = try members(invocation, desk)
        let electorate = PostalAct.Electorate(
            members: members,
            decisions: try decisions(invocation),
            roll: try roll(desk)?.sorted(),
            at: try desk.now()
        )
        let console = invocation.console
        let undecided = electorate.differing.filter { member in
            !electorate.decisions.contains { $0.p == member.p }
        }
        // Of whoever was excluded before it is not said that he or she may vote: that comes first, as a refusal.
        for member in undecided where !desk.state.lacksExcluded(electorate) {
            let reading = desk.state.start.settings.electorate
            console.sayText(
                "  "
                    + console.sentence(
                        "cli.postal.differs.\(reading.rawValue)",
                        ["p": member.p.description, "name": member.name]
                    )
            )
        }
        for member in electorate.newlyExcluded
        where !electorate.decisions.contains(where: { $0.p == member.p }) {
            console.sayText(
                "  "
                    + console.sentence(
                        "cli.postal.newlyExcluded",
                        ["p": member.p.description, "name": member.name]
                    )
            )
        }
        try desk.perform(.electorate(electorate))
        for member in members where !desk.state.entitled.contains(where: { $0.p == member.p }) {
            let why = console.sentence("cli.postal.leftOut.\(reason(member))")
            let holes = ["p": "\(member.p)", "name": member.name, "why": why]
            console.sayText("  " + console.sentence("cli.postal.leftOut", holes))
        }
        let count = desk.state.entitled.count
        console.say("cli.postal.entitled", ["count": String(count)])
        if let warning = desk.state.tooFew {
            console.sayText("! " + Console.printable(warning.sentence(in: invocation.language)))
        }
        try desk.report(.electorate(electorate)) { $0.add("entitled", count) }
    }

    /// Why somebody may not vote: what stands first holds whatever else does.
    private static func reason(_ member: PostalMember) -> String {
        if !member.mayVote { return "noVote" }
        if member.excluded { return "excluded" }
        return member.attended ? "decided" : "absent"
    }

    private static func decisions(_ invocation: Invocation) throws -> [PostalDecision] {
        try [("admit", true), ("leave-out", false)].flatMap { option, admits in
            try invocation.list(option).map { text in
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let person = PersonID(parts[0]) else {
                    throw Misuse.badValue(option: "admit", text)
                }
                return PostalDecision(p: person, admit: admits, reason: parts[1])
            }
        }
    }

    private static func members(_ invocation: Invocation, _ desk: PostalDesk) throws -> [PostalMember] {
        if let path = invocation.value("from"), let members = try PostalCaseFile(path).members() { return members }
        let council = try Council(contentsOf: invocation.value("council") ?? invocation.dataPath + "/council.json")
        let list = try BodyList(
            council,
            committee: invocation.value("committee"),
            mayor: invocation.value("mayor")
        )
        let everybody = Dictionary(
            list.members.map { ($0.person, Presence.inRoom) },
            uniquingKeysWith: { first, _ in first }
        )
        let voting = try CouncilLaw.Electorate.of(
            list.body,
            members: list.members,
            kind: desk.state.start.kind,
            matter: .ordinary,
            present: everybody,
            excluded: [],
            settings: desk.state.frame.settings
        )
        let attended = try people(invocation, "attended", list)
        let onRoll = try roll(desk)
        let present = try people(invocation, "present", list) ?? onRoll
        guard let attended, let present else { throw Misuse.missingOption(attended == nil ? "attended" : "present") }
        let excluded = try people(invocation, "excluded", list) ?? []
        return try list.members.map { member in
            guard let person = PersonID(member.person) else { throw CommandError.notAPerson(Place()) }
            return PostalMember(
                p: person,
                name: member.name,
                attended: attended.contains(person) || present.contains(person),
                present: present.contains(person),
                excluded: excluded.contains(person),
                // Somebody stood in for others in the electronic vote as well.
                mayVote: voting.entitled.contains(member.person) || onRoll?.contains(person) == true
            )
        }
    }

    /// Whoever was in the roll of the electronic vote was present at the item.
    private static func roll(_ desk: PostalDesk) throws -> Set<PersonID>? {
        guard let vote = desk.state.start.vote, let roll = try desk.server.file(.roll, of: vote) else { return nil }
        return Set(try RollFile(file: roll).entries.map(\.person))
    }

    private static func people(_ invocation: Invocation, _ option: String, _ list: BodyList) throws -> Set<PersonID>? {
        if invocation.value(option) == "all" { return Set(list.members.compactMap { PersonID($0.person) }) }
        guard let people = try invocation.persons(option) else { return nil }
        for person in people.persons where !list.members.contains(where: { $0.person == "\(person.person)" }) {
            throw CommandError.unknownMember(person: person.person.description, person.place)
        }
        return people.all
    }

    // MARK: Deadline

    private static func deadline(_ invocation: Invocation) throws {
        var desk = try PostalDesk(invocation)
        let settings = desk.state.start.settings
        let timeText = invocation.value("time") ?? settings.time ?? "24:00"
        guard let time = try? ClockTime(parsing: timeText) else {
            throw Misuse.badValue(option: "time", timeText)
        }
        let readings = try desk.state.readings(time: time)
        guard invocation.value("choose") != nil else { return show(readings, desk, invocation) }
        let choice: DeadlineChoice = try invocation.word("choose")
        let date: CalendarDate =
            switch choice {
            case .literal: readings.literal
            case .workday: readings.shifted
            case .exception: try invocation.date("date") ?? readings.shifted
            }
        let act = PostalAct.fixedDeadline(
            PostalAct.FixedDeadline(
                literal: readings.literal,
                shifted: readings.shifted,
                chosen: choice,
                date: date,
                time: timeText,
                place: invocation.value("place") ?? settings.recipient,
                reason: invocation.value("reason"),
                at: try desk.now()
            )
        )
        try desk.perform(act)
        try desk.report(act) { $0.add("deadline", desk.state.deadlineMoment?.description ?? "") }
    }

    private static func show(_ readings: Deadline, _ desk: PostalDesk, _ invocation: Invocation) {
        let console = invocation.console
        if invocation.flag("json") {
            var writer = JSONWriter()
            writer.add("literal", "\(readings.literal)")
            writer.add("shifted", "\(readings.shifted)")
            writer.add("differs", readings.differs)
            writer.add("deadline", raw: desk.state.deadlineMoment.map { JSONWriter.quote($0.description) } ?? "null")
            return console.out(writer.object)
        }
        // Once it is fixed, that one counts, whatever would be computed.
        if let fixed = desk.state.deadline {
            let holes = ["deadline": desk.holes["deadline"] ?? "–", "place": fixed.place]
            console.out(console.sentence("cli.postal.fixedDeadline", holes))
            return desk.sayNext()
        }
        for line in readings.question?.lines(in: invocation.language) ?? [] { console.sayText(line) }
        for holiday in readings.holidays {
            let day = PostalTime.text(of: holiday.date, in: invocation.language)
            console.sayText("  \(day)  " + holiday.name.statement.text(in: invocation.language))
        }
        console.out(readings.statement.text(in: invocation.language))
        desk.sayNext()
    }
}

import PostalVote

/// A postal vote as a small board with bars, and as a table for spreadsheets.
struct PostalTable {
    private let desk: PostalDesk
    private var console: Console { desk.console }

    init(_ desk: PostalDesk) { self.desk = desk }

    // MARK: Board

    func board(_ overview: PostalOverview) -> String {
        let all = max(overview.issued, overview.received, 1)
        let rows = [
            ("sent", overview.sent), ("received", overview.received - overview.late), ("late", overview.late),
            ("outstanding", overview.outstanding), ("replaced", overview.replaced),
            ("admitted", overview.admitted), ("rejected", overview.rejected),
        ]
        let names = rows.map { console.sentence("cli.postal.board.\($0.0)") }
        let width = names.map(\.count).max() ?? 0
        let bars = zip(names, rows).map { name, row in
            let full = (row.1 * 40 + all - 1) / all
            return name + String(repeating: " ", count: width - name.count)
                + String(repeating: " ", count: max(1, 6 - String(row.1).count)) + String(row.1) + "  "
                + String(repeating: "█", count: min(40, full)) + String(repeating: "░", count: 40 - min(40, full))
        }
        let head = [
            Console.printable(desk.state.start.title) + (desk.state.start.rehearsal ? "  – PROBE" : ""),
            overview.stage.name(in: console.language),
            console.sentence(
                "cli.postal.board.deadline",
                ["deadline": overview.deadline?.text(in: console.language) ?? "–", "left": left(overview.secondsLeft)]
            ),
        ]
        return (head + bars).joined(separator: "\n")
    }

    private func left(_ seconds: Int?) -> String {
        guard let seconds else { return "–" }
        guard seconds > 0 else { return console.sentence("cli.postal.board.over") }
        let holes = [
            "days": String(seconds / 86_400), "hours": String(seconds / 3600 % 24),
            "minutes": String(seconds / 60 % 60),
        ]
        return console.sentence("cli.postal.board.left", holes)
    }

    // MARK: Table

    private static let columns = [
        "wahlschein", "p", "name", "sent", "how", "returned", "replacedBy", "why", "running", "arrival", "channel",
        "condition", "late", "reached", "place", "clerk", "remark",
    ]

    /// One line for each kit, and one for each Wahlbrief without a number of this vote.
    var csv: String {
        let state = desk.state
        var rows = [Self.columns.map { console.sentence("cli.postal.csv.\($0)") }]
        let reasons = reasonsOfReplacement
        for kit in state.kits {
            let letter = state.letters.first { $0.received.number == kit.number }
            rows.append(
                [
                    kit.number.description, kit.p.description, state.name(of: kit.p),
                    moment(kit.sent?.at),
                    kit.sent.map { console.sentence("cli.postal.dispatch.\($0.how.rawValue)") } ?? "",
                    moment(kit.returned?.at), kit.replacedBy?.description ?? "", reasons[kit.number] ?? "",
                ] + cells(letter)
            )
        }
        for letter in state.letters where letter.received.number == nil {
            rows.append(Array(repeating: "", count: 8) + cells(letter))
        }
        return rows.map { $0.map(Self.cell).joined(separator: ";") }.joined(separator: "\r\n")
    }

    private func cells(_ letter: LetterRecord?) -> [String] {
        guard let letter else { return Array(repeating: "", count: 9) }
        let act = letter.received
        return [
            String(act.running), moment(act.arrival, exactly: letter.isLate),
            console.sentence("cli.postal.channel.\(act.channel.rawValue)"),
            console.sentence("cli.postal.condition.\(act.condition.rawValue)"),
            letter.isLate ? console.sentence("cli.postal.csv.yes") : "",
            moment(act.reached, exactly: letter.isLate), act.place, desk.state.name(of: letter.by),
            act.remark ?? "",
        ]
    }

    /// Why a kit was replaced, by its number.
    private var reasonsOfReplacement: [Wahlscheinnummer: String] {
        desk.state.entries.reduce(into: [:]) { reasons, entry in
            if case .replaced(let act) = entry.act { reasons[act.old] = act.reason }
        }
    }

    /// Day and time as spreadsheets read them; where `exactly`, with the seconds within the minute of the deadline, which
    /// alone would look as if it had been in time.
    private func moment(_ time: PostalTime?, exactly: Bool = false) -> String {
        guard let time else { return "" }
        let deadline = desk.state.deadline
        let isClose =
            time.date == deadline?.date && time.description.dropFirst(11).prefix(5) == deadline?.time.prefix(5)
        let clock = time.description.dropFirst(11).prefix(exactly && isClose ? 8 : 5)
        guard console.language == .german else { return "\(time.date) \(clock)" }
        return time.date.description.split(separator: "-").reversed().joined(separator: ".") + " \(clock)"
    }

    /// Quoted, and never a formula: a cell that begins like one gets an apostrophe before it.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = (isFormula ? "'" : "") + text
        guard safe.contains(where: { ";\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

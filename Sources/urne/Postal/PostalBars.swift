import Election
import PostalVote

/// A postal vote as a small board with bars.
struct PostalBars {
    private let desk: PostalDesk
    private var console: Console { desk.console }

    init(_ desk: PostalDesk) { self.desk = desk }

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
        let start = desk.state.start
        // After an electronic vote the title has the mark already.
        let isMarked = !start.rehearsal || RehearsalMark.stands(before: start.title)
        let head = [
            Console.printable(start.title) + (isMarked ? "" : "  – PROBE"),
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
}

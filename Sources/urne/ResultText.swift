import Election
import Words

/// The counts for people: one line per option with a bar.
enum ResultText {
    static func lines(_ log: EventLog, _ language: Language) -> String {
        guard let manifest = log.manifest, let result = log.result, let board = log.board else { return "" }
        let labels = manifest.options.map { Console.printable($0.label) }
        let width = labels.map(\.count).max() ?? 0
        let digits = String(result.counts.max() ?? 0).count
        let most = max(1, result.counts.max() ?? 1)
        let rows = zip(labels, result.counts).map { label, count in
            let number = String(count)
            return "  " + label + String(repeating: " ", count: width - label.count + 2)
                + String(repeating: " ", count: digits - number.count) + number + "  "
                + String(repeating: "█", count: count * 30 / most)
        }
        let holes = [
            "draws": String(board.draws), "ballots": String(board.ballots), "gap": String(board.gap),
            "roll": String(manifest.rollCount),
        ]
        return ([Words.sentence("cli.result.numbers", holes, in: language)] + rows).joined(separator: "\n")
    }
}

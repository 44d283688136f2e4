import PostalVote
import Words

extension PostalState {
    /// Every kit with what became of it, as a table for spreadsheets: one line for each, and one for each Wahlbrief without
    /// a number of this vote.
    public func table(in language: Language) -> String { LetterTable(state: self, language: language).text }
}

private struct LetterTable {
    let state: PostalState
    let language: Language

    private static let ofKit = ["wahlschein", "p", "name", "sent", "how", "returned", "replacedBy", "why"]
    private static let ofLetter = [
        "running", "arrival", "channel", "condition", "late", "reached", "place", "clerk", "remark",
    ]

    var text: String {
        var rows = [(Self.ofKit + Self.ofLetter).map { word("csv.\($0)") }]
        let reasons = reasonsOfReplacement
        for kit in state.kits {
            rows.append(
                [
                    kit.number.description, kit.p.description, state.name(of: kit.p), moment(kit.sent?.at),
                    kit.sent.map { word("dispatch.\($0.how.rawValue)") } ?? "", moment(kit.returned?.at),
                    kit.replacedBy?.description ?? "", reasons[kit.number] ?? "",
                ] + cells(state.letters.first { $0.received.number == kit.number })
            )
        }
        for letter in state.letters where letter.received.number == nil {
            rows.append(Self.ofKit.map { _ in "" } + cells(letter))
        }
        return rows.map { $0.map(Self.cell).joined(separator: ";") }.joined(separator: "\r\n")
    }

    private func cells(_ letter: LetterRecord?) -> [String] {
        guard let letter else { return Self.ofLetter.map { _ in "" } }
        let act = letter.received
        return [
            String(act.running), moment(act.arrival, exactly: letter.isLate), word("channel.\(act.channel.rawValue)"),
            word("condition.\(act.condition.rawValue)"), letter.isLate ? word("csv.yes") : "",
            moment(act.reached, exactly: letter.isLate), act.place, state.name(of: letter.by), act.remark ?? "",
        ]
    }

    /// Why a kit was replaced, by its number.
    private var reasonsOfReplacement: [Wahlscheinnummer: String] {
        state.entries.reduce(into: [:]) { reasons, entry in
            if case .replaced(let act) = entry.act { reasons[act.old] = act.reason }
        }
    }

    private func word(_ key: String) -> String { Words.sentence("cli.postal." + key, in: language) }

    /// Day and time as spreadsheets read them; where `exactly`, with the seconds within the minute of the deadline, which
    /// alone would look as if it had been in time.
    private func moment(_ time: PostalTime?, exactly: Bool = false) -> String {
        guard let time else { return "" }
        let deadline = state.deadline
        let isClose =
            time.date == deadline?.date && time.description.dropFirst(11).prefix(5) == deadline?.time.prefix(5)
        let clock = time.description.dropFirst(11).prefix(exactly && isClose ? 8 : 5)
        guard language == .german else { return "\(time.date) \(clock)" }
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

import SealedBallot

// MARK: - What the record says

extension ReportText {
    /// Body, title, question, state.
    var vote: [String] {
        guard let manifest = report.log.manifest else { return [] }
        var rows = [
            ("verify.label.body", ForeignText.shown(manifest.body)),
            ("verify.label.title", ForeignText.shown(manifest.title)),
            ("verify.label.question", ForeignText.shown(manifest.question)),
            ("verify.label.state", word("state.\(report.log.stateName)")),
        ]
        if let reason = report.log.voidReason ?? report.log.abandonment?.reason {
            rows.append(("verify.label.reason", ForeignText.shown(reason)))
        }
        return [word("verify.heading.vote")] + table(rows)
    }

    /// Attending, drawn, cast, gap.
    var numbers: [String] {
        guard let manifest = report.log.manifest else { return [] }
        var rows = [("verify.label.attending", String(manifest.rollCount))]
        if let board = report.log.board {
            rows.append(("verify.label.draws", String(board.draws)))
            rows.append(("verify.label.ballots", String(board.ballots)))
            rows.append(("verify.label.gap", String(board.gap)))
        }
        return table(rows)
    }

    /// One bar for each option, in proportion to the largest count possible.
    var counts: [String] {
        guard let manifest = report.log.manifest, let board = report.log.board, let counts = report.counts else {
            return []
        }
        let digits = counts.map { String($0).count }.max() ?? 0
        let rows = zip(manifest.options, counts).map { option, count in
            let number = String(repeating: " ", count: digits - String(count).count) + String(count)
            let bar = Self.bar(count, of: board.ballots * option.cap)
            return "\(number)  \(padded(bar, to: Self.barWidth))  \(ForeignText.shown(option.label))"
        }
        return [word(report.isValid ? "verify.heading.result" : "verify.heading.result.invalid")] + rows
    }

    static let barWidth = 30

    /// A bar as wide as `count` is of `whole`; anything but 0 shows at least a sliver.
    static func bar(_ count: Int, of whole: Int) -> String {
        guard count > 0, whole > 0 else { return "" }
        let eighths = max(1, min(whole, count) * barWidth * 8 / whole)
        let slivers = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + slivers[eighths % 8]
    }

    /// Fingerprints and who signed.
    var fingerprints: [String] {
        var rows: [(String, String)] = []
        if let value = compared(report.fingerprint, report.expected.vote, report.fingerprintMatches) {
            rows.append(("verify.label.fingerprint", value))
        }
        if let value = compared(report.boardFingerprint, report.expected.board, report.boardFingerprintMatches) {
            rows.append(("verify.label.board", value))
        }
        if let result = report.resultFingerprint {
            rows.append(("verify.label.result", result.description))
            rows += signatures.enumerated().map { ($0 == 0 ? "verify.label.signed" : "verify.label.none", $1) }
        }
        return table(rows)
    }

    /// The trackers on the board with their lines, as they stand in `ballots.jsonl`.
    var list: [String] {
        guard report.listsTrackers else { return [] }
        let heading = word("verify.heading.trackers")
        guard let trackers = report.trackers else { return [heading, word("verify.tracker.noList")] }
        let width = String(trackers.count).count
        let rows = trackers.enumerated().map { index, tracker in
            let number = String(index + 1)
            return String(repeating: " ", count: width - number.count) + number + "  " + tracker.description
        }
        return [heading] + rows
    }

    /// Where the tracker is that somebody asked for; stands right before the verdict.
    var lookUp: [String] {
        guard let tracker = report.expected.tracker else { return [] }
        let key = report.trackers == nil ? "noList" : report.isTrackerMissing ? "missing" : "found"
        let holes = ["tracker": tracker.description, "line": report.trackerLine.map(String.init) ?? ""]
        return [word("verify.tracker." + key, holes)]
    }

    private func compared(_ found: Fingerprint?, _ wanted: Fingerprint?, _ same: Bool?) -> String? {
        guard let wanted else { return found?.description }
        let holes = ["wanted": wanted.description]
        guard let found else { return word("verify.fingerprint.unknown", holes) }
        let verdict = word(same == true ? "verify.fingerprint.same" : "verify.fingerprint.other", holes)
        return "\(found)  (\(verdict))"
    }

    private var signatures: [String] {
        let signed = report.log.signed.sorted()
        guard !signed.isEmpty else { return [word("verify.signed.none")] }
        return signed.map { number in
            let name = Role.teller(number).flatMap { report.log.manifest?.officer($0)?.name } ?? ""
            return word("verify.signed.teller", ["number": String(number), "name": name])
        }
    }

    /// What is no fault, but should be known.
    var warnings: [String] {
        guard !report.warnings.isEmpty else { return [] }
        return [word("verify.heading.warnings")] + report.warnings.map { "! " + $0.sentence(in: language) }
    }

    /// What a person can check without a program, and what rests on programs (protocol section 14).
    var byHand: [String] {
        guard report.log.manifest != nil else { return [] }
        let board = report.log.hasBoard
        let counted = report.counts != nil
        var keys: [String] = []
        if !isLeftOut(.v9) { keys.append("verify.byHand.roll") }
        if board, !isLeftOut(.v11) { keys.append("verify.byHand.drawn") }
        if board { keys.append("verify.byHand.gap") }
        if counted, report.log.manifest?.rule.isExactlyOne == true { keys.append("verify.byHand.sum") }
        if board { keys.append("verify.byHand.tracker") }
        if counted { keys.append("verify.byHand.signatures") }
        if report.fingerprint != nil { keys.append("verify.byHand.fingerprint") }
        var lines = keys.isEmpty ? [] : [word("verify.heading.byHand")] + keys.map { "• " + word($0) }
        if counted { lines += ["", word("verify.heading.notByHand"), "• " + word("verify.notByHand")] }
        return lines
    }

    /// The words of the checks that a council member may not know.
    var terms: [String] {
        let terms = ["log", "token", "tracker", "fingerprint"]
        return [word("verify.heading.terms")] + terms.map { "• " + word("verify.term.\($0)") }
    }

    private func isLeftOut(_ check: Check) -> Bool {
        report.results.contains { $0.check == check && $0.outcome == .open(.leftOut) }
    }
}

extension SelectionRule {
    /// Whether a ballot marks one option and nothing else, so that the counts add up to the ballots.
    var isExactlyOne: Bool {
        minimum == 1 && maximum == 1 && caps.allSatisfy { $0 == 1 } && weights.allSatisfy { $0 == 1 }
    }
}

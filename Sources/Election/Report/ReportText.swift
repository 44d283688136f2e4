import SealedBallot
import Words

/// The language of the sentences, under a name that needs no import but this module's.
public typealias ReportLanguage = Language

/// A verification as people read it: the checks line by line, then what the record says.
public struct ReportText: Sendable {
    let report: VerificationReport
    let language: Language
    private let meaning: [String]

    /// The text of a report; `meaning` says what the counts mean, by whoever knows that.
    public init(_ report: VerificationReport, in language: Language, meaning: [String] = []) {
        self.report = report
        self.language = language
        self.meaning = meaning
    }

    /// A sentence of the catalogue; holes are shown as ``ForeignText``.
    public static func sentence(_ key: String, _ holes: [String: String] = [:], in language: Language) -> String {
        Words.sentence(key, holes.mapValues { ForeignText.shown($0) }, in: language)
    }

    /// All lines; the last one is the verdict.
    public var lines: [String] {
        var lines = [word("verify.heading.checks"), ""]
        lines += report.results.map(line)
        for section in [
            vote, numbers, counts, meaning, fingerprints, list, warnings, byHand, terms, lookUp,
        ] where !section.isEmpty {
            lines += [""] + section
        }
        return lines + ["", word(report.isValid ? "verify.valid" : "verify.invalid")]
    }

    /// One check: mark, id, sentence.
    private func line(_ result: VerificationReport.Result) -> String {
        let mark =
            switch result.ok {
            case true?: "✓"
            case false?: "✗"
            case nil: "–"
            }
        return "\(mark) \(padded(result.check.description, to: 3)) \(result.sentence(in: language))"
    }

    func word(_ key: String, _ holes: [String: String] = [:]) -> String {
        Self.sentence(key, holes, in: language)
    }

    /// Rows of label and value; what strangers wrote ends its line, so that it cannot reorder what we wrote.
    func table(_ rows: [(label: String, value: String)]) -> [String] {
        let labels = rows.map { word($0.label) }
        let width = labels.map(\.count).max() ?? 0
        return zip(labels, rows).map { label, row in "\(padded(label, to: width))  \(row.value)" }
    }

    func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

import CouncilData
import Files
import Foundation
import Words

/// The list beside the mails: what was written for whom and when, with a column in which is entered when it was sent.
///
/// A table for German spreadsheets. Whoever writes mails again, for everybody or for one person, adds to it; a line that
/// says when something was sent is never changed.
struct MailList {
    private struct Row {
        let cells: [String]
        var number: String { cells.first ?? "" }
        var isSent: Bool { !(cells.last ?? "").isEmpty }
    }
    private static let head = [
        "cli.mail.list.number", "cli.mail.list.name", "cli.mail.list.email", "cli.mail.list.file",
        "cli.mail.list.written", "cli.mail.list.sent",
    ].map { Words.sentence($0, in: .german) }
    private let path: String
    private var rows: [Row] = []

    /// The list in a file, or an empty one; throws if the file holds something else.
    init(_ path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else { return }
        let table = try CSVTable(contentsOf: path)
        guard table.header == Self.head else { throw FileError(.exists, path: path) }
        rows = table.rows.map { row in
            Row(cells: row.cells + [String](repeating: "", count: Self.head.count - row.cells.count))
        }
    }

    /// Adds a line for each person, in the place of one whose mail has not been sent.
    mutating func add(_ members: [Member], written day: String) {
        let numbers = Set(members.map(\.p))
        rows.removeAll { !$0.isSent && numbers.contains($0.number) }
        rows += members.map { member in
            let address = member.email ?? ""
            let isReachable = MailMessage.isAddress(address)
            let file = isReachable ? "\(member.p).eml" : ""
            return Row(cells: [member.p, member.name, address, file, isReachable ? day : "", ""])
        }
        // Of one person the earlier line first.
        rows = rows.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
            .map(\.element)
    }

    /// Writes the file.
    func write() throws {
        let lines = ([Self.head] + rows.map(\.cells)).map { $0.map(Self.cell).joined(separator: ";") + "\r\n" }
        try AtomicFile.write(Array(("\u{FEFF}" + lines.joined()).utf8), to: path, mode: 0o600)
    }

    /// A cell; one that a spreadsheet would take for a formula is made a text.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + ((isFormula ? "'" : "") + text).replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

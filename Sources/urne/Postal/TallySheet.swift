import Files
import Foundation
import PostalPapers
import PostalVote
import Words

/// The fields of a stack, as a teller fills them in.
struct TallySheet {
    private let state: PostalState
    private let stack: Stack
    private let language: Language
    private let fields: [String]

    init(_ state: PostalState, _ stack: Stack, _ language: Language) {
        self.state = state
        self.stack = stack
        self.language = language
        fields = state.fields(of: stack)
    }

    /// The numbers: typed at the terminal, or one a line in a file, never on the command line, where others see them.
    ///
    /// A line is a number, in the order of the sheet, or `NAME=NUMBER`.
    func numbers(_ invocation: Invocation) throws -> [Int] {
        guard let path = invocation.value("from") else { return try asked(invocation.console) }
        let text: String
        if path == "-" {
            text = ScannerLines().map { $0 }.joined(separator: "\n")
        } else {
            text = String(decoding: try AtomicFile.read(path, limit: 1 << 16), as: UTF8.self)
        }
        var numbers: [Int?] = fields.map { _ in nil }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        for (index, line) in lines.filter({ !$0.isEmpty }).enumerated() {
            let parts = line.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
            let place = parts.count == 1 ? index : fields.firstIndex { $0 == parts[0] || name($0) == parts[0] }
            guard let place, fields.indices.contains(place), numbers[place] == nil, parts.count < 3,
                let number = Int(parts[parts.count - 1]), number >= 0
            else { throw PostalProblem.tallyLine(line: index + 1, fields: fields.map(name)) }
            numbers[place] = number
        }
        guard !numbers.contains(nil) else {
            throw PostalProblem.tallyLine(line: lines.count + 1, fields: fields.map(name))
        }
        return numbers.compactMap(\.self)
    }

    private func asked(_ console: Console) throws -> [Int] {
        guard console.isInteractive else { throw Misuse.missingOption("from") }
        var numbers: [Int] = []
        while numbers.count < fields.count {
            guard let text = console.ask("cli.postal.ask.field", ["name": name(fields[numbers.count])]) else {
                throw NothingDone()
            }
            if let number = Int(text), number >= 0 { numbers.append(number) }
        }
        return numbers
    }

    /// What a field is called.
    func name(_ field: String) -> String { state.labelOfField(field, in: language) }

    /// Both tallies beside each other; where they differ, the line says so.
    func lines(_ tallies: [[Int]]) -> [String] {
        let width = fields.map { name($0).count }.max() ?? 0
        return fields.enumerated().map { index, field in
            let name = Console.printable(name(field))
            let numbers = tallies.map { $0.indices.contains(index) ? $0[index] : 0 }
            let cells = numbers.map { String(repeating: " ", count: max(1, 7 - String($0).count)) + String($0) }
            return name + String(repeating: " ", count: max(0, width - name.count)) + cells.joined()
                + (Set(numbers).count > 1 ? "  ≠" : "")
        }
    }
}

import Election
import Files
import Foundation
import Ristretto255

/// Reads a member's choice from the terminal or from a file; never from the command line, where it would stay in
/// histories and lists of processes.
struct ChoiceReader {
    private let invocation: Invocation
    private let manifest: Manifest

    init(_ invocation: Invocation, _ manifest: Manifest) {
        self.invocation = invocation
        self.manifest = manifest
    }

    /// Whether the member is asked.
    var asks: Bool { invocation.value("choice-file") == nil }

    /// One value for each option.
    func values() throws -> [Int] {
        guard let path = invocation.value("choice-file") else {
            guard invocation.console.isInteractive else { throw Misuse.missingOption("choice-file") }
            return try ask()
        }
        var text = try read(path)
        defer { wipe(&text) }
        var lines: [(Int, String)] = []
        let parts = String(decoding: text, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        for (index, part) in parts.enumerated() {
            let line = part.trimmingCharacters(in: .whitespaces)
            if !line.isEmpty { lines.append((index + 1, line)) }
        }
        return try values(of: lines, file: path)
    }

    private func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return try AtomicFile.read(path, limit: 1 << 16)
        } catch {
            throw CommandError.choiceFile(reason: error.reason)
        }
    }

    /// Each line is one mark: an option's label, its id or its number.
    private func values(of lines: [(number: Int, text: String)], file: String) throws -> [Int] {
        var values = [Int](repeating: 0, count: manifest.options.count)
        for line in lines {
            let meant = options(line.text)
            guard let option = meant.first else {
                let labels = manifest.options.map(\.label)
                throw CommandError.unknownChoice(file: file, line: line.number, options: labels)
            }
            guard meant.count == 1 else { throw CommandError.unclearChoice(file: file, line: line.number) }
            values[option] += 1
        }
        guard manifest.rule.allows(values) else {
            throw CommandError.choiceNotAllowed(file: file, minimum: manifest.minimum, maximum: manifest.maximum)
        }
        return values
    }

    /// Every option the words could mean; a ballot is never guessed.
    private func options(_ text: String) -> Set<Int> {
        var meant = Set(
            manifest.options.indices.filter { index in
                let option = manifest.options[index]
                return option.id.lowercased() == text.lowercased() || option.label.lowercased() == text.lowercased()
            }
        )
        if let number = Int(text), manifest.options.indices.contains(number - 1) { meant.insert(number - 1) }
        return meant
    }

    /// Asks until the answer is a ballot.
    private func ask() throws -> [Int] {
        let console = invocation.console
        for line in BallotText.lines(manifest, console, numbered: true) { console.sayText(line) }
        while true {
            let key = manifest.maximum == 1 ? "cli.ask.choice" : "cli.ask.choices"
            guard let answer = console.ask(key, ["max": String(manifest.maximum)]), !answer.isEmpty else {
                throw NothingDone()
            }
            guard let marks = marks(answer) else {
                console.say("cli.ask.choice.again", ["most": String(manifest.options.count)])
                continue
            }
            var values = [Int](repeating: 0, count: manifest.options.count)
            for mark in marks { values[mark] += 1 }
            if manifest.rule.allows(values) { return values }
            let holes = ["min": String(manifest.minimum), "max": String(manifest.maximum)]
            console.say("error.choice.notAllowed", holes)
        }
    }

    /// The options that are meant: one by its words, or several by words or numbers; nil where one is not clear.
    private func marks(_ answer: String) -> [Int]? {
        let ways = [[answer], split(answer, at: ","), answer.split { $0 == "," || $0 == " " }.map(String.init)]
        for way in ways {
            let meant = way.map(options)
            if meant.allSatisfy({ $0.count == 1 }) { return meant.compactMap(\.first) }
        }
        return nil
    }

    private func split(_ answer: String, at separator: Character) -> [String] {
        answer.split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

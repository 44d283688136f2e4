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

    /// One value for each option.
    func values() throws -> [Int] {
        guard let path = invocation.value("choice-file") else {
            guard invocation.console.isInteractive else { throw Misuse.missingOption("choice-file") }
            return try ask()
        }
        var text: [UInt8] =
            path == "-"
            ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : try AtomicFile.read(path, limit: 1 << 16)
        defer { wipe(&text) }
        let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return try values(of: lines)
    }

    /// Each line is one mark: an option's id, its label or its number.
    private func values(of lines: [String]) throws -> [Int] {
        var values = [Int](repeating: 0, count: manifest.options.count)
        for line in lines {
            guard let option = index(of: line) else { throw ChoiceError.unknownOption }
            values[option] += 1
        }
        guard manifest.rule.allows(values) else { throw ChoiceError.notAllowed(manifest.minimum, manifest.maximum) }
        return values
    }

    private func index(of line: String) -> Int? {
        let byName = manifest.options.firstIndex { option in
            option.id.lowercased() == line.lowercased() || option.label.lowercased() == line.lowercased()
        }
        if let byName { return byName }
        guard let number = Int(line), manifest.options.indices.contains(number - 1) else { return nil }
        return number - 1
    }

    private func ask() throws -> [Int] {
        let console = invocation.console
        console.say("cli.ask.head", ["title": manifest.title, "question": manifest.question])
        for (index, option) in manifest.options.enumerated() {
            console.sayText("  \(index + 1)  \(Console.printable(option.label))")
        }
        while true {
            let answer = console.ask(
                manifest.maximum == 1 ? "cli.ask.choice" : "cli.ask.choices",
                ["max": String(manifest.maximum)]
            )
            guard let answer else { throw QuietRefusal() }
            let marks = answer.split { $0 == "," || $0 == " " }.map(String.init)
            do {
                return try values(of: marks)
            } catch let error as ChoiceError {
                console.sayText(error.sentence(in: invocation.language))
            }
        }
    }
}

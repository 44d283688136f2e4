import Foundation
import SQLite

/// Runs one script in a folder of its own.
///
/// Words for commands: `urne`, `urne-verify`; before them `!` (exit 1), `?` (exit 2), `limit BLOCKS` (of 512 bytes for
/// each written file), `full` (standard output is a full disk), `input FILE`, `&` (in the background, until `wait`),
/// `lang NAME` (as `URNE_LANG`), `terminal` (on a terminal; see `TerminalRun`). `@P` stands for person P's number, code file and folder.
///
/// `serve OPTIONS` starts a server (``ServerRun``), whose origins are then `$URL` and `$BOX`; `stop` ends it, `http STATUS URL`
/// asks for a page, and `certificate NAME` makes `NAME.pem` and `NAME.key` for this machine.
final class ScriptRun {
    let folder: String
    /// Everything the programs said.
    private(set) var transcript = ""
    var variables: [String: String] = [:]
    private var last = Programs.Outcome(status: 0, stdout: "", stderr: "")
    private var server: ServerRun?
    private var background: [Running] = []
    private var terminal: TerminalRun?

    /// A step that did not hold.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init() throws {
        let name = "urne-script-\(UUID().uuidString.prefix(8))"
        folder = Programs.scratch + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func run(_ script: Script) throws {
        if let base = script.base { try start(from: Bases.shared.run(base)) }
        for (file, text) in script.files { try write(text, file) }
        try run(script.steps)
    }

    func run(_ steps: [Script.Step]) throws {
        for step in steps {
            do {
                try perform(step.text)
                try requireNoCode()
                try requireWholeSentences()
            } catch {
                throw Failure(
                    description: """
                        \(step.place): \(expand(step.text))
                        \(error)
                        status \(last.status)
                        stdout: \(last.stdout)
                        stderr: \(last.stderr)
                        """
                )
            }
        }
        terminal?.stop()
    }

    private func start(from base: ScriptRun) throws {
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.copyItem(atPath: base.folder, toPath: folder)
        variables = base.variables
        transcript = base.transcript
    }

    func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + "/" + name }

    func write(_ text: String, _ name: String) throws {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    // MARK: Words

    private func perform(_ text: String) throws {
        var words = Self.split(text)
        var isNegated = false
        if words.first == "!" {
            isNegated = true
            words.removeFirst()
        }
        let name = words.removeFirst()
        // A pattern is the rest of the line as it stands.
        let start = text.range(of: name)?.upperBound ?? text.endIndex
        let rest = expand(text[start...].trimmingCharacters(in: .whitespaces))
        let arguments = words.map(expand)
        switch name {
        case "mistake": throw Failure(description: rest)
        case "stdout": try match(rest, last.stdout, isNegated)
        case "stderr": try match(rest, last.stderr, isNegated)
        case "said": try match(rest, last.stdout + last.stderr, isNegated)
        case "grep": try match(arguments[1...].joined(separator: " "), contents(arguments[0]), isNegated)
        case "pdf": try match(arguments[1...].joined(separator: " "), pdfText(path(arguments[0])), isNegated)
        case "json", "fields": try JSONAnswer(last.stdout).perform(name, arguments)
        case "set": variables[arguments[0]] = try value(Array(arguments[2...]))
        case "exists": try require(FileManager.default.fileExists(atPath: path(arguments[0])) != isNegated)
        case "mode":
            let attributes = try FileManager.default.attributesOfItem(atPath: path(arguments[1]))
            try require(attributes[.posixPermissions] as? Int == Int(arguments[0], radix: 8))
        case "cmp": try require((data(arguments[0]) == data(arguments[1])) != isNegated)
        case "wait": try wait(arguments)
        case "serve", "stop", "http", "certificate": try network(name, arguments)
        case "expect", "type", "key", "interrupt", "ends": try talk(name, rest)
        case "sql":
            let database = try Database(path: path(arguments[0]), journal: .truncate)
            try database.run(arguments[1...].joined(separator: " "))
        default:
            if try change(name, arguments) { return }
            try command([name] + words, expected: isNegated ? 1 : 0)
        }
    }

    /// Words that change files; false if `name` is none.
    private func change(_ name: String, _ arguments: [String]) throws -> Bool {
        let files = FileManager.default
        switch name {
        case "write": try write(arguments[1...].joined(separator: " ") + "\n", arguments[0])
        case "append": try write(contents(arguments[0]) + arguments[1...].joined(separator: " ") + "\n", arguments[0])
        case "folder": try files.createDirectory(atPath: path(arguments[0]), withIntermediateDirectories: true)
        case "remove": try files.removeItem(atPath: path(arguments[0]))
        case "copy":
            try? files.removeItem(atPath: path(arguments[1]))
            try files.copyItem(atPath: path(arguments[0]), toPath: path(arguments[1]))
        case "chmod": try require(Foundation.chmod(path(arguments[1]), mode_t(arguments[0], radix: 8) ?? 0) == 0)
        case "flip":
            var bytes = [UInt8](try data(arguments[0]))
            bytes[Int(arguments[1]) ?? 0] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: path(arguments[0])))
        case "replace":
            let text = try contents(arguments[0])
            let changed = text.replacingOccurrences(of: arguments[1], with: arguments[2])
            try require(changed != text)
            try write(changed, arguments[0])
        case "swap":
            var lines = try contents(arguments[0]).split(separator: "\n", omittingEmptySubsequences: false)
            lines.swapAt((Int(arguments[1]) ?? 0) - 1, (Int(arguments[2]) ?? 0) - 1)
            try write(lines.joined(separator: "\n"), arguments[0])
        default: return false
        }
        return true
    }

    private func command(_ words: [String], expected: Int32) throws {
        var words = words
        var expected = expected
        var surroundings = Programs.Surroundings(folder: folder)
        var isInBackground = false
        var isOnTerminal = false
        prefixes: while let word = words.first {
            switch word {
            case "?": expected = 2
            case "&": isInBackground = true
            case "terminal": isOnTerminal = true
            case "full": surroundings.output = "/dev/full"
            case "limit":
                words.removeFirst()
                surroundings.fileLimit = Int(words[0])
            case "lang":
                words.removeFirst()
                surroundings.language = words[0]
            case "input":
                words.removeFirst()
                surroundings.input = path(words[0])
            default: break prefixes
            }
            words.removeFirst()
        }
        guard ["urne", "urne-verify"].contains(words[0]) else { throw Failure(description: "no such word") }
        let arguments = words.dropFirst().flatMap(Self.person).map(expand)
        if arguments.first == "serve" { surroundings.seconds = 30 }
        if isOnTerminal {
            terminal?.stop()
            terminal = try TerminalRun([Programs.path(words[0])] + arguments, folder: folder)
        } else if isInBackground {
            background.append(try Programs.start(words[0], arguments, surroundings))
        } else {
            last = try Programs.run(words[0], arguments, surroundings)
            transcript += last.stdout + last.stderr
            guard last.status == expected else { throw Failure(description: "expected status \(expected)") }
            try requireJSON(arguments)
        }
    }

    /// Who asks for JSON gets nothing else, also from what is refused; and always something from what was done.
    private func requireJSON(_ arguments: [String]) throws {
        guard arguments.contains("--json"), !arguments.contains("--help") else { return }
        if last.stdout.isEmpty, last.status != 0 { return }
        guard (try? JSONAnswer(last.stdout)) != nil else { throw Failure(description: "no JSON") }
    }

    /// `@P`: who acts, with which code, from which folder.
    private static func person(_ word: String) -> [String] {
        guard word.hasPrefix("@") else { return [word] }
        let p = String(word.dropFirst())
        return ["--as", p, "--code-file", "reg/codes/\(p).txt", "--home", "home/\(p)"]
    }

    /// Waits for what runs in the background; with numbers, these must be the statuses in ascending order.
    private func wait(_ arguments: [String]) throws {
        let outcomes = background.map { $0.outcome() }
        background = []
        transcript += outcomes.map { $0.stdout + $0.stderr }.joined()
        let found = outcomes.map(\.status).sorted()
        let expected = arguments.isEmpty ? found.map { _ in 0 } : arguments.compactMap { Int32($0) }
        last = Programs.Outcome(
            status: found.last ?? 0,
            stdout: outcomes.map(\.stdout).joined(),
            stderr: outcomes.map(\.stderr).joined()
        )
        guard found == expected else { throw Failure(description: "statuses \(found)") }
    }

    private func network(_ name: String, _ arguments: [String]) throws {
        switch name {
        case "serve":
            let started = try ServerRun(arguments, in: folder)
            server = started
            variables["URL"] = started.issuer
            variables["BOX"] = started.box
        case "stop":
            guard let server else { throw Failure(description: "no server") }
            last = server.stop()
            self.server = nil
            transcript += last.stdout + last.stderr
            guard last.status == 0 else { throw Failure(description: "ended with \(last.status)") }
        case "http":
            let trust = arguments.count > 2 ? path(arguments[2]) : nil
            let answer = try ServerRun.get(arguments[1], trust: trust)
            last = Programs.Outcome(status: 0, stdout: String(decoding: answer.body, as: UTF8.self), stderr: "")
            guard answer.status == Int(arguments[0]) else { throw Failure(description: "status \(answer.status)") }
        default: try ServerRun.makeCertificate(path(arguments[0]))
        }
    }

    private func talk(_ name: String, _ rest: String) throws {
        guard let terminal else { throw Failure(description: "no terminal") }
        defer { last = Programs.Outcome(status: 0, stdout: terminal.screen, stderr: "") }
        switch name {
        case "expect": try terminal.expect(rest)
        case "type": terminal.type((rest.hasPrefix("<") ? try contents(String(rest.dropFirst())) : rest + "\n"))
        case "interrupt": terminal.type("\u{3}")
        default:
            let status = try terminal.end()
            transcript += terminal.screen
            guard status == Int32(rest) else { throw Failure(description: "ended with \(status)") }
        }
    }

    // MARK: Texts

    private func match(_ pattern: String, _ text: String, _ isNegated: Bool) throws {
        guard !pattern.isEmpty else { return try require(text.isEmpty == isNegated) }
        let regex = try Regex(pattern).anchorsMatchLineEndings()
        try require((text.firstMatch(of: regex) != nil) != isNegated)
    }

    private func value(_ words: [String]) throws -> String {
        switch words.first {
        case "json": return try JSONAnswer(last.stdout).text(words[1])
        case "stdout": return last.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
        case "file": return try contents(words[1]).trimmingCharacters(in: .whitespacesAndNewlines)
        case "in":
            // The first group of a pattern in a file.
            let regex = try Regex(words[2...].joined(separator: " ")).anchorsMatchLineEndings()
            guard let found = try contents(words[1]).firstMatch(of: regex), found.output.count > 1 else {
                throw Failure(description: "no match")
            }
            return String(found.output[1].substring ?? "")
        default: return words.joined(separator: " ")
        }
    }

    private func expand(_ text: String) -> String {
        // Longer names first, so that $V1 is not $V and a 1.
        variables.keys.sorted { $0.count > $1.count }.reduce(text) { text, name in
            text.replacingOccurrences(of: "$" + name, with: variables[name] ?? "")
        }
    }

    /// Words at spaces; quotes keep spaces together.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in text {
            if character == "'" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character == " ", !isQuoted {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }

    private func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    private func contents(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    private func require(_ holds: Bool) throws {
        guard holds else { throw Failure(description: "does not hold") }
    }

    /// No hole stays open, and no key stands in place of its sentence.
    private func requireWholeSentences() throws {
        let open = #/\{[a-z]+\}|\b(cli|error|help|option|state|role|act|council)\.[a-z]+\.[a-z]+/#
        // A letter's template is asked for its holes by name.
        let said = (last.stdout + last.stderr).replacing(#/Feld \{(code|p)\}/#, with: "")
        if let found = said.firstMatch(of: open) {
            throw Failure(description: "not a whole sentence: \(found.output.0)")
        }
    }

    /// No program may ever show a code; `code letter` writes them to files only.
    private func requireNoCode() throws {
        let codes = (try? FileManager.default.contentsOfDirectory(atPath: path("reg/codes"))) ?? []
        let said = (last.stdout + last.stderr).uppercased()
        for file in codes {
            let code = try contents("reg/codes/" + file).trimmingCharacters(in: .whitespacesAndNewlines)
            let isShown = said.contains(code) || said.contains(code.replacingOccurrences(of: "-", with: ""))
            if isShown { throw Failure(description: "an access code is shown") }
        }
    }
}

/// What scripts begin with, run once for all of them.
private final class Bases: @unchecked Sendable {
    // `@unchecked`: `runs` is only touched while `lock` is held.
    static let shared = Bases()
    private var runs: [String: ScriptRun] = [:]
    private let lock = NSRecursiveLock()

    /// Statics are never freed, so the folders are removed at the end of the program.
    private init() {
        atexit { Bases.shared.lock.withLock { Bases.shared.runs = [:] } }
    }

    func run(_ name: String) throws -> ScriptRun {
        try lock.withLock {
            if let known = runs[name] { return known }
            let run = try ScriptRun()
            try run.run(Script("Parts/\(name).txt"))
            runs[name] = run
            return run
        }
    }
}

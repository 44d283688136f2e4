import Election
import ElectionTestSupport
import Foundation
import Testing

/// The built program, run as a person would run it.
@Suite("urne-verify")
struct ProgramTests {
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The program lies beside the test runner.
    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("urne-verify")

    private func run(_ arguments: String...) throws -> Run {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Nothing here fills a pipe, so one may be read after the other.
        let out = output.fileHandleForReading.readDataToEndOfFile()
        let err = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: String(decoding: out, as: UTF8.self),
            errors: String(decoding: err, as: UTF8.self)
        )
    }

    private let example = VectorFile.path("record-example")

    @Test("says GÜLTIG, or VALID, in the last line and exits 0")
    func valid() throws {
        let german = try run(example)
        #expect(german.status == 0 && german.output.hasSuffix("\nGÜLTIG\n") && german.errors.isEmpty)
        let english = try run("--lang", "en", example, "--fingerprint", "x6cn ezfk 39yh 0se2 2gq5")
        #expect(english.status == 0 && english.output.hasSuffix("\nVALID\n") && english.errors.isEmpty)
        let json = try run(example, "--json")
        #expect(json.status == 0 && json.output.hasPrefix("{\"valid\":true,") && json.output.hasSuffix("}\n"))
    }

    @Test("says UNGÜLTIG, or INVALID, and exits 1 for a changed byte or another fingerprint")
    func invalid() throws {
        var files = try RecordFolder.read(example)
        files[.ballots]?[500] ^= 1
        let folder = try TemporaryFolder(files)
        let run = try run(folder.path)
        #expect(run.status == 1 && run.output.hasSuffix("\nUNGÜLTIG\n"))
        #expect(run.output.contains("✗ V10") && run.output.contains("ballots.jsonl"))
        for arguments in [["--fingerprint", "0000-0000-0000-0000-0000"], ["--board=0000-0000-0000-0000-0000"]] {
            let other =
                arguments.count == 2
                ? try self.run(example, arguments[0], arguments[1], "--lang=en")
                : try self.run(example, arguments[0], "--lang=en")
            #expect(other.status == 1 && other.output.hasSuffix("\nINVALID\n"))
            #expect(other.output.contains("NOT the fingerprint given"))
        }
        let json = try self.run("--json", folder.path)
        #expect(json.status == 1 && json.output.hasPrefix("{\"valid\":false,"))
    }

    @Test("finds a tracker in the list however it is typed, and says loudly that one is missing")
    func tracker() throws {
        let trackers = try #require(Verifier().verify(RecordFolder.read(example)).trackers)
        for (index, tracker) in trackers.enumerated() {
            let typed = tracker.description.lowercased().replacingOccurrences(of: "-", with: " ")
            let found = try run(example, "--tracker", typed, "--lang=en")
            #expect(found.status == 0 && found.output.contains("\(tracker) stands in line \(index + 1) of the list"))
            let json = try run(example, "--tracker", typed, "--json")
            #expect(json.status == 0 && json.output.contains("\"tracker_line\":\(index + 1)"))
        }
        let other = "0000-0000-0000-0000-0000"
        let missing = try run(example, "--tracker", other)
        // The record holds all the same.
        #expect(missing.status == 1 && missing.output.hasSuffix("\nGÜLTIG\n"))
        #expect(missing.output.contains("\(other) steht NICHT in der Liste"))
        #expect(missing.errors.contains("\(other) steht NICHT in der Liste"))
        let json = try run(example, "--tracker", other, "--json")
        #expect(json.status == 1 && json.output.contains("\"tracker_line\":null"))
        #expect(json.output.contains("\"valid\":true"))
        #expect(try !run(example, "--json").output.contains("tracker_line"))
        #expect(try run(example, "--tracker", "0000").status == 2)
    }

    @Test("shows the list of the trackers in the order of the board, if it is asked for")
    func list() throws {
        let trackers = try #require(Verifier().verify(RecordFolder.read(example)).trackers).map(\.description)
        #expect(trackers == trackers.sorted() && !trackers.isEmpty)
        let text = try run(example, "--list")
        let rows = trackers.enumerated().map { "\($0.offset + 1)  \($0.element)\n" }.joined()
        #expect(text.status == 0 && text.output.contains(rows))
        let json = try run(example, "--list", "--json")
        #expect(json.output.contains("\"trackers\":[\"\(trackers.joined(separator: "\",\""))\"]"))
        #expect(try !run(example).output.contains(trackers[0]))
        // Before the board is published there is no list.
        let log = try #require(EventLogTests.votes[.casting]).record
        let folder = try TemporaryFolder(log)
        #expect(try run(folder.path, "--list", "--json").output.contains("\"trackers\":null"))
        #expect(try run(folder.path, "--tracker", trackers[0]).status == 1)
    }

    @Test("answers with one object and valid false, also where there is no record")
    func unreadableJSON() throws {
        let empty = try TemporaryFolder(RecordFiles([:]))
        for path in [empty.path, empty.path + "/missing"] {
            let run = try run(path, "--json")
            #expect(run.status == 1 && run.output.hasPrefix("{\"valid\":false,") && run.output.hasSuffix("}\n"))
            let fields = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            #expect((fields?["error"] as? String)?.contains(empty.path) == true)
            #expect(fields?["counts"] is NSNull && fields?["checks"] is [Any])
        }
        try empty.makeFolder("log.jsonl")
        let run = try run(empty.path, "--json")
        #expect(run.status == 1 && run.output.hasPrefix("{\"valid\":false,") && run.output.contains("log.jsonl"))
    }

    @Test("says what it could not read, on the other stream, and exits 1")
    func unreadable() throws {
        let empty = try TemporaryFolder(RecordFiles([:]))
        try empty.write("file", [1])
        for path in [empty.path, empty.path + "/missing", empty.path + "/file", empty.path + "/\u{1B}[2J"] {
            let run = try run(path)
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors.hasPrefix("urne-verify: error: "))
            #expect(run.errors.contains(empty.path))
            #expect(!run.errors.contains("\u{1B}"))
            #expect(run.errors.filter { $0 == "\n" }.count == 1)
        }
    }

    @Test(
        "exits 2 when it is called wrongly",
        arguments: [
            [], ["--lang", "fr", "."], ["--lang"], [".", "--fingerprint"], [".", "--fingerprint", "X6CN"], [".", "."],
            ["--unknown", "."], [".", "--tracker"], [".", "--list=1"], [".", "--json=1"], ["-x"],
            ["--fingerprint", "0000-0000-0000-0000-000U", "."],
        ]
    )
    func misuse(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 2)
        #expect(text.hasPrefix("urne-verify: error: ") && !text.contains("verify.error"))
    }

    @Test("explains itself")
    func help() throws {
        for option in ["--help", "-h"] {
            let run = try run(option)
            #expect(run.status == 0 && run.errors.isEmpty)
            for part in ["--fingerprint", "--board", "--json", "--lang"] { #expect(run.output.contains(part)) }
        }
        #expect(try run("--lang", "en", "--help").output.contains("VALID"))
    }

    @Test("takes a folder whose name begins with a hyphen behind --")
    func hyphen() throws {
        let run = try run("--lang=en", "--", "-x")
        #expect(run.status == 1 && run.errors.contains("-x: there is no such folder"))
    }
}

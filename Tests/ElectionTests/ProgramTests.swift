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
            ["--unknown", "."], [".", "--json=1"], ["-x"], ["--fingerprint", "0000-0000-0000-0000-000U", "."],
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

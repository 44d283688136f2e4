import Foundation
import PostalTestSupport
import PostalVote
import ServerTestSupport
import Testing

@Suite("urne-verify reads the record of a postal vote")
struct VerifyProgramTests {
    private func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
        let process = Process()
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        process.executableURL = program.appendingPathComponent("urne-verify")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }

    @Test("a whole record holds; one changed byte does not, and the entry is named")
    func verifies() throws {
        var play = try PostalPlay()
        try play.playToEnd()
        let folder = try TemporaryFolder()
        func write(_ text: String, _ file: PostalFile) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder(file.rawValue)))
        }
        try write(play.journal.text, .journal)
        for (file, text) in try play.current().recordFiles { try write(text, file) }
        let valid = try run([folder.path])
        #expect(valid.status == 0)
        #expect(valid.output.contains("✓ ") && !valid.output.contains("✗ "))
        let json = try run([folder.path, "--json"])
        #expect(json.status == 0 && json.output.contains("\"valid\":true"))
        #expect(json.output.contains("\"result\":{\"entitled\":12,\"voters\":10,\"valid\":10,\"invalid\":0"))
        try write(play.journal.text.replacing("Tresor", with: "tresor", maxReplacements: 1), .journal)
        let changed = try run([folder.path])
        let first = try #require(play.journal.entries.first { $0.type == "received" })
        #expect(changed.status == 1 && changed.output.contains("Eintrag \(first.n) („received“)"))
        try write("{}\n", .journal)
        #expect(try run([folder.path]).status == 1)
    }
}

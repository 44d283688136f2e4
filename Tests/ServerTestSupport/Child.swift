import Foundation

/// A process of the probe (`Tests/CrashProbe`), started and waited for.
public final class Child: @unchecked Sendable {
    // `@unchecked`: only the test that started it uses it.
    private let process = Process()
    private let output = Pipe()
    private let input = Pipe()

    /// Starts the probe with these arguments.
    public init(_ arguments: [String]) throws {
        // Beside the test bundle, whichever configuration is built.
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        process.executableURL = program.appendingPathComponent("CrashProbe")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        process.standardInput = input
        try process.run()
    }

    /// Waits for the line `ready`.
    public func waitUntilReady() {
        var text = Data()
        while !text.contains(0x0A) {
            guard let byte = try? output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else { return }
            text += byte
        }
    }

    /// Lets a waiting probe begin.
    public func go() { try? input.fileHandleForWriting.write(contentsOf: Data("go\n".utf8)) }

    /// Waits for the end; all it printed, its status, and whether a signal ended it.
    public func finish() -> (output: String, status: Int32, killed: Bool) {
        try? input.fileHandleForWriting.close()
        let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
        process.waitUntilExit()
        return (
            String(decoding: data ?? Data(), as: UTF8.self), process.terminationStatus,
            process.terminationReason == .uncaughtSignal
        )
    }

    /// Runs a verb of a person's device in a process of its own.
    public static func act(_ verb: String, as id: String, in play: Play, _ kind: String = "act", _ number: Int = 0)
        throws
        -> (output: String, status: Int32, killed: Bool)
    {
        let code = play.town.folder("code-" + id)
        try Data(play.town.codes[id]!.letterText().utf8).write(to: URL(fileURLWithPath: code))
        let home = play.town.folder("home-" + id)
        return try Child([
            kind, play.town.data, home, id, code, play.vote.description, verb, String(number),
        ]).finish()
    }
}

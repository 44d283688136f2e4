import Foundation

/// Asks the compiler whether a piece of a program is allowed.
public enum Typecheck {
    /// Whether the compiler and the modules of this build can be found.
    public static let isPossible: Bool = {
        FileManager.default.fileExists(atPath: modules.path) && (try? run(["--version"]))?.status == 0
    }()

    /// What the compiler said.
    public struct Answer: Sendable {
        /// 0 if the source is allowed.
        public let status: Int32
        /// Its messages.
        public let text: String
    }

    /// The folder of module files beside the test program.
    private static let modules = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent()
        .appendingPathComponent("Modules")

    private static let moduleMap = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent()
        .appendingPathComponent("../../Sources/CSodium/module.modulemap")
        .standardized

    /// Type-checks a source file, which is not built.
    public static func check(_ source: String) throws -> Answer {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("urne-\(UUID().uuidString).swift")
        try source.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        // Rules about consumed values are checked after the types, so the module is emitted as far as SIL.
        return try run([
            "-emit-sil", "-o", "/dev/null", "-I", modules.path, "-Xcc", "-fmodule-map-file=" + moduleMap.path,
            file.path,
        ])
    }

    private static func run(_ arguments: [String]) throws -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["swiftc"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Answer(status: process.terminationStatus, text: String(decoding: output, as: UTF8.self))
    }
}

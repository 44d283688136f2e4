import Foundation

/// The two built programs, and how to run them.
enum Programs {
    /// What a program said and how it ended.
    struct Outcome: Sendable {
        let status: Int32
        let stdout: String
        let stderr: String
    }

    /// Where to run, and what stands at the two ends.
    struct Surroundings: Sendable {
        var folder: String
        var input = "/dev/null"
        var output: String?
        /// The language in the surroundings.
        var language: String?
        /// Largest file the program may write, in blocks of 512 bytes.
        var fileLimit: Int?
        /// Seconds after which it is ended, for a program that must refuse and would otherwise go on for ever.
        var seconds: Int?
    }

    /// Where folders for tests are made: in memory if possible, because the programs flush every write.
    static let scratch: String = {
        let memory = "/dev/shm"
        return access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
    }()

    struct NotBuilt: Error, CustomStringConvertible {
        let description: String
    }

    /// The program beside the test bundle.
    static func path(_ name: String) throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folder = URL(fileURLWithPath: own).deletingLastPathComponent()
        // Apple's layout puts the bundle's program three folders deeper; plain builds have it beside.
        for _ in 0..<4 {
            let path = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder = folder.deletingLastPathComponent()
        }
        throw NotBuilt(description: "\(name) is not beside \(own): build it first (swift build --product \(name))")
    }

    /// Runs a program to its end.
    static func run(_ name: String, _ arguments: [String], _ surroundings: Surroundings) throws -> Outcome {
        try start(name, arguments, surroundings).outcome()
    }

    /// Starts a program; ``Running/outcome()`` waits for it.
    static func start(_ name: String, _ arguments: [String], _ surroundings: Surroundings) throws -> Running {
        var command = [try path(name)] + arguments
        if let language = surroundings.language { command = ["/usr/bin/env", "URNE_LANG=\(language)"] + command }
        if let seconds = surroundings.seconds { command = ["/usr/bin/timeout", String(seconds)] + command }
        if let limit = surroundings.fileLimit {
            command = ["/bin/sh", "-c", "ulimit -f \"$0\" && exec \"$@\"", String(limit)] + command
        }
        let said = scratch + "/urne-out-\(UUID().uuidString)"
        let running = Running(stdout: surroundings.output ?? said + ".1", stderr: said + ".2")
        try running.start(command, surroundings)
        return running
    }
}

/// A program that was started, with its output in two files.
final class Running {
    private let stdout: String
    private let stderr: String
    private var process: pid_t = 0
    private var status: Int32?

    init(stdout: String, stderr: String) {
        self.stdout = stdout
        self.stderr = stderr
    }

    fileprivate func start(_ command: [String], _ surroundings: Programs.Surroundings) throws {
        process = try spawn(command, in: surroundings.folder) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, surroundings.input, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, stdout, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, stderr, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
    }

    deinit {
        // Nothing outlives its test.
        guard process > 0, !hasEnded else { return }
        kill(process, SIGKILL)
        _ = wait(for: process)
    }

    /// What it has written to standard output until now.
    var saidSoFar: String { String(decoding: FileManager.default.contents(atPath: stdout) ?? Data(), as: UTF8.self) }

    /// Whether it has come to its end.
    var hasEnded: Bool {
        if status != nil { return true }
        var code: Int32 = 0
        guard waitpid(process, &code, WNOHANG) == process else { return false }
        status = exitStatus(code)
        return true
    }

    func send(_ signal: Int32) {
        if !hasEnded { kill(process, signal) }
    }

    func outcome() -> Programs.Outcome {
        let status = self.status ?? wait(for: process)
        self.status = status
        let texts = [stdout, stderr].map { path in
            guard path != "/dev/full" else { return "" }
            defer { unlink(path) }
            return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        }
        return Programs.Outcome(status: status, stdout: texts[0], stderr: texts[1])
    }
}

/// Starts a process in a folder; `prepare` says what its descriptors are.
func spawn(
    _ command: [String],
    in folder: String,
    _ prepare: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
    // What is open here, such as a lock, does not stay open in a program that may outlive a test.
    let start = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; cd \"$0\" && exec \"$@\""
    let command = ["/bin/sh", "-c", start, folder] + command
    // HOME inside the test's folder, and no language from outside.
    let environment = ["HOME=\(folder)", "PATH=/usr/bin:/bin", "TERM=xterm", "LANG=C.UTF-8"]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    prepare(&actions)
    // Threads of a test block signals, and background jobs ignore some; a program on a terminal does neither.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = command.map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, words, settings)
    guard code == 0 else { throw Programs.NotBuilt(description: "\(command[0]): \(String(cString: strerror(code)))") }
    return process
}

/// The exit status, or 128 and the signal's number.
func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return exitStatus(status)
}

private func exitStatus(_ code: Int32) -> Int32 { code & 0x7F == 0 ? (code >> 8) & 0xFF : 128 + code & 0x7F }

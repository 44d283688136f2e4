import Foundation

/// A program on a terminal of its own, with somebody who reads and types.
final class TerminalRun {
    /// Everything that was shown so far.
    private(set) var screen = ""
    private let terminal: Int32
    private var process: pid_t
    private var position: String.Index
    private var hasEnded = false

    // TIOCSPTLCK and TIOCGPTN; Swift imports neither these nor the functions around them.
    private static let setLock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    struct Silence: Error, CustomStringConvertible {
        let description: String
    }

    init(_ command: [String], folder: String) throws {
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard terminal >= 0, ioctl(terminal, Self.setLock, &locked) == 0, ioctl(terminal, Self.number, &number) == 0
        else { throw Silence(description: "no terminal: \(String(cString: strerror(errno)))") }
        let other = "/dev/pts/\(number)"
        position = screen.startIndex
        // In a session of its own with this terminal, so that Ctrl-C reaches the program.
        process = try spawn(["/usr/bin/setsid", "-c"] + command, in: folder) { actions in
            for descriptor in 0...2 as ClosedRange<Int32> {
                posix_spawn_file_actions_addopen(&actions, descriptor, other, O_RDWR, 0)
            }
        }
    }

    deinit {
        close(terminal)
    }

    /// Reads until the pattern appears behind what was matched before.
    func expect(_ pattern: String) throws {
        let regex = try Regex(pattern)
        let limit = Date().addingTimeInterval(20)
        while true {
            if let found = screen[position...].firstMatch(of: regex) {
                position = found.range.upperBound
                return
            }
            guard Date() < limit, read() else { throw Silence(description: "never shown: \(pattern)") }
        }
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    }

    /// Reads to the end; the exit status.
    func end() throws -> Int32 {
        let limit = Date().addingTimeInterval(20)
        while read(), Date() < limit {}
        // The terminal ends with the program; one that only falls silent would be waited for for ever.
        if Date() >= limit || !hasEnded { kill(process, SIGKILL) }
        let status = wait(for: process)
        process = 0
        return status
    }

    func stop() {
        guard process > 0 else { return }
        kill(process, SIGKILL)
        _ = wait(for: process)
        process = 0
    }

    /// False at the end of the program, or after some seconds without a word.
    private func read() -> Bool {
        var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 15_000) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(terminal, &buffer, buffer.count)
        guard count > 0 else {
            hasEnded = true
            return false
        }
        let offset = screen.distance(from: screen.startIndex, to: position)
        screen += String(decoding: buffer[..<count], as: UTF8.self)
        position = screen.index(screen.startIndex, offsetBy: offset)
        return true
    }
}

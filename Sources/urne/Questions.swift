import Foundation
import Ristretto255

// Questions are asked only on a terminal.
extension Console {
    var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// A line from the terminal; nil at its end.
    func ask(_ key: String, _ holes: [String: String] = [:]) -> String? {
        write(sentence(key, holes) + " ")
        return readLine()?.trimmingCharacters(in: .whitespaces)
    }

    /// A secret line from the terminal, not shown; the caller wipes it.
    func askSecret(_ key: String, _ holes: [String: String] = [:]) -> [UInt8]? {
        // Hidden before the question is read, so that the first character is not shown either.
        guard TerminalGuard.hideTyping() else { return nil }
        write(sentence(key, holes) + " ")
        defer {
            TerminalGuard.giveBack()
            write("\n")
        }
        var line: [UInt8] = []
        line.reserveCapacity(256)
        var byte: UInt8 = 0
        while line.count < 255, read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return line
    }

    /// Runs `body` on a screen that disappears afterwards, so that a choice does not stay above the next command.
    func onPrivateScreen<T: ~Copyable>(_ body: () throws -> T) rethrows -> T {
        TerminalGuard.hideScreen()
        defer { TerminalGuard.giveBack() }
        return try body()
    }
}

/// Gives the terminal back as it was, also when somebody presses Ctrl-C in between.
private enum TerminalGuard {
    // Outside any actor and without a lock, because the handler of a signal may wait for neither: it can come while the
    // main thread, the only other user, is anywhere. `before` is complete before the handler is installed that reads it,
    // and is not written again until the terminal was given back.
    private nonisolated(unsafe) static var before = termios()
    // Each is one byte, set before the terminal is changed: a handler that comes in between gives back once too often,
    // which changes nothing.
    private nonisolated(unsafe) static var isTypingHidden = false
    // The same holds for the screen.
    private nonisolated(unsafe) static var isScreenHidden = false

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// False if there is no terminal.
    static func hideTyping() -> Bool {
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return false }
        isTypingHidden = true
        watch()
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        return true
    }

    static func hideScreen() {
        guard ProcessInfo.processInfo.environment["TERM"] ?? "dumb" != "dumb" else { return }
        watch()
        isScreenHidden = true
        // The other screen of the terminal, cleared.
        write("\u{1B}[?1049h\u{1B}[2J\u{1B}[H")
    }

    static func giveBack() {
        if isTypingHidden { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        if isScreenHidden { write("\u{1B}[2J\u{1B}[?1049l") }
        isTypingHidden = false
        isScreenHidden = false
    }

    private static func watch() {
        for number in signals {
            signal(number) { number in
                TerminalGuard.giveBack()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    private static func write(_ text: StaticString) {
        _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
}

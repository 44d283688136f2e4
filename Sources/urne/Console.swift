import Election
import Foundation
import Ristretto255
import Words

/// Data go to stdout, talk goes to stderr; questions are asked only on a terminal.
struct Console: Sendable {
    let language: Language

    /// Data.
    func out(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Talk, from the catalogue.
    func say(_ key: String, _ holes: [String: String] = [:]) {
        sayText(sentence(key, holes))
    }

    func sayText(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    func error(_ text: String) {
        sayText("urne: error: " + text)
    }

    func hint(_ key: String) {
        hintText(sentence(key))
    }

    func hintText(_ text: String) {
        sayText("urne: hint: " + text)
    }

    func sentence(_ key: String, _ holes: [String: String] = [:]) -> String {
        Words.sentence(key, holes.mapValues(Self.printable), in: language)
    }

    /// Text from outside without anything that steers a terminal or turns the direction of writing.
    static func printable(_ text: String) -> String {
        ForeignText.shown(text)
    }

    // MARK: Questions

    var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// A line from the terminal.
    func ask(_ key: String, _ holes: [String: String] = [:]) -> String? {
        FileHandle.standardError.write(Data((sentence(key, holes) + " ").utf8))
        return readLine()
    }

    /// A secret line from the terminal, not shown; the caller wipes it.
    func askSecret(_ key: String, _ holes: [String: String] = [:]) -> [UInt8]? {
        FileHandle.standardError.write(Data((sentence(key, holes) + " ").utf8))
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        var line: [UInt8] = []
        line.reserveCapacity(256)
        var byte: UInt8 = 0
        while line.count < 255, read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return line
    }
}

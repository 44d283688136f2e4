import Files
import Foundation
import Journals
import SQLite
import Synchronization
import VoteServer

/// What an operator may read: starts, stops, changes of state and the machine's own errors.
///
/// There is no way to write anything of a request into it. An error is told by its kind, at most once in ten minutes for
/// each kind, so that the log does not tell when somebody drew or cast.
public final class ServerLog: Sendable {
    private let write: @Sendable (String) -> Void
    private let told = Mutex<[String: Double]>([:])

    /// A log; `write` gets whole lines without a line feed.
    public init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    /// A log at the end of a file that only its owner can read.
    ///
    /// Throws a `FileError` if it cannot be opened.
    public convenience init(file path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(.write, path: path, code: errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.init { line in try? handle.write(contentsOf: Data((line + "\n").utf8)) }
    }

    /// Adds a line, such as `start` or `vote 0a1b state casting`; `text` must not come from a request.
    public func tell(_ text: String) {
        write(Self.time() + " " + text)
    }

    /// Adds the kind of an error that is no answer to a request.
    public func tell(_ error: any Error) {
        let kind = Self.kind(error)
        let now = ProcessInfo.processInfo.systemUptime
        let isNew = told.withLock { told in
            if let last = told[kind], now - last < 600 { return false }
            told[kind] = now
            return true
        }
        if isNew { tell("error " + kind) }
    }

    private static func kind(_ error: any Error) -> String {
        switch error {
        case let error as DatabaseError:
            "store \(URL(fileURLWithPath: error.path).lastPathComponent) code \(error.code)"
        case let damage as JournalDamage:
            "store \(URL(fileURLWithPath: damage.path).lastPathComponent) damaged entry \(damage.n)"
        case let error as Unfinished: kind(error.reason)
        case let error as FileError: "file \(error.operation.rawValue) code \(error.code)"
        default: "\(type(of: error))"
        }
    }

    /// Local time with its offset, such as `2026-11-22T18:05:00+01:00`.
    private static func time() -> String {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(identifier: "Europe/Berlin") ?? .current
        return formatter.string(from: Date())
    }
}

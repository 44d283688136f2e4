import Election
import Foundation
import Synchronization

/// The two streams of the program: data on standard output, talk on standard error.
enum Terminal {
    /// Writes everything at once; false if it could not be written, such as on a full disk.
    static func write(_ text: String) -> Bool {
        (try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))) != nil
    }

    /// Says why the program stops.
    static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data("urne-verify: error: \(sentence)\n".utf8))
    }

    /// A progress line on standard error, if a person is watching it.
    static func progress(in language: ReportLanguage) -> @Sendable (Verifier.Stage, Int, Int) -> Void {
        guard isatty(STDERR_FILENO) == 1 else { return { _, _, _ in } }
        let shown = Shown()
        return { stage, done, total in
            guard shown.changes(stage, percent: total > 0 ? done * 100 / total : 100) else { return }
            let label = ReportText.sentence("verify.progress.\(stage)", in: language)
            let width = 30
            let filled = total > 0 ? done * width / total : width
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
            // Return to the start of the line and clear it; after the last one the report begins there.
            let end = done == total ? "\r\u{1B}[K" : ""
            FileHandle.standardError.write(Data("\r\u{1B}[K\(label)  \(bar)  \(done)/\(total)\(end)".utf8))
        }
    }
}

/// What the progress line says at the moment, so that it is written again only when it changes.
private final class Shown: Sendable {
    private let last = Mutex<(stage: Verifier.Stage, percent: Int)?>(nil)

    func changes(_ stage: Verifier.Stage, percent: Int) -> Bool {
        last.withLock { last in
            if let last, last == (stage, percent) { return false }
            last = (stage, percent)
            return true
        }
    }
}

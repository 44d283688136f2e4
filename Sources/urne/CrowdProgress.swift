import Foundation
import Synchronization

/// How many of a crowd are through: a bar on a terminal, otherwise a line for each tenth.
final class CrowdProgress: Sendable {
    private let label: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let shown = Mutex(0)

    init(_ label: String) {
        self.label = label
    }

    /// Tells that `done` of `total` are through, from whatever thread.
    func tell(_ done: Int, _ total: Int) {
        // A bar moves in hundredths, so that drawing it costs nothing beside the work.
        let steps = isTerminal ? 100 : 10
        let step = done * steps / total
        shown.withLock { shown in
            guard step > shown else { return }
            shown = step
            let text = isTerminal ? bar(done, total) : "\(label): \(done)/\(total)\n"
            FileHandle.standardError.write(Data(text.utf8))
        }
    }

    private func bar(_ done: Int, _ total: Int) -> String {
        let width = 30
        let filled = done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        // The last one clears the line for what follows.
        return "\r\u{1B}[K" + (done == total ? "" : "\(label)  \(bar)  \(done)/\(total)")
    }
}

import Papers

/// How far a print is: on one line of a terminal, and for many kits in tenths wherever it is read.
struct PrintingProgress: Sendable {
    private let console: Console
    private let isLong: Bool

    init(_ console: Console, total: Int) {
        self.console = console
        isLong = total > 250
    }

    func show(_ progress: PrintProgress) {
        if console.isInteractive {
            console.write("\r\(progress.done)/\(progress.total)" + (progress.done == progress.total ? "\n" : ""))
        } else if isLong, progress.done % max(1, progress.total / 10) == 0 {
            console.sayText("\(progress.done)/\(progress.total)")
        }
    }
}

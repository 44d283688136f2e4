import Synchronization

/// The moments between which a crash must be harmless: before and after each statement and each commit, and each
/// write of a file.
///
/// The program itself sets no hook. Tests set one that kills the process, or holds it to stage a race.
package enum WritePoint {
    private static let hook = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// Sets or removes the hook.
    package static func setHook(_ body: (@Sendable (String) -> Void)?) {
        hook.withLock { $0 = body }
    }

    /// Tells the hook that the moment `name` has come.
    package static func reach(_ name: @autoclosure () -> String) {
        guard let body = hook.withLock({ $0 }) else { return }
        body(name())
    }
}

import Foundation

/// A connection, or what belongs to it, used by one thread at a time.
///
/// `Mutex` would want everything that a transaction's body touches to be sent into it; a store's lock is only about the
/// connection. It is `@unchecked`, because `state` is only touched while `lock` is held.
public final class Guarded<State>: @unchecked Sendable {
    private var state: State
    private let lock = NSLock()

    /// Guards `state`.
    public init(_ state: State) {
        self.state = state
    }

    /// Runs `body` alone.
    public func withLock<R>(_ body: (inout State) throws -> R) rethrows -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(&state)
    }
}

import Files
import Foundation
import Synchronization

/// Things that happen at a write point of the thread that stages them.
public enum Staging {
    // One play at a time: the hook is the whole process's.
    private static let stage = NSRecursiveLock()

    /// Runs `body`, and `act` once, when `body`'s thread reaches a write point whose name contains `name`.
    public static func at<R>(_ name: String, _ act: @escaping @Sendable () -> Void, _ body: () throws -> R) rethrows
        -> R
    {
        stage.lock()
        defer { stage.unlock() }
        let thread = pthread_self()
        let done = Atomic(false)
        let id = UInt(thread)
        WritePoint.setHook { point in
            guard UInt(pthread_self()) == id, point.contains(name) else { return }
            guard done.exchange(true, ordering: .sequentiallyConsistent) == false else { return }
            act()
        }
        defer { WritePoint.setHook(nil) }
        return try body()
    }

    /// The names of the write points that `body`'s thread passes.
    public static func points(_ body: () throws -> Void) rethrows -> [String] {
        stage.lock()
        defer { stage.unlock() }
        let id = UInt(pthread_self())
        let names = Mutex<[String]>([])
        WritePoint.setHook { point in
            if UInt(pthread_self()) == id { names.withLock { $0.append(point) } }
        }
        defer { WritePoint.setHook(nil) }
        try body()
        return names.withLock { $0 }
    }
}

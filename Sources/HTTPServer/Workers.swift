import Foundation

/// A fixed number of threads that take work in the order in which it came.
///
/// `@unchecked`: `waiting` and `isStopping` are only touched under the condition's lock.
final class Workers: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [@Sendable () -> Void] = []
    private var first = 0
    private var isStopping = false

    init(_ count: Int) {
        for _ in 0..<count { Thread.detachNewThread { self.run() } }
    }

    func add(_ work: @escaping @Sendable () -> Void) {
        condition.lock()
        waiting.append(work)
        condition.signal()
        condition.unlock()
    }

    /// Ends the threads once nothing waits.
    func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        condition.unlock()
    }

    private func run() {
        while let work = next() { work() }
    }

    private func next() -> (@Sendable () -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while first == waiting.count {
            if isStopping { return nil }
            condition.wait()
        }
        let work = waiting[first]
        first += 1
        if first == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            first = 0
        } else if first > 1024 {
            waiting.removeFirst(first)
            first = 0
        }
        return work
    }
}

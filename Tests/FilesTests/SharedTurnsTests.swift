import Files
import Foundation
import Synchronization
import Testing

@Suite("Turns that are shared")
struct SharedTurnsTests {
    private struct Odd: Error {}
    private struct Broken: Error {}

    @Test("give everybody their own outcome, and work on everything once")
    func everybody() {
        let turns = SharedTurns<Int, Int>()
        let wrong = Shared()
        let worked = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 400) { number in
            let found = try? turns.take(number) { items in
                worked.withLock { $0 += items }
                Thread.sleep(forTimeInterval: 0.005)
                return items.map { $0 % 2 == 0 ? .success(2 * $0) : .failure(Odd()) }
            }
            if found != (number % 2 == 0 ? 2 * number : nil) { wrong.add() }
        }
        #expect(wrong.value == 0)
        #expect(worked.withLock { $0.sorted() } == Array(0..<400))
    }

    @Test("give everybody of a turn that breaks the reason, and the next one a turn of its own")
    func broken() throws {
        let turns = SharedTurns<Int, Int>()
        #expect(throws: Broken.self) { try turns.take(1) { _ in throw Broken() } }
        #expect(try turns.take(2) { $0.map { .success($0) } } == 2)
    }

    @Test("those who come while one works are worked on together afterwards")
    func together() throws {
        let turns = SharedTurns<Int, Int>()
        let group = DispatchGroup()
        let largest = Mutex(0)
        let sum = Mutex(0)
        _ = try turns.take(0) { items in
            for number in 1...8 {
                group.enter()
                Thread.detachNewThread {
                    let found = try? turns.take(number) { items in
                        largest.withLock { $0 = max($0, items.count) }
                        return items.map { .success($0) }
                    }
                    sum.withLock { $0 += found ?? 0 }
                    group.leave()
                }
            }
            // Until all of them wait.
            Thread.sleep(forTimeInterval: 0.5)
            return items.map { .success($0) }
        }
        group.wait()
        #expect(sum.withLock { $0 } == 36)
        #expect(largest.withLock { $0 } > 1)
    }
}

/// A number that several threads count up.
private final class Shared: Sendable {
    private let number = Atomic<Int>(0)

    func add() { number.add(1, ordering: .relaxed) }

    var value: Int { number.load(ordering: .relaxed) }
}

import Dispatch
import Synchronization

/// Runs `body` for `0..<count` on all cores and returns the results in order.
///
/// `progress` is told how many are done, in ascending order, from whatever thread finished a chunk.
func inParallel<T: Sendable>(
    _ count: Int,
    progress: @Sendable (Int) -> Void = { _ in },
    _ body: @Sendable (Int) -> T
) -> [T] {
    let chunk = 16
    let chunks = (count + chunk - 1) / chunk
    let results = Mutex<[Int: [T]]>([:])
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
        let range = number * chunk..<min((number + 1) * chunk, count)
        let part = range.map(body)
        results.withLock { results in
            results[number] = part
            progress(min(results.count * chunk, count))
        }
    }
    return results.withLock { results in (0..<chunks).flatMap { results[$0] ?? [] } }
}

import Foundation

/// Lets those who come while a store is busy share its next transaction.
///
/// A transaction waits several times for the disk, however little it changes; a hundred members who cast in one second
/// would wait a hundred times one after the other. Whoever comes first works alone; whoever comes meanwhile waits, and
/// one of them then does the work of all. Nobody is answered before the transaction with their own work is on disk.
///
/// `@unchecked`: what changes is only touched under the condition's lock.
public final class SharedTurns<Item, Outcome>: @unchecked Sendable {
    private final class Waiting {
        let item: Item
        var outcome: Result<Outcome, any Error>?

        init(_ item: Item) { self.item = item }
    }
    private let condition = NSCondition()
    private var waiting: [Waiting] = []
    private var isWorking = false
    /// Whether the last turn was shared: then more are on their way.
    private var isBusy = false
    /// Seconds for which a turn waits for them; a fraction of what the disk takes.
    private static var patience: Double { 0.003 }

    /// Nobody waits yet.
    public init() {}

    /// Has an item worked on, alone or with others.
    ///
    /// - Parameters:
    ///   - item: the item.
    ///   - work: gives one outcome for each item, in their order; what it throws is everybody's. It must treat all items
    ///     alike, because it is given those of others.
    /// - Returns: what came out for this item.
    /// - Throws: what came out for this item, or for all.
    public func take(_ item: Item, _ work: ([Item]) throws -> [Result<Outcome, any Error>]) throws -> Outcome {
        let own = Waiting(item)
        condition.lock()
        defer { condition.unlock() }
        waiting.append(own)
        while isWorking, own.outcome == nil { condition.wait() }
        if let outcome = own.outcome { return try outcome.get() }
        isWorking = true
        if isBusy {
            // Those who read the store before they come here were held up by the turn before this one.
            condition.unlock()
            Thread.sleep(forTimeInterval: Self.patience)
            condition.lock()
        }
        let all = waiting
        waiting = []
        isBusy = all.count > 1
        condition.unlock()
        let outcomes: [Result<Outcome, any Error>]
        do {
            outcomes = try work(all.map(\.item))
        } catch {
            outcomes = all.map { _ in .failure(error) }
        }
        condition.lock()
        precondition(outcomes.count == all.count, "one outcome for each item")
        for (each, outcome) in zip(all, outcomes) { each.outcome = outcome }
        isWorking = false
        condition.broadcast()
        // Its own item was among all.
        return try outcomes[all.firstIndex { $0 === own } ?? 0].get()
    }
}

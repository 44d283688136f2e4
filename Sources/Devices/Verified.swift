import Election
import Ristretto255
import Synchronization

/// What was checked before, by the SHA-512 of its bytes: the same bytes would pass the same checks again.
///
/// A device reads log and roll several times for one act; a rehearsal has thousands of devices that share one such
/// memory. Nothing is taken on trust: a single other byte is another hash, and is read and checked from its beginning.
public final class Verified: Sendable {
    /// So many are kept; then all are forgotten, and checked again when they are needed.
    private static let limit = 8

    private let logs = Mutex<[Digest: EventLog]>([:])
    private let rolls = Mutex<[Digest: RollFile]>([:])

    /// A memory in which nothing has been checked yet.
    public init() {}

    /// The log in `text`, all of it checked (V1 to V8).
    func log(_ text: [UInt8]) throws(Fault) -> EventLog {
        let hash = Digest.sha512(text)
        if let known = logs.withLock({ $0[hash] }) { return known }
        let log = try EventLog(file: text)
        logs.withLock { Self.keep(log, under: hash, in: &$0) }
        return log
    }

    /// The roll with this hash, all of it checked (V9).
    ///
    /// `text` is asked for the bytes only if no roll with this hash is known; whoever has the hash has the roll.
    func roll(_ hash: Digest, _ text: () throws -> [UInt8]?) throws -> RollFile {
        if let known = rolls.withLock({ $0[hash] }) { return known }
        guard let text = try text(), Digest.sha512(text) == hash else { throw DeviceError.rollChanged }
        let roll = try RollFile(file: text)
        rolls.withLock { Self.keep(roll, under: hash, in: &$0) }
        return roll
    }

    private static func keep<T>(_ value: T, under hash: Digest, in known: inout [Digest: T]) {
        if known.count >= Self.limit { known.removeAll() }
        known[hash] = value
    }
}

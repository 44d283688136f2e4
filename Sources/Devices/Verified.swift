import Election
import Ristretto255
import Synchronization

/// What this process has checked before, by the SHA-512 of its bytes: the same bytes pass the same checks again.
///
/// One device reads the same log and the same roll several times for one act; a rehearsal holds thousands of devices.
/// Nothing is taken on trust: a single other byte is another hash, and is read and checked from its beginning.
enum Verified {
    /// So many are kept; then all are forgotten, and checked again when they are needed.
    private static let limit = 8

    private static let logs = Mutex<[Digest: EventLog]>([:])
    private static let rolls = Mutex<[Digest: RollFile]>([:])

    /// The log in `text`, all of it checked (V1 to V8).
    static func log(_ text: [UInt8]) throws(Fault) -> EventLog {
        let hash = Digest.sha512(text)
        if let known = logs.withLock({ $0[hash] }) { return known }
        let log = try EventLog(file: text)
        logs.withLock { keep(log, under: hash, in: &$0) }
        return log
    }

    /// The roll with this hash, all of it checked (V9).
    ///
    /// `text` is asked for the bytes only if no roll with this hash is known; whoever has the hash has the roll.
    static func roll(_ hash: Digest, _ text: () throws -> [UInt8]?) throws -> RollFile {
        if let known = rolls.withLock({ $0[hash] }) { return known }
        guard let text = try text(), Digest.sha512(text) == hash else { throw DeviceError.rollChanged }
        let roll = try RollFile(file: text)
        rolls.withLock { keep(roll, under: hash, in: &$0) }
        return roll
    }

    private static func keep<T>(_ value: T, under hash: Digest, in known: inout [Digest: T]) {
        if known.count >= limit { known.removeAll() }
        known[hash] = value
    }
}

import CSodium
import Synchronization

/// Where secret scalars lie: 32-byte slots in memory that libsodium locks, keeps out of core dumps and surrounds with
/// guard pages.
///
/// Many slots share one such piece. A piece for each secret would take four pages and a dozen system calls, more time
/// than a signature has, and the system locks only a few pages for one process; beyond that libsodium silently goes on
/// without. Pieces are kept until the process ends, so their number follows the largest number of secrets alive at once.
enum SecretMemory {
    /// Slots in one piece: with libsodium's canary they fill one page of 4,096 bytes.
    private static let slotsPerPiece = 127

    /// The address of one slot.
    ///
    /// `@unchecked`, because a slot is in the list of free ones or has exactly one owner.
    @safe struct Slot: @unchecked Sendable {
        let start: UnsafeMutablePointer<UInt8>
    }

    /// The slots that hold no secret; all of them are zero.
    private static let free = Mutex<[Slot]>([])

    /// A slot of 32 zero bytes, for one owner.
    static func take() -> Slot {
        Sodium.ready
        return free.withLock { free in
            if let slot = free.popLast() { return slot }
            guard let raw = unsafe sodium_malloc(slotsPerPiece * Scalar.byteCount) else {
                // Going on with a secret in ordinary memory would break the promise above.
                preconditionFailure("no guarded memory left for secrets")
            }
            unsafe sodium_memzero(raw, slotsPerPiece * Scalar.byteCount)
            let first = unsafe raw.assumingMemoryBound(to: UInt8.self)
            for index in 1..<slotsPerPiece { unsafe free.append(Slot(start: first + index * Scalar.byteCount)) }
            return unsafe Slot(start: first)
        }
    }

    /// Wipes a slot and takes it back.
    static func giveBack(_ slot: Slot) {
        unsafe sodium_memzero(slot.start, Scalar.byteCount)
        free.withLock { $0.append(slot) }
    }
}

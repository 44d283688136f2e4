/// At most 32 secret bytes other than a scalar, such as an access code or the seed of a token.
///
/// Like ``SecretScalar``, in memory that libsodium locks, guards and wipes, and for the same reason not in a piece of
/// their own.
public final class SecretBytes: Sendable, HashInput, CustomReflectable {
    // Written only in `init`, and by the wipe in `deinit`.
    private let slot: SecretMemory.Slot
    private let count: Int

    /// Takes a copy of at most 32 bytes, which the caller wipes.
    public init(copying source: [UInt8]) {
        precondition(source.count <= Scalar.byteCount, "a secret of more than 32 bytes")
        slot = SecretMemory.take()
        count = source.count
        unsafe UnsafeMutableRawBufferPointer(start: slot.start, count: source.count).copyBytes(from: source)
    }

    deinit { SecretMemory.giveBack(slot) }

    /// Lends the bytes to a hash, or to the one place that writes the owner's file.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe body(UnsafeRawBufferPointer(start: slot.start, count: count))
    }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

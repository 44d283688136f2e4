import CSodium

/// Secret bytes other than a scalar, such as an access code or the seed of a token.
///
/// Like ``SecretScalar``, in memory that libsodium locks, guards and wipes.
@safe public final class SecretBytes: @unchecked Sendable, HashInput, CustomReflectable {
    // `@unchecked`: written once, in `init`; the page is read-only from then on.
    private let bytes: UnsafeMutableRawPointer
    private let count: Int

    /// Takes a copy of `source`, which the caller wipes.
    public init(copying source: [UInt8]) {
        Sodium.ready
        guard let memory = unsafe sodium_malloc(source.count) else {
            // Going on with a secret in ordinary memory would break the promise above.
            preconditionFailure("no guarded memory left for secrets")
        }
        unsafe bytes = memory
        count = source.count
        unsafe UnsafeMutableRawBufferPointer(start: memory, count: source.count).copyBytes(from: source)
        unsafe sodium_mprotect_readonly(memory)
    }

    deinit { unsafe sodium_free(bytes) }

    /// Lends the bytes to a hash, or to the one place that writes the owner's file.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe body(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

import CSodium

/// libsodium, initialised.
///
/// `sodium_init` picks the CPU's best code and opens the random source; everything else in this room needs it. It is a
/// lazy global, so the first use runs it exactly once, from whatever thread.
enum Sodium {
    static let ready: Void = {
        // Without a working random source nothing in this program may go on.
        precondition(sodium_init() >= 0, "libsodium cannot start: no source of randomness")
    }()
}

/// Random bytes from the operating system, through libsodium.
public func randomBytes(_ count: Int) -> [UInt8] {
    Sodium.ready
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        // An array of length 0 has no address and needs no bytes.
        if let base = buffer.baseAddress { unsafe randombytes_buf(base, count) }
        initialized = count
    }
}

/// Overwrites an array that held something secret.
///
/// Only for buffers that an outside interface forces on us, such as a line read from a file.
public func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBytes { buffer in
        if let base = buffer.baseAddress { unsafe sodium_memzero(base, buffer.count) }
    }
}

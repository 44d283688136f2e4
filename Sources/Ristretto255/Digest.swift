import CSodium

/// A SHA-512 hash, 64 bytes.
public struct Digest: Hashable, Sendable, HashInput {
    /// Length of a hash in bytes.
    public static let byteCount = 64

    private var low: Bytes32
    private var high: Bytes32

    /// A hash received as bytes.
    ///
    /// - Throws: ``GroupError/wrongLength(expected:actual:)``.
    public init(decoding bytes: some Collection<UInt8>) throws(GroupError) {
        let half = bytes.index(bytes.startIndex, offsetBy: 32, limitedBy: bytes.endIndex) ?? bytes.endIndex
        guard let low = Bytes32(bytes[..<half]), let high = Bytes32(bytes[half...]) else {
            throw .wrongLength(expected: Self.byteCount, actual: bytes.count)
        }
        self.low = low
        self.high = high
    }

    /// 64 zero bytes: the `prev` of the first event of a log (protocol section 7).
    public static let zero = Digest(low: Bytes32(), high: Bytes32())

    private init(low: Bytes32, high: Bytes32) {
        self.low = low
        self.high = high
    }

    /// The 64 bytes.
    public var encoded: [UInt8] { low.array + high.array }

    /// Lends the 64 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes(of: (low, high)) { unsafe body($0) }
    }

    /// SHA-512 of what `absorb` adds.
    ///
    /// The state stays at one address and is wiped afterwards, because secrets pass through it.
    public static func sha512(_ absorb: (inout Absorber) -> Void) -> Digest {
        var result = Digest.zero
        unsafe hash(absorb) { bytes in
            unsafe result = Digest(low: Bytes32(copying: bytes), high: Bytes32(copying: bytes + 32))
        }
        return result
    }

    /// SHA-512 of one byte string.
    public static func sha512(_ bytes: some HashInput) -> Digest {
        sha512 { $0.add(bytes) }
    }

    /// Lends the 64 bytes of the hash for one call, and wipes state and hash.
    static func hash(_ absorb: (inout Absorber) -> Void, use: (UnsafePointer<UInt8>) -> Void) {
        Sodium.ready
        var state = crypto_hash_sha512_state()
        unsafe withUnsafeMutablePointer(to: &state) { pointer in
            unsafe crypto_hash_sha512_init(pointer)
            var absorber = unsafe Absorber(pointer)
            absorb(&absorber)
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
                // A temporary allocation of 64 bytes has an address.
                guard let base = buffer.baseAddress else { preconditionFailure("no stack left") }
                unsafe crypto_hash_sha512_final(pointer, base)
                unsafe use(base)
                unsafe sodium_memzero(base, 64)
            }
            unsafe sodium_memzero(pointer, MemoryLayout<crypto_hash_sha512_state>.size)
        }
    }
}

/// Takes the input of one hash, part after part.
@safe public struct Absorber: ~Copyable {
    private let state: UnsafeMutablePointer<crypto_hash_sha512_state>

    init(_ state: UnsafeMutablePointer<crypto_hash_sha512_state>) {
        unsafe self.state = unsafe state
    }

    /// Adds bytes as they are.
    public mutating func add(_ input: borrowing some HashInput & ~Copyable) {
        let state = unsafe state
        unsafe input.withBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe crypto_hash_sha512_update(state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
        }
    }

    /// Adds one byte.
    public mutating func add(_ byte: UInt8) {
        unsafe withUnsafePointer(to: byte) { pointer in _ = unsafe crypto_hash_sha512_update(state, pointer, 1) }
    }

    /// Adds `I2OSP(len, 4) || part`, one part of `enc` (protocol section 2).
    public mutating func part(_ input: borrowing some HashInput & ~Copyable) {
        let state = unsafe state
        unsafe input.withBytes { bytes in
            let count = UInt32(bytes.count).bigEndian
            unsafe withUnsafeBytes(of: count) { length in
                _ = unsafe crypto_hash_sha512_update(state, length.baseAddress?.assumingMemoryBound(to: UInt8.self), 4)
            }
            guard let base = bytes.baseAddress else { return }
            unsafe crypto_hash_sha512_update(state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
        }
    }
}

import CSodium

/// Why bytes are not an element or a scalar.
public enum GroupError: Error, Hashable, Sendable {
    case wrongLength(expected: Int, actual: Int)
    /// Not the one encoding of a group element (RFC 9496 section 4.3.1).
    case notAnElement
    /// The identity, which nobody may send (protocol section 3).
    case identity
    /// A scalar that is not below the group order, or a secret of 0.
    case notCanonicalScalar
}

/// A public integer modulo the group order ℓ, 32 bytes little-endian.
///
/// For secret values there is ``SecretScalar``.
public struct Scalar: Hashable, Sendable, HashInput {
    /// Length of an encoding in bytes.
    public static let byteCount = 32

    var bytes: Bytes32

    init(unchecked bytes: Bytes32) {
        self.bytes = bytes
    }

    /// `scalar(b)`: refuses everything but 32 bytes below ℓ (protocol section 3).
    ///
    /// libsodium itself takes `s + ℓ` and ignores bit 255; the comparison with the reduced value does not.
    public init(decoding encoded: some Collection<UInt8>) throws(GroupError) {
        guard let bytes = Bytes32(encoded) else {
            throw .wrongLength(expected: Self.byteCount, actual: encoded.count)
        }
        guard unsafe bytes.read({ unsafe Self.isCanonical($0) }) else { throw .notCanonicalScalar }
        self.bytes = bytes
    }

    /// Whether 32 bytes are below ℓ, and so equal to themselves modulo ℓ.
    ///
    /// Leaves no copy behind, because secrets are checked here too.
    static func isCanonical(_ bytes: UnsafePointer<UInt8>) -> Bool {
        // Bytes below 2^252 are below ℓ; only the rest needs the reduction.
        if unsafe bytes[31] < 0x10 { return true }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { buffer in
            // A temporary allocation of 96 bytes has an address.
            guard let wide = buffer.baseAddress else { preconditionFailure("no stack left") }
            unsafe wide.initialize(repeating: 0, count: 96)
            unsafe wide.update(from: bytes, count: 32)
            let reduced = unsafe wide + 64
            unsafe crypto_core_ristretto255_scalar_reduce(reduced, wide)
            let same = unsafe sodium_memcmp(reduced, bytes, 32) == 0
            unsafe sodium_memzero(wide, 96)
            return same
        }
    }

    /// A small number.
    public init(_ value: Int) {
        precondition(value >= 0, "a scalar from a negative number")
        bytes = Bytes32()
        unsafe bytes.write { target in
            unsafe UnsafeMutableRawPointer(target).storeBytes(of: UInt64(value).littleEndian, as: UInt64.self)
        }
    }

    /// 64 bytes little-endian modulo ℓ.
    init(reducingWide wide: UnsafePointer<UInt8>) {
        bytes = Bytes32()
        unsafe bytes.write { unsafe crypto_core_ristretto255_scalar_reduce($0, wide) }
    }

    /// `HS(tag, p1..pn)`: the hash to scalar of the protocol's own challenges (protocol section 3).
    ///
    /// - Parameters:
    ///   - tag: the domain separation tag.
    ///   - parts: adds `p1..pn` with ``Absorber/part(_:)``.
    public init(hashing tag: String, _ parts: (inout Absorber) -> Void) {
        self.init(hashing: Array(tag.utf8), parts)
    }

    /// `h2s(msg, DST)`: RFC 9497 HashToScalar for ristretto255-SHA512.
    ///
    /// - Parameters:
    ///   - domain: the domain separation tag.
    ///   - message: adds the message.
    public init(hashing domain: [UInt8], _ message: (inout Absorber) -> Void) {
        var result = Scalar(unchecked: Bytes32())
        unsafe ExpandMessage.expand64(domain: domain, message: message) { wide in
            unsafe result = Scalar(reducingWide: wide)
        }
        self = result
    }

    /// A random scalar other than 0.
    public static func random() -> Scalar {
        Sodium.ready
        var result = Bytes32()
        unsafe result.write { unsafe crypto_core_ristretto255_scalar_random($0) }
        return Scalar(unchecked: result)
    }

    /// 0.
    public static let zero = Scalar(unchecked: Bytes32())

    /// Whether this is 0.
    public var isZero: Bool { bytes.isZero }

    /// The 32 bytes.
    public var encoded: [UInt8] { bytes.array }

    /// Lends the 32 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes(of: bytes) { unsafe body($0) }
    }

    /// The sum modulo ℓ.
    public static func + (a: Scalar, b: Scalar) -> Scalar {
        unsafe a.combined(with: b) { unsafe crypto_core_ristretto255_scalar_add($0, $1, $2) }
    }

    /// The difference modulo ℓ.
    public static func - (a: Scalar, b: Scalar) -> Scalar {
        unsafe a.combined(with: b) { unsafe crypto_core_ristretto255_scalar_sub($0, $1, $2) }
    }

    /// The product modulo ℓ.
    public static func * (a: Scalar, b: Scalar) -> Scalar {
        unsafe a.combined(with: b) { unsafe crypto_core_ristretto255_scalar_mul($0, $1, $2) }
    }

    /// The multiplicative inverse.
    ///
    /// - Precondition: not 0.
    public var inverse: Scalar {
        precondition(!isZero, "the inverse of 0")
        var result = Bytes32()
        unsafe result.write { target in
            unsafe bytes.read { source in _ = unsafe crypto_core_ristretto255_scalar_invert(target, source) }
        }
        return Scalar(unchecked: result)
    }

    private func combined(
        with other: Scalar,
        _ operation: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
    ) -> Scalar {
        var result = Bytes32()
        unsafe result.write { target in
            unsafe bytes.read { a in unsafe other.bytes.read { b in unsafe operation(target, a, b) } }
        }
        return Scalar(unchecked: result)
    }
}

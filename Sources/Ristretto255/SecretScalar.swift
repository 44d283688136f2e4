import CSodium

/// A scalar that never leaves this process: a private key, a blind, a proof nonce.
///
/// The bytes sit at one address in memory that libsodium guards and locks, and are wiped there. An array would leave
/// copies behind each time the value moves. There is no description, no equality and no copy; what can be
/// published is computed from it here, and comes out as a ``Scalar`` or an ``Element``.
@safe public struct SecretScalar: ~Copyable, Sendable, HashInput {
    // Written only in `init`, and by the wipe in `deinit`.
    private let slot: SecretMemory.Slot

    private var bytes: UnsafeMutablePointer<UInt8> { unsafe slot.start }

    /// Fills new guarded memory.
    private init(filling fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        slot = SecretMemory.take()
        unsafe fill(slot.start)
    }

    deinit { SecretMemory.giveBack(slot) }

    /// A random scalar other than 0.
    public static func random() -> SecretScalar {
        unsafe SecretScalar { unsafe crypto_core_ristretto255_scalar_random($0) }
    }

    /// `HS(tag, p1..pn)` of secret parts; may be 0, see ``isZero``.
    ///
    /// - Parameters:
    ///   - tag: the domain separation tag.
    ///   - parts: adds `p1..pn` with ``Absorber/part(_:)``.
    public init(hashing tag: String, _ parts: (inout Absorber) -> Void) {
        self.init(hashing: Array(tag.utf8), parts)
    }

    /// `h2s(msg, DST)` of a secret message; may be 0.
    ///
    /// - Parameters:
    ///   - domain: the domain separation tag.
    ///   - message: adds the message.
    public init(hashing domain: [UInt8], _ message: (inout Absorber) -> Void) {
        unsafe self.init { target in
            unsafe ExpandMessage.expand64(domain: domain, message: message) { wide in
                unsafe crypto_core_ristretto255_scalar_reduce(target, wide)
            }
        }
    }

    /// A secret that was kept in a file of its own; the caller wipes `encoded`.
    ///
    /// - Throws: ``GroupError`` as for a public scalar, and also for 0, which is nobody's key.
    public init(decoding encoded: [UInt8]) throws(GroupError) {
        guard encoded.count == Scalar.byteCount else {
            throw .wrongLength(expected: Scalar.byteCount, actual: encoded.count)
        }
        let usable = unsafe encoded.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return unsafe Scalar.isCanonical(base) && sodium_is_zero(base, Scalar.byteCount) == 0
        }
        guard usable else { throw .notCanonicalScalar }
        unsafe self.init { target in
            unsafe encoded.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(start: target, count: Scalar.byteCount).copyMemory(from: source)
            }
        }
    }

    /// Whether this is 0.
    public var isZero: Bool { unsafe sodium_is_zero(bytes, Scalar.byteCount) == 1 }

    /// Lends the 32 bytes to a hash, or to the one place that writes a key file.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe body(UnsafeRawBufferPointer(start: bytes, count: Scalar.byteCount))
    }

    /// The multiple of the generator.
    public var timesGenerator: Element { unsafe Element.generator(times: bytes) }

    /// The multiple of `element`.
    public func times(_ element: Element) -> Element {
        unsafe element.multiplied(by: bytes)
    }

    /// `self - challenge * key`: the response of a Schnorr or DLEQ proof whose nonce this is.
    public func response(to challenge: Scalar, key: borrowing SecretScalar) -> Scalar {
        let key = unsafe key.bytes
        var result = Bytes32()
        unsafe result.write { target in
            unsafe challenge.bytes.read { unsafe crypto_core_ristretto255_scalar_mul(target, $0, key) }
            unsafe crypto_core_ristretto255_scalar_sub(target, bytes, target)
        }
        return Scalar(unchecked: result)
    }

    /// The sum as a public value, for one that hides this one completely: a share under a random mask.
    public func masked(with mask: borrowing SecretScalar) -> Scalar {
        let mask = unsafe mask.bytes
        var result = Bytes32()
        unsafe result.write { unsafe crypto_core_ristretto255_scalar_add($0, bytes, mask) }
        return Scalar(unchecked: result)
    }

    /// `masked - mask`: takes off again what ``masked(with:)`` put on.
    public init(unmasking masked: Scalar, with mask: borrowing SecretScalar) {
        let mask = unsafe mask.bytes
        unsafe self.init { target in
            unsafe masked.bytes.read { unsafe crypto_core_ristretto255_scalar_sub(target, $0, mask) }
        }
    }

    /// The sum.
    public func adding(_ other: borrowing SecretScalar) -> SecretScalar {
        let other = unsafe other.bytes
        return unsafe SecretScalar { unsafe crypto_core_ristretto255_scalar_add($0, bytes, other) }
    }

    /// The product with a public scalar.
    public func multiplied(by factor: Scalar) -> SecretScalar {
        unsafe SecretScalar { target in
            unsafe factor.bytes.read { unsafe crypto_core_ristretto255_scalar_mul(target, bytes, $0) }
        }
    }

    /// The multiplicative inverse.
    ///
    /// - Precondition: not 0.
    public func inverted() -> SecretScalar {
        precondition(!isZero, "the inverse of 0")
        return unsafe SecretScalar { _ = unsafe crypto_core_ristretto255_scalar_invert($0, bytes) }
    }

    /// The value itself, for the one message that gives it away on purpose: the audit of a ballot that is then
    /// discarded (protocol section 11).
    public func disclosed() -> Scalar {
        unsafe Scalar(unchecked: Bytes32(copying: bytes))
    }
}

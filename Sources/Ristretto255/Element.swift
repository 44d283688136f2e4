import CSodium

/// An element of ristretto255 (RFC 9496), 32 bytes.
///
/// Received elements come only through ``init(decoding:)``, which refuses the identity; computed ones may be it
/// (protocol section 3). The type is the proof of a valid encoding, so arithmetic cannot fail.
public struct Element: Hashable, Sendable, HashInput {
    /// Length of an encoding in bytes.
    public static let byteCount = 32

    let bytes: Bytes32

    private init(unchecked bytes: Bytes32) {
        self.bytes = bytes
    }

    /// `point(b)`: refuses everything but the canonical encoding of an element other than the identity
    /// (protocol section 3).
    ///
    /// libsodium's own check ignores bit 255 and accepts the identity.
    public init(decoding encoded: some Collection<UInt8>) throws(GroupError) {
        Sodium.ready
        guard let bytes = Bytes32(encoded) else {
            throw .wrongLength(expected: Self.byteCount, actual: encoded.count)
        }
        guard !bytes.isZero else { throw .identity }
        let valid = unsafe bytes.read { pointer in
            unsafe pointer[31] < 128 && crypto_core_ristretto255_is_valid_point(pointer) == 1
        }
        guard valid else { throw .notAnElement }
        self.bytes = bytes
    }

    /// The identity, 32 zero bytes.
    public static let identity = Element(unchecked: Bytes32())

    /// The generator G (RFC 9496 section 4.1).
    public static let generator = Scalar(1).timesGenerator

    /// The one-way map of 64 uniform bytes (RFC 9496 section 4.3.4).
    public init(mapping uniform: [UInt8]) {
        precondition(uniform.count == 64, "the one-way map takes 64 bytes")
        self = unsafe uniform.withUnsafeBufferPointer { buffer in
            // 64 bytes have an address.
            guard let base = buffer.baseAddress else { preconditionFailure("an empty buffer of 64 bytes") }
            return unsafe Element(mappingWide: base)
        }
    }

    private init(mappingWide wide: UnsafePointer<UInt8>) {
        var result = Bytes32()
        unsafe result.write { target in _ = unsafe crypto_core_ristretto255_from_hash(target, wide) }
        self.init(unchecked: result)
    }

    /// RFC 9497 HashToGroup: the one-way map of the expansion of what `message` adds.
    ///
    /// - Parameters:
    ///   - domain: the domain separation tag.
    ///   - message: adds the input.
    public init(hashing domain: [UInt8], _ message: (inout Absorber) -> Void) {
        Sodium.ready
        var result = Element.identity
        unsafe ExpandMessage.expand64(domain: domain, message: message) { wide in
            unsafe result = Element(mappingWide: wide)
        }
        self = result
    }

    /// Whether this is the identity.
    public var isIdentity: Bool { bytes.isZero }

    /// The 32 bytes.
    public var encoded: [UInt8] { bytes.array }

    /// Lends the 32 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe withUnsafeBytes(of: bytes) { unsafe body($0) }
    }

    /// The sum.
    public static func + (a: Element, b: Element) -> Element {
        unsafe a.combined(with: b) { unsafe crypto_core_ristretto255_add($0, $1, $2) }
    }

    /// The difference.
    public static func - (a: Element, b: Element) -> Element {
        unsafe a.combined(with: b) { unsafe crypto_core_ristretto255_sub($0, $1, $2) }
    }

    /// The multiple by a public scalar.
    public static func * (scalar: Scalar, element: Element) -> Element {
        unsafe scalar.bytes.read { unsafe element.multiplied(by: $0) }
    }

    /// The multiple by 32 bytes of a canonical scalar.
    ///
    /// libsodium answers -1 and zero bytes when the result is the identity, which is an ordinary value here; it cannot
    /// mean an invalid point, because an `Element` is never one.
    func multiplied(by scalar: UnsafePointer<UInt8>) -> Element {
        var result = Bytes32()
        unsafe result.write { target in
            unsafe bytes.read { point in _ = unsafe crypto_scalarmult_ristretto255(target, scalar, point) }
        }
        return Element(unchecked: result)
    }

    /// The multiple of the generator by 32 bytes of a canonical scalar; -1 as in ``multiplied(by:)``.
    static func generator(times scalar: UnsafePointer<UInt8>) -> Element {
        Sodium.ready
        var result = Bytes32()
        unsafe result.write { target in _ = unsafe crypto_scalarmult_ristretto255_base(target, scalar) }
        return Element(unchecked: result)
    }

    private func combined(
        with other: Element,
        _ operation: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Int32
    ) -> Element {
        var result = Bytes32()
        unsafe result.write { target in
            unsafe bytes.read { a in unsafe other.bytes.read { b in _ = unsafe operation(target, a, b) } }
        }
        return Element(unchecked: result)
    }
}

extension Scalar {
    /// The multiple of the generator.
    public var timesGenerator: Element { unsafe bytes.read { unsafe Element.generator(times: $0) } }
}

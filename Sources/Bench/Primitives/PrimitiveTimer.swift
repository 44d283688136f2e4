import CSodium
import Ristretto255

/// Calls the primitives bare: C functions on C memory, nothing of Swift between them.
///
/// The only place outside the rooms `Ristretto255` that calls libsodium, because what is measured here is the bound that
/// those rooms are compared with.
@safe final class PrimitiveTimer {
    private let memory: UnsafeMutablePointer<UInt8>
    private var point: UnsafeMutablePointer<UInt8> { unsafe memory }
    private var other: UnsafeMutablePointer<UInt8> { unsafe memory + 32 }
    private var scalar: UnsafeMutablePointer<UInt8> { unsafe memory + 64 }
    private var result: UnsafeMutablePointer<UInt8> { unsafe memory + 96 }
    private var wide: UnsafeMutablePointer<UInt8> { unsafe memory + 128 }
    private var blocks: UnsafeMutablePointer<UInt8> { unsafe memory + 256 }

    /// Bytes whose hash takes exactly `callsPerSample` blocks: the padding takes 17.
    private let hashedBytes = 128 * Primitive.hashBlock.callsPerSample - 17

    init() {
        unsafe memory = .allocate(capacity: 256 + hashedBytes)
        unsafe memory.initialize(repeating: 0x5A, count: 256 + hashedBytes)
        unsafe put(Scalar.random().timesGenerator.encoded, at: point)
        unsafe put(Scalar.random().timesGenerator.encoded, at: other)
        unsafe put(Scalar.random().encoded, at: scalar)
        unsafe put(randomBytes(64), at: wide)
    }

    deinit { unsafe memory.deallocate() }

    private func put(_ bytes: [UInt8], at target: UnsafeMutablePointer<UInt8>) {
        for (index, byte) in bytes.enumerated() { unsafe target[index] = byte }
    }

    /// Nanoseconds of one call, as the mean of a few.
    func sample(_ primitive: Primitive) -> Double {
        let calls = primitive.callsPerSample
        let start = Clock.cpu()
        switch primitive {
        case .base:
            for _ in 0..<calls { _ = unsafe crypto_scalarmult_ristretto255_base(result, scalar) }
        case .multiply:
            for _ in 0..<calls { _ = unsafe crypto_scalarmult_ristretto255(result, scalar, point) }
        case .add:
            for _ in 0..<calls { _ = unsafe crypto_core_ristretto255_add(result, point, other) }
        case .subtract:
            for _ in 0..<calls { _ = unsafe crypto_core_ristretto255_sub(result, point, other) }
        case .fromHash:
            for _ in 0..<calls { _ = unsafe crypto_core_ristretto255_from_hash(result, wide) }
        case .isValid:
            for _ in 0..<calls { _ = unsafe crypto_core_ristretto255_is_valid_point(point) }
        case .invert:
            for _ in 0..<calls { _ = unsafe crypto_core_ristretto255_scalar_invert(result, scalar) }
        case .reduce:
            for _ in 0..<calls { unsafe crypto_core_ristretto255_scalar_reduce(result, wide) }
        case .hashBlock:
            _ = unsafe crypto_hash_sha512(result, blocks, UInt64(hashedBytes))
        }
        return Double(Clock.cpu() - start) / Double(calls)
    }
}

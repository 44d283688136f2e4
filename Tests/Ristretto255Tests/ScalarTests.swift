import Ristretto255
import TestSupport
import Testing

@Suite("Scalars: decoding and refusal")
struct ScalarTests {
    static let canonical: [[UInt8]] = [
        [UInt8](repeating: 0, count: 32),
        Scalar(1).encoded,
        [UInt8](repeating: 0xFF, count: 31) + [0x0F],
        GroupOrder.minusOne,
    ]

    static let notCanonical: [[UInt8]] = [
        GroupOrder.bytes,
        GroupOrder.added(to: Scalar(1).encoded),
        GroupOrder.added(to: GroupOrder.minusOne),
        [UInt8](repeating: 0, count: 31) + [0x80],
        [UInt8](repeating: 0, count: 31) + [0x20],
        Mutations.withBit255(Scalar(1).encoded),
        [UInt8](repeating: 0xFF, count: 32),
    ]

    @Test("reads the smallest and the largest, and writes the same bytes", arguments: canonical)
    func reads(_ bytes: [UInt8]) throws {
        #expect(try Scalar(decoding: bytes).encoded == bytes)
    }

    @Test("refuses the group order and everything above, which libsodium reduces", arguments: notCanonical)
    func refuses(_ bytes: [UInt8]) {
        #expect(throws: GroupError.notCanonicalScalar) { try Scalar(decoding: bytes) }
        #expect(throws: GroupError.notCanonicalScalar) { _ = try SecretScalar(decoding: bytes) }
    }

    @Test("refuses every other length")
    func lengths() {
        for mutation in Mutations.lengths(Scalar(7).encoded) {
            let expected = GroupError.wrongLength(expected: 32, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try Scalar(decoding: mutation.bytes) }
            #expect(throws: expected, "\(mutation)") { _ = try SecretScalar(decoding: mutation.bytes) }
        }
    }

    @Test("has one encoding for each value", arguments: 0..<16)
    func oneEncoding(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let scalar = random.scalar()
        #expect(try Scalar(decoding: scalar.encoded) == scalar)
        for mutation in Mutations.flips(scalar.encoded) + Mutations.pieces(scalar.encoded) {
            guard let other = try? Scalar(decoding: mutation.bytes) else { continue }
            #expect(other != scalar, "\(mutation)")
            #expect(other.encoded == mutation.bytes, "\(mutation)")
        }
    }

    @Test("refuses a secret of 0, which is nobody's key")
    func zeroSecret() {
        #expect(throws: GroupError.notCanonicalScalar) { _ = try SecretScalar(decoding: Scalar.zero.encoded) }
    }

    @Test("writes small numbers little-endian")
    func small() {
        #expect(Scalar(0x0102).encoded == [2, 1] + [UInt8](repeating: 0, count: 30))
        #expect(Scalar(Int.max).encoded.prefix(9) == [255, 255, 255, 255, 255, 255, 255, 127, 0])
    }
}

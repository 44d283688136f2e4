import Ristretto255
import TestSupport
import Testing

@Suite("The group's laws")
struct GroupPropertyTests {
    @Test("hold for random scalars and elements", arguments: 0..<32)
    func laws(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let a = random.scalar()
        let b = random.scalar()
        let p = random.element()
        let q = random.element()

        #expect(p + q == q + p)
        #expect((p + q) - q == p)
        #expect((a + b) * p == a * p + b * p)
        #expect((a - b) * p == a * p - b * p)
        #expect((a * b) * p == a * (b * p))
        #expect(a * (p + q) == a * p + a * q)
        #expect((a * a.inverse) == Scalar(1))
        #expect(a.inverse * (a * p) == p)
        #expect(a.timesGenerator == a * .generator)
        #expect(a - a == .zero)
    }

    @Test("decode(encode(x)) = x, and encode(decode(bytes)) = bytes", arguments: 0..<32)
    func roundTrip(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let element = random.element()
        let scalar = random.scalar()
        let digest = try Digest(decoding: random.bytes(64))
        #expect(try Element(decoding: element.encoded) == element)
        #expect(try Scalar(decoding: scalar.encoded) == scalar)
        #expect(try Digest(decoding: digest.encoded) == digest)

        // Half of all byte strings below 2^255 that are tried are no elements; the others come back as they were.
        var bytes = random.bytes(32)
        bytes[0] &= 0xFE
        bytes[31] &= 0x7F
        if let decoded = try? Element(decoding: bytes) { #expect(decoded.encoded == bytes) }
    }

    @Test("any 64 bytes map to an element that can be received", arguments: 0..<32)
    func mapping(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let element = Element(mapping: random.bytes(64))
        #expect(try Element(decoding: element.encoded) == element)
    }

    @Test("random scalars differ and are not 0")
    func randomScalars() {
        let scalars = (0..<64).map { _ in Scalar.random() }
        #expect(Set(scalars).count == 64)
        #expect(!scalars.contains(.zero))
    }
}

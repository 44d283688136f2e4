import Ristretto255
import TestSupport
import Testing

@Suite("Secret scalars compute what public ones do", .serialized)
struct SecretScalarTests {
    @Test("in every operation", arguments: 0..<16)
    func operations(seed: Int) throws {
        var random = SeededRandomSource(seed: seed)
        let a = random.scalar()
        let b = random.scalar()
        let element = random.element()
        let secretA = try SecretScalar(decoding: a.encoded)
        let secretB = try SecretScalar(decoding: b.encoded)

        #expect(secretA.timesGenerator == a.timesGenerator)
        #expect(secretA.times(element) == a * element)
        #expect(secretA.adding(secretB).disclosed() == a + b)
        #expect(secretA.multiplied(by: b).disclosed() == a * b)
        #expect(secretA.inverted().disclosed() == a.inverse)
        #expect(secretA.masked(with: secretB) == a + b)
        #expect(SecretScalar(unmasking: a + b, with: secretB).disclosed() == a)
        #expect(secretA.response(to: random.scalar(), key: secretB) != a)
        let challenge = random.scalar()
        #expect(secretA.response(to: challenge, key: secretB) == a - challenge * b)
        #expect(secretA.disclosed() == a)
    }

    @Test("lends its 32 bytes")
    func lends() throws {
        let secret = try SecretScalar(decoding: Scalar(0x0908).encoded)
        var lent: [UInt8] = []
        secret.withBytes { lent = Array($0) }
        #expect(lent == Scalar(0x0908).encoded)
    }

    @Test("hash to the same value as a public scalar")
    func hashing() {
        let secret = SecretScalar(hashing: "URNE-V1-test") { $0.part("a") }
        #expect(secret.disclosed() == Scalar(hashing: "URNE-V1-test") { $0.part("a") })
    }

    @Test("are random, and never 0")
    func random() {
        let values = (0..<64).map { _ in SecretScalar.random().disclosed() }
        #expect(Set(values).count == 64)
        #expect(!values.contains(.zero))
    }

    @Test("can be 0 as a result, and say so")
    func zero() throws {
        let one = try SecretScalar(decoding: Scalar(1).encoded)
        let last = try SecretScalar(decoding: GroupOrder.minusOne)
        let zero = one.adding(last)
        let isZero = zero.isZero
        #expect(isZero)
        #expect(zero.timesGenerator.isIdentity)
        let oneIsZero = one.isZero
        #expect(!oneIsZero)
    }

    @Test("a thousand live at once")
    func many() {
        final class Box {
            let secret = SecretScalar.random()
        }
        let boxes = (0..<1000).map { _ in Box() }
        #expect(Set(boxes.map { $0.secret.timesGenerator }).count == 1000)
    }
}

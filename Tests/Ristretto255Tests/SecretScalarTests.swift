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

    @Test("leave nothing where they lay")
    func wiped() throws {
        final class Box {
            let secret: SecretScalar
            init(_ bytes: [UInt8]) throws { secret = try SecretScalar(decoding: bytes) }
        }
        let bytes = Scalar.random().encoded
        var place: UnsafeRawBufferPointer?
        do {
            let box = try Box(bytes)
            box.secret.withBytes { place = $0 }
            #expect(Array(place!) == bytes)
        }
        // The memory stays with the process; by now it is zero, or another secret's.
        #expect(Array(place!) != bytes)
    }

    @Test("lie side by side without touching each other")
    func sideBySide() throws {
        final class Box: Sendable {
            let secret: SecretScalar
            init(_ bytes: [UInt8]) throws { secret = try SecretScalar(decoding: bytes) }
        }
        var random = SeededRandomSource(seed: 1)
        var boxes: [(bytes: [UInt8], box: Box)] = []
        for _ in 0..<2000 {
            if random.next().isMultiple(of: 3), !boxes.isEmpty {
                boxes.remove(at: Int(random.next() % UInt64(boxes.count)))
            } else {
                let bytes = random.scalar().encoded
                boxes.append((bytes, try Box(bytes)))
            }
        }
        for (bytes, box) in boxes { #expect(box.secret.disclosed().encoded == bytes) }
    }

    @Test("are made and dropped by many tasks at once")
    func concurrent() async {
        let sums = await withTaskGroup(of: Bool.self) { group in
            for task in 0..<16 {
                group.addTask {
                    var random = SeededRandomSource(seed: task)
                    return (0..<200).allSatisfy { _ in
                        let bytes = random.scalar().encoded
                        guard let secret = try? SecretScalar(decoding: bytes) else { return false }
                        let sum = secret.adding(secret).disclosed()
                        return sum.encoded == secret.multiplied(by: Scalar(2)).disclosed().encoded
                            && secret.disclosed().encoded == bytes
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums.count == 16)
        #expect(sums.allSatisfy { $0 })
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

import Ristretto255
import TestSupport
import Testing

@Suite("RFC 9496 appendix A.1 and A.4: multiples and the one-way map")
struct RFC9496ArithmeticTests {
    @Test("adds and multiplies the generator as in the RFC")
    func multiples() throws {
        let multiples = try RFC9496Vectors.load().generator_multiples
        #expect(multiples.count == 16)
        var sum = Element.identity
        for (factor, expected) in multiples.enumerated() {
            let scalar = Scalar(factor)
            #expect(sum.encoded.hex == expected)
            #expect(scalar.timesGenerator.encoded.hex == expected)
            #expect((scalar * Element.generator).encoded.hex == expected)
            sum = sum + .generator
        }
        for _ in multiples { sum = sum - .generator }
        #expect(sum.isIdentity)
    }

    @Test("multiplies by a secret as by a public scalar")
    func secretMultiples() throws {
        for (factor, expected) in try RFC9496Vectors.load().generator_multiples.enumerated().dropFirst() {
            let secret = try SecretScalar(decoding: Scalar(factor).encoded)
            #expect(secret.timesGenerator.encoded.hex == expected)
            #expect(secret.times(.generator).encoded.hex == expected)
        }
    }

    @Test("maps the hash of each label to the RFC's element")
    func oneWayMap() throws {
        let maps = try RFC9496Vectors.load().one_way_map
        #expect(maps.count == 7)
        for map in maps {
            let uniform = map.uniform_bytes.unhexed
            #expect(Digest.sha512(map.label).encoded == uniform)
            #expect(Element(mapping: uniform).encoded.hex == map.element)
        }
    }

    @Test("reaches the identity at the group order")
    func order() throws {
        let last = try Scalar(decoding: GroupOrder.minusOne)
        #expect((last.timesGenerator + .generator).isIdentity)
        #expect((last + Scalar(1)).isZero)
        #expect(last.timesGenerator == .identity - .generator)
    }

    @Test("treats the identity as an ordinary result")
    func identity() {
        let element = Element.generator
        #expect(element + .identity == element)
        #expect(.identity + element == element)
        #expect(element - .identity == element)
        #expect((element - element).isIdentity)
        #expect((Scalar.zero * element).isIdentity)
        #expect((Scalar(5) * Element.identity).isIdentity)
        #expect(Scalar.zero.timesGenerator.isIdentity)
        #expect(SecretScalar.random().times(.identity).isIdentity)
    }
}

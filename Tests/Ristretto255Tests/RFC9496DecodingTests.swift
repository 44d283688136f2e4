import Ristretto255
import TestSupport
import Testing

@Suite("RFC 9496 appendix A.2 and A.3: decoding")
struct RFC9496DecodingTests {
    @Test("refuses every invalid encoding of the RFC")
    func invalidEncodings() throws {
        let groups = try RFC9496Vectors.load().invalid_encodings
        #expect(groups.count == 5)
        #expect(groups.values.map(\.count).reduce(0, +) == 29)
        for (group, encodings) in groups {
            #expect(!encodings.isEmpty)
            for encoding in encodings {
                #expect(throws: GroupError.notAnElement, "\(group)") { try Element(decoding: encoding.unhexed) }
            }
        }
    }

    @Test("reads the multiples of the generator and writes the same bytes")
    func multiples() throws {
        let multiples = try RFC9496Vectors.load().generator_multiples
        #expect(multiples.count == 16)
        for multiple in multiples.dropFirst() {
            #expect(try Element(decoding: multiple.unhexed).encoded.hex == multiple)
        }
    }

    @Test("refuses the identity, which RFC 9496 would decode")
    func identity() throws {
        let identity = try #require(try RFC9496Vectors.load().generator_multiples.first).unhexed
        #expect(Element.identity.encoded == identity)
        #expect(throws: GroupError.identity) { try Element(decoding: identity) }
    }

    @Test("refuses the identity with bit 255, which libsodium accepts")
    func identityWithBit255() {
        let encoding = [UInt8](repeating: 0, count: 31) + [0x80]
        #expect(throws: GroupError.notAnElement) { try Element(decoding: encoding) }
    }

    @Test("refuses an element with bit 255, which libsodium accepts")
    func bit255() throws {
        for multiple in try RFC9496Vectors.load().generator_multiples.dropFirst() {
            let encoding = Mutations.withBit255(multiple.unhexed)
            #expect(throws: GroupError.notAnElement) { try Element(decoding: encoding) }
        }
    }

    @Test("refuses every other length")
    func lengths() {
        for mutation in Mutations.lengths(Element.generator.encoded) {
            let expected = GroupError.wrongLength(expected: 32, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try Element(decoding: mutation.bytes) }
        }
    }

    @Test("takes no changed byte for the same element")
    func flips() {
        for mutation in Mutations.flips(Element.generator.encoded) {
            // Some changed encodings are elements too; none is the same one.
            let element = try? Element(decoding: mutation.bytes)
            #expect(element != .generator, "\(mutation)")
            #expect(element.map(\.encoded) ?? mutation.bytes == mutation.bytes, "\(mutation)")
        }
    }

    @Test("decodes from slices and other collections")
    func collections() throws {
        let padded = [7] + Element.generator.encoded + [9]
        #expect(try Element(decoding: padded[1..<33]) == .generator)
        #expect(try Element(decoding: padded.dropFirst().dropLast()) == .generator)
        #expect(try Element(decoding: Element.generator.encoded.lazy.map { $0 }) == .generator)
    }
}

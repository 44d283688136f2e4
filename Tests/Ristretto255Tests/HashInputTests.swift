import Ristretto255
import TestSupport
import Testing

@Suite("Hash inputs")
struct HashInputTests {
    @Test("are encoded without collisions between lists of parts")
    func encInjective() {
        let lists: [[[UInt8]]] = [[], [[]], [[], []], [[0]], [[0, 0]], [[0], []], [[], [0]], [[0], [0]]]
        let encodings = lists.map { parts in
            Digest.sha512 { input in for part in parts { input.part(part) } }
        }
        #expect(Set(encodings).count == lists.count)
    }

    @Test("part() hashes exactly enc()")
    func partIsEnc() {
        let streamed = Digest.sha512 {
            $0.part("tag")
            $0.part([1, 2, 3] as [UInt8])
            $0.part(I2OSP(5, 2))
            $0.part(Element.generator)
            $0.part(Scalar(9))
            $0.part(Digest.zero)
        }
        let encoded = enc("tag", [1, 2, 3] as [UInt8], I2OSP(5, 2), Element.generator, Scalar(9), Digest.zero)
        #expect(streamed == Digest.sha512(encoded))
        #expect(labelledHash("tag") { $0.part("x") } == Digest.sha512(enc("tag", "x")))
    }

    @Test("are never normalised")
    func notNormalised() {
        #expect("\u{212A}" == "K")
        #expect(enc("\u{212A}") != enc("K"))
        #expect("e\u{301}" == "\u{E9}")
        #expect(enc("e\u{301}") != enc("\u{E9}"))
        #expect(enc("ä🗳️") == enc(Array("ä🗳️".utf8)))
    }

    @Test("write numbers big-endian in a fixed width")
    func numbers() {
        #expect(enc(I2OSP(0, 1)) == [0, 0, 0, 1, 0])
        #expect(enc(I2OSP(0x0102, 2)) == [0, 0, 0, 2, 1, 2])
        #expect(enc(I2OSP(0x0102, 4)) == [0, 0, 0, 4, 0, 0, 1, 2])
        #expect(enc(I2OSP(0xFFFF, 2)) == [0, 0, 0, 2, 0xFF, 0xFF])
        #expect(enc(I2OSP(Int.max, 8)) == [0, 0, 0, 8, 0x7F] + [UInt8](repeating: 0xFF, count: 7))
    }

    @Test("give the same hash in pieces and at once")
    func pieces() {
        let text = [UInt8]((0..<300).map { UInt8($0 & 0xFF) })
        let pieces = Digest.sha512 {
            $0.add(text[..<1])
            $0.add(text[1..<130])
            $0.add(text[130...])
            $0.add([UInt8]())
        }
        #expect(pieces == Digest.sha512(text))
    }

    @Test("hash to the standard's value for an empty text")
    func emptyText() {
        let expected =
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
            + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
        #expect(Digest.sha512([UInt8]()).encoded.hex == expected)
    }

    @Test("a hash has 64 bytes and no other number")
    func digestLengths() {
        for mutation in Mutations.lengths(Digest.sha512("x").encoded) {
            let expected = GroupError.wrongLength(expected: 64, actual: mutation.bytes.count)
            #expect(throws: expected, "\(mutation)") { try Digest(decoding: mutation.bytes) }
        }
        #expect(Digest.zero.encoded == [UInt8](repeating: 0, count: 64))
    }

    @Test("random bytes have the wanted number and differ")
    func random() {
        #expect(randomBytes(0).isEmpty)
        #expect(randomBytes(48).count == 48)
        #expect(randomBytes(32) != randomBytes(32))
    }

    @Test("a wiped array is zero")
    func wiped() {
        var secret: [UInt8] = [1, 2, 3]
        wipe(&secret)
        #expect(secret == [0, 0, 0])
        var empty: [UInt8] = []
        wipe(&empty)
        #expect(empty.isEmpty)
    }
}

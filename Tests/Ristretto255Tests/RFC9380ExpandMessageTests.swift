import Ristretto255
import TestSupport
import Testing

@Suite("RFC 9380 appendix K.3: expand_message_xmd with SHA-512")
struct RFC9380ExpandMessageTests {
    struct File: Decodable {
        let DST: String
        let tests: [Vector]
    }

    struct Vector: Decodable {
        let msg: String
        let len_in_bytes: Int
        let uniform_bytes: String
    }

    @Test("gives the RFC's bytes for every vector")
    func vectors() throws {
        let file: File = try Vectors.load("rfc9380-xmd-sha512.json")
        #expect(file.tests.count == 10)
        for vector in file.tests {
            let output = expandMessage(
                Array(vector.msg.utf8),
                domain: Array(file.DST.utf8),
                count: vector.len_in_bytes
            )
            #expect(output.hex == vector.uniform_bytes)
        }
    }

    @Test("has the same 64 bytes in the form that secrets pass through", arguments: [0, 1, 63, 64, 127, 128, 129, 300])
    func sixtyFourBytes(length: Int) {
        let message = [UInt8](repeating: 0x61, count: length)
        let domain = Array("URNE-V1-test".utf8)
        let wide = expandMessage(message, domain: domain, count: 64)
        #expect(Element(hashing: domain) { $0.add(message) } == Element(mapping: wide))
    }

    @Test("takes a domain separation tag of 255 bytes")
    func longestDomain() {
        let domain = [UInt8](repeating: 0x62, count: 255)
        let wide = expandMessage([1, 2, 3], domain: domain, count: 64)
        #expect(Element(hashing: domain) { $0.add([1, 2, 3] as [UInt8]) } == Element(mapping: wide))
    }
}

import StrictJSON
import Testing

@Suite("Hexadecimal")
struct HexTests {
    @Test("is lowercase, two digits for each byte")
    func writes() {
        #expect(Hex.encode([]) == "")
        #expect(Hex.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
    }

    @Test("gives every byte back")
    func roundTrip() throws {
        let all = Array(UInt8.min...UInt8.max)
        #expect(try Hex.decode(Hex.encode(all), field: "f", byteCount: 256) == all)
        #expect(try Hex.decode("", field: "f") == [])
    }

    @Test("refuses uppercase digits", arguments: ["AB", "aB", "0F", "00ff00FF"])
    func uppercase(_ text: String) {
        #expect(throws: JSONFault.uppercaseHex(field: "f")) { try Hex.decode(text, field: "f") }
    }

    @Test(
        "refuses an odd number of digits and everything that is no digit",
        arguments: [
            "a", "abc", "0g", "0x00", " 00", "00 ", "0 0", "-1", "\u{0}0", "ää", "０１", "\u{660}\u{661}", "+1", "a_",
        ]
    )
    func notHex(_ text: String) {
        #expect(throws: JSONFault.notHex(field: "f")) { try Hex.decode(text, field: "f") }
    }

    @Test("refuses every other length", arguments: [0, 1, 31, 33, 64])
    func lengths(_ count: Int) {
        let text = String(repeating: "00", count: count)
        #expect(throws: JSONFault.wrongLength(field: "f", expected: 32, actual: count)) {
            try Hex.decode(text, field: "f", byteCount: 32)
        }
    }
}

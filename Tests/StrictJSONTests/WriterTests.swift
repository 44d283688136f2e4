import StrictJSON
import TestSupport
import Testing

@Suite("Writing")
struct WriterTests {
    @Test("has no white space and keeps the order")
    func compact() {
        var writer = JSONWriter()
        writer.add("s", "x")
        writer.add("n", 7)
        writer.add("b", true)
        writer.add("c", false)
        writer.add("h", hex: [0, 255])
        writer.add("l", [1, 2])
        writer.add("r", raw: JSONWriter.array(["{}", "[]"]))
        #expect(writer.object == #"{"s":"x","n":7,"b":true,"c":false,"h":"00ff","l":[1,2],"r":[{},[]]}"#)
        #expect(JSONWriter().object == "{}")
        #expect(JSONWriter.array([]) == "[]")
    }

    @Test(
        "gives every text back, byte for byte",
        arguments: [
            "", "a", "\"", "\\", "\\\"", "/", "\u{0}", "\u{1}\u{8}\u{C}\u{1F}", "\n\r\t", "\u{7F}\u{80}", "ä ö ü ß",
            "🗳️👩‍👩‍👧", "שלום עולם", "\u{202E}abc", "مرحبا", "\u{2028}\u{2029}", "e\u{301}", "\u{E9}", "\u{212A}", "\u{FEFF}",
            "\u{FFFF}\u{10FFFF}", "</script>", String(repeating: "x\"", count: 1000), "\r\n",
        ]
    )
    func roundTrip(_ text: String) throws {
        var writer = JSONWriter()
        writer.add("t", text)
        let fields = try Fields(parsing: Array(writer.object.utf8), exactly: ["t"])
        #expect(try Array(fields.string("t").utf8) == Array(text.utf8))

        if !text.utf8.contains(0) {
            var named = JSONWriter()
            named.add(text, 1)
            let byName = try Fields(parsing: Array(named.object.utf8), exactly: [text])
            #expect(try byName.integer(text) == 1)
        }
    }

    @Test("escapes only what must be escaped")
    func minimal() {
        #expect(JSONWriter.quote("ä/🗳\u{7F}") == "\"ä/🗳\u{7F}\"")
        #expect(JSONWriter.quote("\u{0}\u{1F}\n\r\t\"\\") == #""\u0000\u001f\n\r\t\"\\""#)
    }

    @Test("gives every code point back", arguments: 0..<16)
    func codePoints(seed: Int) throws {
        let scalars = (0..<0x1100).compactMap { UnicodeScalar(UInt32($0 * 16 + seed)) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let fields = try Fields(parsing: Array("{\"t\":\(JSONWriter.quote(String(text)))}".utf8), exactly: ["t"])
        #expect(try Array(fields.string("t").utf8) == Array(String(text).utf8))
        #expect(scalars.count > 4000)
    }
}

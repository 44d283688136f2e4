import StrictJSON
import Testing

/// The play of protocol section 2: a message is written, sent, and read strictly.
@Suite("Strict JSON from outside")
struct PublicFaceTests {
    @Test("an event is written and read, and its body is a JSON text of its own")
    func play() throws {
        var body = JSONWriter()
        body.add("pk", hex: [UInt8](repeating: 0xAB, count: 32))
        var event = JSONWriter()
        event.add("n", 1)
        event.add("type", "issuer")
        event.add("body", body.object)
        let line = Array(event.object.utf8)

        let read = try Fields(parsing: line, exactly: ["n", "type", "body"])
        #expect(try read.integer("n") == 1)
        #expect(try read.string("type") == "issuer")
        let inner = try Fields(parsing: Array(read.string("body").utf8), exactly: ["pk"], optional: ["at"])
        #expect(try inner.hex("pk", byteCount: 32) == [UInt8](repeating: 0xAB, count: 32))
    }

    @Test("the same event with one field more is refused")
    func refusal() {
        let line = Array(#"{"n":1,"type":"issuer","body":"{}","time":12}"#.utf8)
        #expect(throws: JSONFault.unknownField("time")) {
            try Fields(parsing: line, exactly: ["n", "type", "body"])
        }
    }
}

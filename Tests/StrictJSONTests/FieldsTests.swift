import StrictJSON
import Testing

@Suite("Exact field sets")
struct FieldsTests {
    private func fields(
        _ text: String,
        exactly names: [String],
        optional: [String] = []
    ) throws(JSONFault) -> Fields {
        try Fields(parsing: Array(text.utf8), exactly: names, optional: optional)
    }

    @Test("are read, each as its type")
    func reads() throws {
        let all = try fields(
            #"{"s":"x","n":7,"b":true,"a":[1,"x"],"i":[1,2],"h":"00ff","l":["0a","0b"]}"#,
            exactly: ["s", "n", "b", "a", "i", "h", "l"]
        )
        #expect(try all.string("s") == "x")
        #expect(try all.integer("n") == 7)
        #expect(try all.bool("b"))
        #expect(try all.array("a").count == 2)
        #expect(try all.integers("i") == [1, 2])
        #expect(try all.hex("h", byteCount: 2) == [0, 255])
        #expect(try all.hex("h") == [0, 255])
        #expect(try all.hexArray("l", byteCount: 1) == [[10], [11]])
    }

    @Test("refuse one too many and one too few")
    func exact() {
        #expect(throws: JSONFault.unknownField("b")) { try fields(#"{"a":1,"b":2}"#, exactly: ["a"]) }
        #expect(throws: JSONFault.missingField("b")) { try fields(#"{"a":1}"#, exactly: ["a", "b"]) }
        #expect(throws: JSONFault.unknownField("a")) { try fields(#"{"a":1}"#, exactly: []) }
        #expect(throws: JSONFault.unknownField("A")) { try fields(#"{"A":1}"#, exactly: ["a"]) }
        #expect(throws: JSONFault.unknownField("a ")) { try fields(#"{"a ":1}"#, exactly: ["a"]) }
    }

    @Test("compare names as bytes: KELVIN SIGN is not K")
    func kelvin() {
        #expect("\u{212A}" == "K")
        // The expected fault is compared by bytes too; Swift's equality would take either name.
        do {
            _ = try fields("{\"\u{212A}\":1}", exactly: ["K"])
            Issue.record("taken for K")
        } catch {
            guard case .unknownField(let name) = error else {
                Issue.record("another fault: \(error)")
                return
            }
            #expect(Array(name.utf8) == [0xE2, 0x84, 0xAA])
        }
        #expect(throws: JSONFault.self) { try fields("{\"K\":1,\"\u{212A}\":1}", exactly: ["K"]) }
        #expect(throws: JSONFault.self) { try fields("{\"e\u{301}\":1}", exactly: ["\u{E9}"]) }
    }

    @Test("may be optional")
    func optional() throws {
        let without = try fields(#"{"a":1}"#, exactly: ["a"], optional: ["at"])
        #expect(without.value("at") == nil)
        let with = try fields(#"{"a":1,"at":"10:00"}"#, exactly: ["a"], optional: ["at"])
        #expect(try with.string("at") == "10:00")
        #expect(throws: JSONFault.wrongType(field: "at")) { try without.string("at") }
        #expect(throws: JSONFault.unknownField("x")) { try fields(#"{"a":1,"x":1}"#, exactly: ["a"], optional: ["at"]) }
    }

    @Test("belong to an object", arguments: ["[]", "1", "\"a\"", "true", "null", "[{\"a\":1}]"])
    func notAnObject(_ text: String) {
        #expect(throws: JSONFault.notAnObject) { try fields(text, exactly: ["a"]) }
    }

    @Test(
        "refuse every other type",
        arguments: ["null", "true", "\"1\"", "[1]", "{}", "[]", "[[]]", "[\"0g\"]", "[null]"]
    )
    func types(_ value: String) throws {
        let all = try fields("{\"f\":\(value)}", exactly: ["f"])
        #expect(throws: JSONFault.wrongType(field: "f")) { try all.integer("f") }
        if value != "\"1\"" {
            #expect(throws: JSONFault.wrongType(field: "f")) { try all.string("f") }
            #expect(throws: JSONFault.wrongType(field: "f")) { try all.hex("f", byteCount: 1) }
        }
        if value != "true" { #expect(throws: JSONFault.wrongType(field: "f")) { try all.bool("f") } }
        if !value.hasPrefix("[") {
            #expect(throws: JSONFault.wrongType(field: "f")) { try all.array("f") }
            #expect(throws: JSONFault.wrongType(field: "f")) { try all.integers("f") }
            #expect(throws: JSONFault.wrongType(field: "f")) { try all.hexArray("f", byteCount: 1) }
        }
        if value != "[]", value != "[1]" { #expect(throws: JSONFault.self) { try all.integers("f") } }
        if value != "[]" { #expect(throws: JSONFault.self) { try all.hexArray("f", byteCount: 1) } }
    }

    @Test("refuse hex of another length, case or alphabet")
    func hex() throws {
        let all = try fields(
            #"{"short":"00","odd":"000","upper":"0A","list":["00","0000"]}"#,
            exactly: ["short", "odd", "upper", "list"]
        )
        #expect(throws: JSONFault.wrongLength(field: "short", expected: 2, actual: 1)) {
            try all.hex("short", byteCount: 2)
        }
        #expect(throws: JSONFault.notHex(field: "odd")) { try all.hex("odd", byteCount: 1) }
        #expect(throws: JSONFault.uppercaseHex(field: "upper")) { try all.hex("upper", byteCount: 1) }
        #expect(throws: JSONFault.wrongLength(field: "list", expected: 1, actual: 2)) {
            try all.hexArray("list", byteCount: 1)
        }
    }
}

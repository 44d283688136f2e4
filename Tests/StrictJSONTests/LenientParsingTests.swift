import StrictJSON
import Testing

@Suite("Lenient parsing of foreign files")
struct LenientParsingTests {
    @Test("takes white space, fractions and negative numbers")
    func takes() throws {
        let value = try JSON(lenient: Array(" {\"a\":-1,\"b\":1.5,\"c\":[true,false,null]} \n".utf8))
        guard case .object(let object) = value else {
            Issue.record("no object")
            return
        }
        #expect(object.members.map(\.name) == ["a", "b", "c"])
        guard case .integer(-1)? = object["a"], case .real(1.5)? = object["b"], case .array(let values)? = object["c"]
        else {
            Issue.record("other values")
            return
        }
        #expect(values.count == 3)
    }

    @Test("of one name twice, the last counts")
    func lastCounts() throws {
        guard case .object(let object) = try JSON(lenient: Array(#"{"a":1,"a":2}"#.utf8)) else { return }
        #expect(object.members.count == 1)
        guard case .integer(2)? = object["a"] else {
            Issue.record("not the last")
            return
        }
    }

    @Test("refuses what is no JSON, and says where")
    func refuses() {
        #expect(throws: JSONFault.malformed(line: 2, column: 5)) { try JSON(lenient: Array("{\n\"a\":x}".utf8)) }
        #expect(throws: JSONFault.self) { try JSON(lenient: []) }
        #expect(throws: JSONFault.self) { try JSON(lenient: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D]) }
    }
}

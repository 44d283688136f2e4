import Foundation
import StrictJSON
import TestSupport
import Testing

@Suite("Strict parsing (protocol section 2)")
struct StrictParsingTests {
    private func strict(_ text: String) throws(JSONFault) -> JSON {
        try JSON(strict: Array(text.utf8))
    }

    @Test(
        "refuses what is not JSON",
        arguments: [
            "", "{", "}", "[", "]", "{]", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\":}",
            "{\"a\":1 \"b\":2}",
            "[1 2]", "nul", "True", "NaN", "[NaN]", "Infinity", "[-Infinity]", "undefined", "// x\n1", "[1]//", "/**/1",
            "\"", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "[01]", "[+1]", "[.5]", "[1.]", "[0x10]", "1 2", "{}{}",
            "[1]]", "\"a\"\"b\"", "[\"\t\"]", "[\"\n\"]", "[\"\u{1}\"]", "[\u{0}]", "[\"\u{0}\"]", "{}\u{0}", "\u{0}{}",
            "{}\u{B}", "{}\u{A0}", "\u{2028}{}", "[,1]", "{,}", "{1:1}", "{null:1}",
        ]
    )
    func malformed(_ text: String) {
        #expect {
            try strict(text)
        } throws: { error in
            if case .malformed? = error as? JSONFault { true } else { false }
        }
    }

    @Test("refuses a byte order mark")
    func byteOrderMark() {
        for mark in [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]] as [[UInt8]] {
            #expect(throws: JSONFault.self) { try JSON(strict: mark + Array("{}".utf8)) }
        }
    }

    @Test(
        "refuses white space around the value",
        arguments: [" {}", "{} ", "\n{}", "{}\n", "{}\r\n", "\t{}", "{}\t", " ", "\n"]
    )
    func surroundingWhiteSpace(_ text: String) {
        #expect(throws: JSONFault.surroundingWhiteSpace) { try strict(text) }
    }

    @Test("takes white space inside the value")
    func innerWhiteSpace() throws {
        let fields = try Fields(parsing: Array("{ \"a\" :\r\n\t1 }".utf8), exactly: ["a"])
        #expect(try fields.integer("a") == 1)
    }

    @Test(
        "refuses one name twice, also nested, also in another spelling",
        arguments: [
            #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"b":{"a":1,"a":2}}"#, #"[[{"a":1,"a":2}]]"#,
            #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#, #"{"":1,"":2}"#, #"{"ä":1,"\u00e4":2}"#,
            #"{"🗳":1,"\ud83d\uddf3":2}"#, #"{"/":1,"\/":2}"#,
        ]
    )
    func duplicateNames(_ text: String) {
        #expect {
            try strict(text)
        } throws: { error in
            if case .duplicateName? = error as? JSONFault { true } else { false }
        }
    }

    @Test("names the name that occurs twice")
    func duplicateNameIsNamed() {
        #expect(throws: JSONFault.duplicateName("vote")) { try strict(#"{"vote":1,"vote":2}"#) }
        let long = String(repeating: "n", count: 100)
        #expect(throws: JSONFault.duplicateName(long)) { try strict("{\"\(long)\":1,\"\(long)\":2}") }
        #expect(throws: JSONFault.duplicateName("a\"b")) { try strict(#"{"a\"b":1,"a\"b":2}"#) }
    }

    @Test("takes names as different that only look or compare equal")
    func similarNames() throws {
        let kelvin = try strict("{\"\u{212A}\":1,\"K\":2}")
        guard case .object(let object) = kelvin, case .integer(let value)? = object["K"] else {
            Issue.record("no object")
            return
        }
        #expect(value == 2)
        guard case .integer(let sign)? = object["\u{212A}"] else {
            Issue.record("no KELVIN SIGN")
            return
        }
        #expect(sign == 1)
        _ = try strict("{\"e\u{301}\":1,\"\u{E9}\":2}")
    }

    @Test(
        "refuses every number but a plain one from 0 to 2^53 - 1",
        arguments: [
            "-0", "-1", "[-0]", "1.0", "0.0", "1e3", "1E3", "1e0", "1e+3", "1e-3", "-0.0", "9007199254740992",
            "9223372036854775807", "{\"a\":[{\"b\":-0}]}", "[1,2,3.5]", "1e308",
        ]
    )
    func numbers(_ text: String) {
        #expect(throws: JSONFault.number) { try strict(text) }
    }

    @Test(
        "refuses numbers that no machine holds",
        arguments: ["9223372036854775808", "1e999", "-1e999", String(repeating: "9", count: 10_000)]
    )
    func hugeNumbers(_ text: String) {
        #expect(throws: JSONFault.self) { try strict(text) }
    }

    @Test("values are counted before they are read, whatever strings hold")
    func values() {
        #expect(JSON.hasAtMost(1, valuesIn: Array("\"a,[{b\\\",\"".utf8)))
        #expect(JSON.hasAtMost(4, valuesIn: Array("[1,2,3]".utf8)))
        #expect(!JSON.hasAtMost(3, valuesIn: Array("[1,2,3]".utf8)))
        #expect(!JSON.hasAtMost(3, valuesIn: Array("[{},{}]".utf8)))
        #expect(!JSON.hasAtMost(1000, valuesIn: Array(("[" + String(repeating: "0,", count: 1000)).utf8)))
    }

    @Test("takes 0 and 2^53 - 1")
    func limits() throws {
        let fields = try Fields(strict(#"{"a":0,"b":9007199254740991}"#), exactly: ["a", "b"])
        #expect(try fields.integer("a") == 0)
        #expect(try fields.integer("b") == 9_007_199_254_740_991)
    }

    @Test("a minus sign in a string is only a character")
    func minusInStrings() throws {
        let fields = try Fields(strict(#"{"-a":"-0","b":"\"-\\"}"#), exactly: ["-a", "b"])
        #expect(try fields.string("-a") == "-0")
        #expect(try fields.string("b") == #""-\"#)
    }

    @Test(
        "refuses lone surrogates",
        arguments: [
            #""\ud800""#, #""\udc00""#, #""\udc00\ud800""#, #""\ud800\ud800""#, #""\ud83dx""#,
            #"{"\ud800":1}"#,
        ]
    )
    func loneSurrogates(_ text: String) {
        #expect(throws: JSONFault.self) { try strict(text) }
    }

    @Test("takes surrogate pairs")
    func surrogatePairs() throws {
        let fields = try Fields(strict(#"{"a":"\ud83d\uddf3"}"#), exactly: ["a"])
        #expect(try fields.string("a") == "🗳")
    }

    @Test("refuses bytes that are not UTF-8")
    func invalidUTF8() {
        let invalid: [[UInt8]] = [
            [0xFF], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82],
        ]
        for bytes in invalid {
            for (before, behind) in [("", ""), ("\"", "\""), ("{\"a\":\"", "\"}"), ("{\"", "\":1}")] {
                let text = Array(before.utf8) + bytes + Array(behind.utf8)
                #expect(throws: JSONFault.self, "\(text.hex)") { try JSON(strict: text) }
            }
        }
    }

    @Test("keeps an escaped NUL in a string, and refuses it in a name")
    func escapedNUL() throws {
        let fields = try Fields(strict(#"{"a":"x\u0000y"}"#), exactly: ["a"])
        #expect(try Array(fields.string("a").utf8) == [0x78, 0, 0x79])
        #expect(throws: JSONFault.self) { try strict(#"{"a\u0000":1}"#) }
    }

    @Test(
        "survives texts that nest 100,000 times",
        arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]"), ("[[],", "]")]
    )
    func depth(open: String, close: String) {
        let count = 100_000
        let whole = String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
        let half = String(repeating: open, count: count)
        for text in [whole, half] {
            #expect(throws: JSONFault.self) { try JSON(strict: Array(text.utf8)) }
            #expect(throws: JSONFault.self) { try JSON(lenient: Array(text.utf8)) }
        }
    }

    @Test("survives every depth on a thread with little stack")
    func depthOnSmallStack() async {
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let thread = Thread {
                for depth in [1, 63, 64, 65, 100, 1000, 2000, 2047, 2048, 2049] {
                    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                        let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
                        _ = try? JSON(strict: Array(text.utf8))
                        _ = try? JSON(lenient: Array(text.utf8))
                    }
                }
                done.resume()
            }
            thread.stackSize = 128 * 1024
            thread.start()
        }
    }

    @Test("nests 64 levels deep and no deeper")
    func deepest() throws {
        let text = { (depth: Int) in
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSON(strict: text(64))
        #expect(throws: JSONFault.malformed(line: 1, column: 65)) { try JSON(strict: text(65)) }
        #expect(throws: JSONFault.malformed(line: 1, column: 65)) { try JSON(lenient: text(65)) }

        // Brackets in strings and brackets side by side do not count.
        let brackets = String(repeating: "[{", count: 100)
        _ = try JSON(strict: Array("[\"\(brackets)\",\"\\\"\(brackets)\"]".utf8))
        _ = try JSON(strict: Array(("[" + String(repeating: "[],", count: 500) + "{}]").utf8))
    }

    @Test("gives back no text that is a prefix or a part of a valid one")
    func prefixes() {
        let text = Array(#"{"a":[1,"x\n",true,null,{"b":"ä"}]}"#.utf8)
        #expect((try? JSON(strict: text)) != nil)
        for count in 0..<text.count {
            #expect(throws: JSONFault.self) { try JSON(strict: text.prefix(count)) }
            #expect(throws: JSONFault.self) { try JSON(strict: text.dropFirst(count + 1)) }
        }
    }

    @Test("no changed byte crashes the parser")
    func flips() {
        let text = Array(#"{"a":[1,"x\n\u00e4",true,null,{"b":"ä"}],"c":-0.5e7}"#.utf8)
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                #expect(throws: JSONFault.self) { try JSON(strict: changed) }
                _ = try? JSON(lenient: changed)
            }
        }
    }
}

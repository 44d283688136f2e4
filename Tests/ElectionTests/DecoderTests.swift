import Election
import StrictJSON
import TestSupport
import Testing

@Suite("every message decoder")
struct DecoderTests {
    @Test("is there, 13 messages and 14 kinds of events")
    func all() {
        #expect(Decoder.all.count == 13 + 14)
    }

    @Test("takes its own text", arguments: Decoder.all)
    func accepts(_ decoder: Decoder) throws {
        try decoder.decode(decoder.text)
        #expect(Decoder.object(decoder.members.map { ($0.name, Decoder.raw($0.value)) }) == decoder.text)
    }

    private func refuses(_ decoder: Decoder, _ text: String, _ why: String) {
        #expect(throws: (any Error).self, "\(why): \(text.prefix(200))") { try decoder.decode(text) }
    }

    @Test("refuses an unknown field, also one that only looks like a known one", arguments: Decoder.all)
    func unknown(_ decoder: Decoder) {
        let members = decoder.members.map { ($0.name, Decoder.raw($0.value)) }
        for name in ["", "x", "comment", "\u{212A}", "P", "\u{0}"] {
            refuses(decoder, Decoder.object(members + [(name, "1")]), "unknown field \(name)")
        }
        // U+212A KELVIN SIGN is equal to K for Swift's `==`.
        for (index, member) in members.enumerated() where member.0 == "K" {
            var other = members
            other[index].0 = "\u{212A}"
            refuses(decoder, Decoder.object(other), "kelvin sign")
        }
    }

    @Test("refuses the field at outside of event bodies", arguments: Decoder.all)
    func at(_ decoder: Decoder) throws {
        let members = decoder.members.map { ($0.name, Decoder.raw($0.value)) }
        let withNote = Decoder.object(members + [("at", "\"2026-03-01 19:42\"")])
        if decoder.name.hasPrefix("body") {
            try decoder.decode(withNote)
            for wrong in ["1", "null", "{}", "[]", "true"] {
                refuses(decoder, Decoder.object(members + [("at", wrong)]), "at of another type")
            }
            refuses(decoder, Decoder.object(members + [("at", "\"a\""), ("at", "\"a\"")]), "at twice")
        } else {
            refuses(decoder, withNote, "at in a message")
        }
    }

    @Test("refuses a missing field", arguments: Decoder.all)
    func missing(_ decoder: Decoder) {
        for member in decoder.members {
            let rest = decoder.members.filter { $0.name != member.name }.map { ($0.name, Decoder.raw($0.value)) }
            refuses(decoder, Decoder.object(rest), "without \(member.name)")
        }
    }

    @Test("refuses a field that stands twice, also when one is escaped", arguments: Decoder.all)
    func duplicate(_ decoder: Decoder) {
        for member in decoder.members {
            let members = decoder.members.map { ($0.name, Decoder.raw($0.value)) }
            refuses(decoder, Decoder.object(members + [(member.name, Decoder.raw(member.value))]), "twice")
            guard let first = member.name.utf8.first else { continue }
            let escaped = "\\u00" + Hex.encode([first]) + member.name.dropFirst()
            let text = decoder.text.dropLast() + ",\"\(escaped)\":\(Decoder.raw(member.value))}"
            refuses(decoder, String(text), "twice, escaped")
        }
    }

    @Test("refuses a value of another type", arguments: Decoder.all)
    func wrongType(_ decoder: Decoder) {
        for member in decoder.members {
            for raw in ["null", "{}", "[]", "[null]", "true", "false", "1", "\"\"", "\"x\"", "[[]]", "[{}]"] {
                switch (member.value, raw) {
                case (.integer, "1"), (.bool, "true"), (.bool, "false"), (.array, "[]"): continue
                case (.string, "\"\""), (.string, "\"x\""): if isFreeText(decoder, member.name) { continue }
                default: break
                }
                refuses(decoder, decoder.replacing(member.name, with: raw), "\(member.name) as \(raw)")
            }
        }
    }

    /// Fields that take any text, or for which the empty text has a meaning.
    private func isFreeText(_ decoder: Decoder, _ name: String) -> Bool {
        let free: Set<String> = ["name", "title", "question", "reason", "sealed", "law", "ballot", "type", "by", "p"]
        return free.contains(name) || (name == "body")
    }

    @Test("refuses numbers in any form but the plain one", arguments: Decoder.all)
    func numbers(_ decoder: Decoder) {
        for member in decoder.members {
            switch member.value {
            case .integer:
                for raw in Self.strangeNumbers {
                    refuses(decoder, decoder.replacing(member.name, with: raw), "\(member.name) as \(raw)")
                }
            case .array(let values):
                guard case .integer? = values.first else { continue }
                for raw in Self.strangeNumbers {
                    refuses(decoder, decoder.replacing(member.name, with: "[\(raw)]"), "\(member.name) as [\(raw)]")
                }
            default: break
            }
        }
    }

    static let strangeNumbers = [
        "-0", "-1", "0.0", "1.0", "1e3", "1E3", "1e-3", "01", "+1", "0x1", "NaN", "Infinity", "9007199254740992",
        "18446744073709551616", "1e400", "123456789012345678901234567890", "\"1\"",
    ]

    @Test("refuses hex in any form but the exact one", arguments: Decoder.all)
    func hex(_ decoder: Decoder) {
        for member in decoder.members {
            guard case .string(let text) = member.value, isHex(text) else { continue }
            let wrong = [
                text.uppercased(), text + "00", text + "0", String(text.dropLast()), String(text.dropLast(2)),
                "0x" + text.dropFirst(2), " " + text, text.dropLast(2) + "g0", "",
            ]
            for hex in wrong where hex != text && !isPermitted(hex, decoder, member.name) {
                refuses(
                    decoder,
                    decoder.replacing(member.name, with: JSONWriter.quote(hex)),
                    "\(member.name) as \(hex)"
                )
            }
        }
    }

    private func isHex(_ text: String) -> Bool {
        text.utf8.count >= 32 && (try? Hex.decode(text, field: "")) != nil
    }

    /// A ballot has any length here (the rule fixes it later), `sealed` and `law` may be empty.
    private func isPermitted(_ hex: String, _ decoder: Decoder, _ name: String) -> Bool {
        switch name {
        case "ballot": (try? Hex.decode(hex, field: "")) != nil
        case "sealed", "law": hex.isEmpty
        default: false
        }
    }

    @Test("refuses white space, line breaks and byte order marks around the value", arguments: Decoder.all)
    func surroundings(_ decoder: Decoder) {
        for text in [
            " " + decoder.text, decoder.text + " ", decoder.text + "\n", "\t" + decoder.text, decoder.text + "\r",
            "\u{FEFF}" + decoder.text, decoder.text + decoder.text, decoder.text + "}", decoder.text + ",", "",
            "null", "[]", "\"\"", "1", String(decoder.text.dropLast()), "[" + decoder.text + "]", decoder.text + "\0",
            "\0" + decoder.text,
        ] { refuses(decoder, text, "surroundings") }
    }

    @Test("refuses every truncation", arguments: Decoder.all)
    func truncated(_ decoder: Decoder) {
        let bytes = Array(decoder.text.utf8)
        for length in bytes.indices {
            #expect(throws: (any Error).self, "cut at \(length)") { try decoder.reencode(Array(bytes[..<length])) }
        }
    }

    /// A changed text is refused, or it is another message: one value has no two texts.
    private func isRefusedOrAnother(_ decoder: Decoder, _ bytes: [UInt8]) -> Bool {
        guard let text = try? decoder.reencode(bytes) else { return true }
        // A backslash that a change brought in begins an escape; a string may be written with escapes or without.
        if bytes.contains(UInt8(ascii: "\\")), !decoder.text.utf8.contains(UInt8(ascii: "\\")) { return true }
        return text.utf8.elementsEqual(bytes)
    }

    @Test("refuses every flipped byte, or reads another message of exactly these bytes", arguments: Decoder.all)
    func flipped(_ decoder: Decoder) {
        for mutation in Mutations.flips(Array(decoder.text.utf8)) {
            #expect(isRefusedOrAnother(decoder, mutation.bytes), "\(mutation)")
        }
    }

    @Test("takes another valid value as what it is, and no value of another field's form", arguments: Decoder.all)
    func swapped(_ decoder: Decoder) {
        let members = decoder.members
        for (index, member) in members.enumerated() {
            for other in Decoder.all.flatMap(\.members) + members {
                var changed = members.map { ($0.name, Decoder.raw($0.value)) }
                changed[index].1 = Decoder.raw(other.value)
                let text = Decoder.object(changed)
                #expect(isRefusedOrAnother(decoder, Array(text.utf8)), "\(other.name) as \(member.name)")
            }
        }
    }

    @Test("refuses brackets nested a hundred thousand deep without falling over", arguments: Decoder.all)
    func deep(_ decoder: Decoder) {
        for depth in [100, 2000, 100_000] {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            for member in decoder.members.prefix(1) {
                refuses(decoder, decoder.replacing(member.name, with: nested), "nested \(depth)")
            }
            refuses(decoder, nested, "nested \(depth)")
        }
    }
}

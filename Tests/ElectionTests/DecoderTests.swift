import BlindToken
import Election
import ElectionTestSupport
import Proofs
import Ristretto255
import StrictJSON
import Testing

/// One decoder of the protocol with a text it accepts.
struct Decoder: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let decode: @Sendable (String) throws -> Void

    var testDescription: String { name }

    init(_ name: String, _ text: String, _ decode: @escaping @Sendable (String) throws -> Void) {
        self.name = name
        self.text = text
        self.decode = decode
    }

    /// All decoders, with texts from a vote of their own.
    static let all: [Decoder] = (try? make()) ?? []

    private static func make() throws -> [Decoder] {
        let vote = try TestVote.at(.announced)
        let member = vote.council.members[0]
        guard let draw = vote.draws[member.person], let register = vote.register.first, let ballot = vote.ballots.first
        else { return [] }
        let receipt = Receipt.sign(ballot.ballot, head: vote.context.head, key: vote.council.server.signing)
        let audit = try PreparedBallot([1, 0, 0], context: vote.context).audit()
        let head = vote.context.head
        let messages = [
            Decoder("draw", draw.request.text) { _ = try DrawRequest(text: Array($0.utf8)) },
            Decoder("answer to draw", DrawAnswer(draw.evaluation).text) { _ = try DrawAnswer(text: Array($0.utf8)) },
            Decoder("recover", RecoverRequest(key: member, head: head).text) {
                _ = try RecoverRequest(text: Array($0.utf8))
            },
            Decoder(
                "answer to recover",
                RecoverAnswer(
                    blinded: draw.request.blinded,
                    sealed: draw.request.sealed,
                    evaluation: draw.evaluation
                ).text
            ) { _ = try RecoverAnswer(text: Array($0.utf8)) },
            Decoder("cast", CastRequest(ballot: ballot.ballot).text) { _ = try CastRequest(text: Array($0.utf8)) },
            Decoder("answer to cast", CastAnswer(tokenProof: ballot.tokenProof, receipt: receipt).text) {
                _ = try CastAnswer(text: Array($0.utf8))
            },
            Decoder("view", ViewRequest(key: vote.council.officer, role: .officer, head: head).text) {
                _ = try ViewRequest(text: Array($0.utf8), wantsLog: false)
            },
            Decoder("log", ViewRequest(key: vote.council.officer, role: .officer, from: 3, head: head).text) {
                _ = try ViewRequest(text: Array($0.utf8), wantsLog: true)
            },
            Decoder("audit", audit.text) { _ = try AuditData(text: Array($0.utf8)) },
            Decoder("roll line", String(vote.roll.entries[0].line.dropLast())) { _ = try RollEntry(line: $0.utf8) },
            Decoder("register line", String(register.line.dropLast())) { _ = try RegisterLine(line: $0.utf8) },
            Decoder("board line", String(ballot.line.dropLast())) { _ = try BoardLine(line: $0.utf8) },
            Decoder("event", vote.log.events[3].line) { _ = try Event(line: $0.utf8) },
        ]
        var bodies: [EventKind: String] = [.void: EventContent.void(reason: "Störung").body]
        for event in vote.log.events { bodies[EventKind(name: event.type) ?? .void] = event.body }
        return messages
            + EventKind.allCases.compactMap { kind in
                bodies[kind].map { body in
                    Decoder("body of \(kind)", body) { _ = try EventContent(kind, body: $0) }
                }
            }
    }

    /// The members of the accepted text.
    var members: [(name: String, value: JSON)] {
        guard case .object(let object)? = try? JSON(strict: text.utf8) else { return [] }
        return object.members
    }

    /// The text with the value of one member replaced.
    func replacing(_ name: String, with raw: String) -> String {
        Self.object(members.map { ($0.name, $0.name == name ? raw : Self.raw($0.value)) })
    }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { JSONWriter.quote($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    static func raw(_ value: JSON) -> String {
        switch value {
        case .object(let object): Self.object(object.members.map { ($0.name, raw($0.value)) })
        case .array(let values): JSONWriter.array(values.map(raw))
        case .string(let text): JSONWriter.quote(text)
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }
}

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
                refuses(decoder, decoder.replacing(member.name, with: JSONWriter.quote(hex)), "\(member.name) as \(hex)")
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
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            refuses(decoder, String(decoding: bytes[..<length], as: UTF8.self), "cut at \(length)")
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

@Suite("elements and scalars in messages")
struct GroupFieldTests {
    static let order = Hex.encode([
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ])
    static let identity = String(repeating: "00", count: 32)
    /// The identity with bit 255, a field element that is not below p, a negative one, and plain nonsense.
    static let badElements = [
        identity, String(repeating: "00", count: 31) + "80", String(repeating: "ff", count: 32),
        "ed" + String(repeating: "ff", count: 30) + "7f", "01" + String(repeating: "00", count: 31),
    ]
    static let badScalars = [order, String(repeating: "ff", count: 32)]

    /// Fields of each message that hold elements, and those that hold pairs of scalars.
    static let elements: [String: [String]] = [
        "draw": ["B"], "answer to draw": ["E"], "answer to recover": ["B", "E"], "audit": ["K"], "roll line": ["key"],
        "register line": ["B", "E"], "body of issuer": ["pk"], "body of dkg1": ["T"], "body of dkg2": ["E"],
        "body of dkg3": ["K", "S"], "body of open": ["pk", "K"],
    ]
    static let pairs: [String: [String]] = [
        "draw": ["sig"], "answer to draw": ["pi"], "recover": ["sig"], "answer to recover": ["pi"],
        "answer to cast": ["pi", "receipt"], "view": ["sig"], "log": ["sig"], "register line": ["sig", "pi"],
        "board line": ["pi"], "event": ["sig"], "body of dkg1": ["pop"],
    ]
    static let elementLists: [String: [String]] = ["body of dkg1": ["C"], "body of share": ["D"]]
    static let scalarLists: [String: [String]] = ["body of dkg2": ["c"], "audit": ["r"]]

    private func refuses(_ decoder: Decoder, _ name: String, _ raw: String) {
        #expect(throws: (any Error).self, "\(decoder.name), \(name): \(raw.prefix(140))") {
            try decoder.decode(decoder.replacing(name, with: raw))
        }
    }

    @Test("the identity and non-canonical elements are refused", arguments: Decoder.all)
    func elements(_ decoder: Decoder) {
        for name in Self.elements[decoder.name] ?? [] {
            for bad in Self.badElements { refuses(decoder, name, "\"\(bad)\"") }
        }
        for name in Self.elementLists[decoder.name] ?? [] {
            for bad in Self.badElements { refuses(decoder, name, "[\"\(bad)\",\"\(bad)\"]") }
        }
    }

    @Test("scalars that are not below the order are refused", arguments: Decoder.all)
    func scalars(_ decoder: Decoder) {
        let zero = Self.identity
        for name in Self.pairs[decoder.name] ?? [] {
            for bad in Self.badScalars {
                refuses(decoder, name, "\"\(bad + zero)\"")
                refuses(decoder, name, "\"\(zero + bad)\"")
            }
        }
        for name in Self.scalarLists[decoder.name] ?? [] {
            for bad in Self.badScalars { refuses(decoder, name, "[\"\(bad)\"]") }
        }
    }

    @Test("bad ciphertexts are refused in audit data")
    func ciphertexts() throws {
        let decoder = try #require(Decoder.all.first { $0.name == "audit" })
        for bad in Self.badElements {
            refuses(decoder, "ct", "\"\(bad + bad)\"")
            refuses(decoder, "ct", "\"\(bad)\"")
        }
    }

    @Test("a name of 300 characters, umlauts, emoji and right-to-left writing come back byte for byte")
    func names() throws {
        let key = TestCouncil.key("x").publicKey
        let person = try #require(PersonID("x"))
        for name in strangeNames {
            let entry = RollEntry(person: person, name: name, key: key)
            let again = try RollEntry(line: entry.line.dropLast().utf8)
            #expect(Array(again.name.utf8) == Array(name.utf8))
            #expect(again.line == entry.line)
        }
    }
}

/// Names as people have them, and as somebody makes them up to break a program.
let strangeNames = [
    "Jörg Äußerst-Öztürk", "Ségolène O’Brien", "שרה לוי", "محمد", "👩‍👩‍👧‍👦 Müller", "e\u{0301} and \u{E9}",
    String(repeating: "ä", count: 300), "", "\u{202E}drawkcab", "\u{1B}[31mred\u{7}", "line\nbreak\ttab\r", "\u{0}",
    "\"quoted\" \\ back", "\u{2028}\u{FEFF}\u{200B}",
]

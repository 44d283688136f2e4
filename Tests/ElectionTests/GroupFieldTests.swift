import Election
import ElectionTestSupport
import StrictJSON
import Testing

@Suite("elements and scalars in messages")
struct GroupFieldTests {
    static let order = Hex.encode([
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0,
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

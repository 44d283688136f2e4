import Election
import ElectionTestSupport
import Testing

@Suite("an access code")
struct AccessCodeTests {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    let text = "JXXZ02K9YE4E29V9904K"

    @Test(
        "is read as people type it",
        arguments: [
            "JXXZ-02K9-YE4E-29V9-904K", "jxxz-02k9-ye4e-29v9-904k", "  jxxz o2k9 ye4e 29v9 9o4k\n",
            "JXXZO2K9YE4E29V99O4K",
            "J-X-X-Z-0-2-K-9-Y-E-4-E-2-9-V-9-9-0-4-K",
            "JXXZ–02K9—YE4E‑29V9‐904K", "\u{FEFF}JXXZ\u{A0}02K9\u{202F}YE4E−29V9−904K".replacing("−", with: "－"),
        ]
    )
    func sloppy(_ typed: String) throws {
        #expect(try AccessCode(typed: typed.utf8).letterText() == "JXXZ-02K9-YE4E-29V9-904K")
    }

    @Test("reads I and L as 1")
    func one() throws {
        let code = AccessCode(fromRandom: [UInt8](repeating: 1, count: 19)).letterText()
        #expect(code.hasPrefix("1111-1111"))
        for letter in ["i", "I", "l", "L"] {
            let typed = code.replacing("1", with: letter)
            #expect(try AccessCode(typed: typed.utf8).letterText() == code)
        }
    }

    @Test("of another length is refused with the length", arguments: [0, 1, 19, 21, 40, 10_000])
    func length(_ count: Int) {
        let typed = [UInt8](repeating: UInt8(ascii: "7"), count: count)
        #expect(throws: AccessCodeError.length(count)) { try AccessCode(typed: typed) }
    }

    @Test("with a character outside the alphabet is refused with its position", arguments: ["U", "u", "!", "ß", "\0"])
    func character(_ wrong: String) {
        let typed = "JXXZ" + wrong + text.dropFirst(5)
        #expect(throws: AccessCodeError.character(position: 5)) { try AccessCode(typed: typed.utf8) }
    }

    /// A check character of 5 bits lets one typo in 32 through on average; this code lets through what the bounds say.
    @Test("catches a wrong check character always and any other single typo about 31 times in 32")
    func typos() {
        let characters = Array(text.utf8)
        var missed = 0
        var tried = 0
        for position in characters.indices {
            for other in Self.alphabet where other != characters[position] {
                var typed = characters
                typed[position] = other
                let caught = (try? AccessCode(typed: typed)) == nil
                if position == 19 { #expect(caught) }
                if !caught { missed += 1 }
                tried += 1
            }
        }
        #expect(tried == 20 * 31)
        // 19·31 typos outside the check character, each missed with probability 1/32: 18.4 expected, 27 for this code.
        #expect(missed == 27, "\(missed) of \(tried) typos not caught")
    }

    @Test("with two neighbours swapped is refused as a typo nearly always")
    func swapped() {
        let characters = Array(text.utf8)
        var missed = 0
        for position in 0..<19 where characters[position] != characters[position + 1] {
            var typed = characters
            typed.swapAt(position, position + 1)
            if (try? AccessCode(typed: typed)) != nil { missed += 1 }
        }
        #expect(missed <= 3)
    }

    @Test("comes back from its letter, and never shows itself")
    func letter() throws {
        let code = AccessCode.random()
        #expect(try AccessCode(typed: code.letterText().utf8).letterText() == code.letterText())
        #expect("\(code)" == "access code")
        #expect(String(reflecting: code).contains(code.letterText()) == false)
        var dumped = ""
        dump(code, to: &dumped)
        #expect(!dumped.contains(code.letterText().prefix(4)))
    }

    @Test("gives each person and each realm another key")
    func keys() throws {
        let code = try AccessCode(typed: text.utf8)
        let people = ["001", "002"].compactMap(PersonID.init)
        let realms = [Realm.random(), Realm.random()]
        var keys: Set<[UInt8]> = []
        for person in people {
            for realm in realms { keys.insert(try #require(code.key(realm: realm, person: person)).publicKey.encoded) }
        }
        #expect(keys.count == 4)
    }
}

@Suite("names that are typed or read")
struct IdentifierTests {
    @Test(
        "a person id has 1 to 32 characters of the permitted ones",
        arguments: [
            "", "ä", "a b", "a/b", String(repeating: "x", count: 33), "é", "a\n", "a\0", "🙂", "\u{212A}",
        ]
    )
    func refused(_ text: String) {
        #expect(PersonID(text) == nil)
    }

    @Test("a person id is taken as it is", arguments: ["0", "Z", ".", "_", "-", String(repeating: "x", count: 32)])
    func taken(_ text: String) {
        #expect(PersonID(text)?.description == text)
    }

    @Test("person ids are ordered by their bytes")
    func order() throws {
        let ids = ["-", ".", "0", "10", "2", "A", "B", "_", "a", "aa", "b"].compactMap(PersonID.init)
        #expect(ids.count == 11)
        #expect(ids == ids.shuffled().sorted())
    }

    @Test("a fingerprint is read as people type it")
    func fingerprint() throws {
        let wanted = try #require(Fingerprint(typed: "X6CN-EZFK-39YH-0SE2-2GQ5"))
        for typed in ["x6cn ezfk 39yh ose2 2gq5", "X6CNEZFK39YHOSE22GQ5", " X6CN-EZFK-39YH-0SE2-2GQ5\n"] {
            #expect(Fingerprint(typed: typed) == wanted)
        }
        for typed in ["", "X6CN-EZFK-39YH-0SE2-2GQ", "X6CN-EZFK-39YH-0SE2-2GQU", "X6CN-EZFK-39YH-0SE2-2GQ55"] {
            #expect(Fingerprint(typed: typed) == nil)
            #expect(Tracker(typed: typed) == nil)
        }
    }

    @Test("a vote id is 16 bytes of lowercase hex")
    func voteID() {
        let id = VoteID.random()
        #expect(VoteID(hex: id.description) == id)
        #expect(VoteID(hex: String(repeating: "AB", count: 16)) == nil)
        #expect(VoteID(hex: "00") == nil)
        #expect(VoteID([UInt8](repeating: 0, count: 15)) == nil)
    }

    @Test("a realm file is read back, and nothing else is")
    func realm() throws {
        let realm = Realm.random()
        #expect(try Realm(file: Array(realm.file.utf8)) == realm)
        for text in ["", "{}", "{\"realm\":\"00\"}", realm.file + " ", realm.file.uppercased()] {
            #expect(throws: (any Error).self) { try Realm(file: Array(text.utf8)) }
        }
    }

    @Test("a role and a kind of event are known by their bytes")
    func bytes() {
        #expect(Role(id: "t1") == .t1)
        #expect(Role(id: "T1") == nil)
        #expect(EventKind(name: "open") == .open)
        #expect(EventKind(name: "open\u{200B}") == nil)
        // Equal for Swift's `==`, other bytes: an accent composed and decomposed.
        #expect(EventKind(name: "o\u{0301}pen") == nil)
    }

    @Test("an entry of the roll is found, and only that", arguments: 0..<20)
    func rollEntry(_ count: Int) throws {
        let council = TestCouncil(members: count)
        let roll = try RollFile(council.roll)
        for member in council.members { #expect(roll.entry(of: member.person)?.key == member.publicKey) }
        for absent in ["a", "m", "m00015", "m0001a", "zzz", "-"] {
            #expect(roll.entry(of: try #require(PersonID(absent))) == nil)
        }
    }
}

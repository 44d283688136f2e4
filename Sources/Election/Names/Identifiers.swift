import Ristretto255
import StrictJSON

/// A person's id `p`, 1 to 32 characters of `0-9 A-Z a-z . _ -` (protocol section 2).
public struct PersonID: Hashable, Comparable, Sendable, CustomStringConvertible, HashInput {
    /// The characters, all ASCII; therefore `==` and `<` compare bytes.
    public let description: String

    /// Nil unless `text` has the form.
    public init?(_ text: String) {
        guard (1...32).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        description = text
    }

    /// Order by bytes, as in roll and register.
    public static func < (a: PersonID, b: PersonID) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }

    /// Lends the ASCII bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        description.withBytes(body)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// 16 random bytes that name one thing of a kind.
public struct RandomID<Kind>: Hashable, Sendable, CustomStringConvertible, HashInput {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// Nil unless there are 16 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Nil unless `text` is 32 lowercase hex digits.
    public init?(hex text: String) {
        guard let bytes = try? Hex.decode(text, field: "id", byteCount: 16) else { return nil }
        self.bytes = bytes
    }

    /// A new one.
    public static func random() -> RandomID {
        RandomID(unchecked: randomBytes(16))
    }

    fileprivate init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 32 lowercase hex digits.
    public var description: String { Hex.encode(bytes) }

    /// Lends the 16 bytes.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        bytes.withBytes(body)
    }
}

/// The id of a vote, 16 random bytes.
public typealias VoteID = RandomID<Manifest>

/// The id of a journal, 16 random bytes.
public typealias JournalID = RandomID<Journal>

/// 16 random bytes fixed for a council's term; they salt the keys of its members (protocol section 4).
public typealias Realm = RandomID<PersonKey>

extension Realm {
    /// The text of `realm.json`: `{"realm":hex16}` and a line feed.
    public var file: String {
        var writer = JSONWriter()
        writer.add("realm", hex: bytes)
        return writer.object + "\n"
    }

    /// Reads `realm.json`.
    public init(file: [UInt8]) throws(JSONFault) {
        let text = file.last == 0x0A ? Array(file.dropLast()) : file
        let bytes = try Fields(parsing: text, exactly: ["realm"]).hex("realm", byteCount: 16)
        self.init(unchecked: bytes)
    }
}

/// Who signs the events of a log (protocol section 1).
public enum Role: String, CaseIterable, Sendable {
    case officer, chair, server, t1, t2, t3

    /// The role whose id has the same bytes as `text`.
    public init?(id text: String) {
        guard let role = Role.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else { return nil }
        self = role
    }

    /// The three tellers in order.
    public static let tellers: [Role] = [.t1, .t2, .t3]

    /// 1 to 3 for a teller, otherwise nil.
    public var tellerNumber: Int? {
        Role.tellers.firstIndex(of: self).map { $0 + 1 }
    }

    /// The teller with this number, 1 to 3.
    public static func teller(_ number: Int) -> Role? {
        (1...3).contains(number) ? tellers[number - 1] : nil
    }
}

import Election

/// The number of a Wahlschein: four characters of the postal vote, a serial number, and a check character.
///
/// It is printed on the Wahlschein and on the red envelope, as text and as QR code, and nowhere else. It says whose
/// Wahlschein it is, and nothing about a Stimmzettel.
public struct Wahlscheinnummer: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As it is printed: `7Q2K-0012-X`.
    public let description: String
    /// The four characters of the vote.
    public let vote: String
    /// From 1.
    public let serial: Int

    /// The number with this serial, 1 to 99,999.
    public init(_ vote: JournalID, serial: Int) {
        self.init(Self.prefix(of: vote), serial)
    }

    /// What was typed or scanned; nil if a character is wrong or missing.
    public init?(typed text: String) {
        let characters = A32.normalised(text.utf8)
        guard (9...10).contains(characters.count), characters.allSatisfy(A32.alphabet.contains),
            let serial = Int(String(decoding: characters[4..<(characters.count - 1)], as: UTF8.self)), serial > 0
        else { return nil }
        let number = Wahlscheinnummer(String(decoding: characters.prefix(4), as: UTF8.self), serial)
        guard number.description.utf8.filter({ $0 != UInt8(ascii: "-") }) == characters else { return nil }
        self = number
    }

    /// Whether it belongs to this vote.
    public func belongs(to vote: JournalID) -> Bool { self.vote == Self.prefix(of: vote) }

    /// By serial number within a vote.
    public static func < (left: Self, right: Self) -> Bool {
        (left.vote, left.serial) < (right.vote, right.serial)
    }

    private init(_ vote: String, _ serial: Int) {
        let digits = String(serial)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        self.vote = vote
        self.serial = serial
        description = "\(vote)-\(padded)-\(Self.check(vote + padded))"
    }

    /// A weighted sum modulo 31: every wrong digit and every two that changed places are noticed.
    private static func check(_ text: String) -> Character {
        var sum = 0
        for (place, character) in text.utf8.enumerated() {
            sum += (place + 1) * (A32.alphabet.firstIndex(of: character) ?? 0)
        }
        return Character(UnicodeScalar(A32.alphabet[sum % 31]))
    }

    private static func prefix(of vote: JournalID) -> String {
        String(decoding: vote.bytes.prefix(4).map { A32.alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}

extension Wahlscheinnummer: Codable {
    /// Reads a number exactly as it is printed.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = Wahlscheinnummer(typed: text), number.description == text else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "number")
        }
        self = number
    }

    /// Writes it as it is printed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

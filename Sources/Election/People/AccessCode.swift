import Proofs
import Ristretto255

/// The secret that a person gets on paper: 19 random characters (95 bits) and a check character
/// (protocol section 4).
///
/// It stays on the person's own device; the server knows only the public key made from it. It has no description, so it
/// cannot slip into a log or an error.
public final class AccessCode: Sendable, CustomStringConvertible, CustomReflectable {
    /// The 19 characters that count, ASCII.
    private let secret: SecretBytes

    private init(_ characters: [UInt8]) {
        secret = SecretBytes(copying: characters)
    }

    /// A new code from 19 random bytes.
    public static func random() -> AccessCode {
        AccessCode(fromRandom: randomBytes(19))
    }

    /// The deterministic twin, for test vectors: the low 5 bits of each byte choose a character.
    package convenience init(fromRandom bytes: [UInt8]) {
        self.init(bytes.prefix(19).map { A32.alphabet[Int($0 & 31)] })
    }

    /// Reads a code as a person types it, or as it stands in a code file.
    ///
    /// The caller wipes `typed`.
    public convenience init(typed: some Collection<UInt8>) throws(AccessCodeError) {
        var characters = A32.normalised(typed)
        defer { wipe(&characters) }
        for (position, character) in characters.enumerated() where !A32.alphabet.contains(character) {
            throw .character(position: position + 1)
        }
        guard characters.count == 20 else { throw .length(characters.count) }
        guard Self.checkCharacter(Array(characters.prefix(19))) == characters[19] else { throw .typo }
        self.init(Array(characters.prefix(19)))
    }

    /// The person's key: `usk = HS("URNE-V1-key", realm, p, code)`; nil if it is 0, then another code must be made.
    public func key(realm: Realm, person: PersonID) -> PersonKey? {
        let usk = SecretScalar(hashing: "URNE-V1-key") { input in
            input.part(realm)
            input.part(person)
            input.part(secret)
        }
        return usk.isZero ? nil : PersonKey(person: person, SigningKey(usk))
    }

    /// The 20 characters in 5 groups, for the letter and the code file only.
    public func letterText() -> String {
        var characters: [UInt8] = []
        secret.withBytes { characters = Array($0) }
        defer { wipe(&characters) }
        return A32.grouped(characters + [Self.checkCharacter(characters)])
    }

    private static func checkCharacter(_ characters: [UInt8]) -> UInt8 {
        let digest = labelledHash("URNE-V1-code") { $0.part(characters) }
        return A32.alphabet[Int(digest.encoded[0] & 31)]
    }

    /// Says only what this is.
    public var description: String { "access code" }

    /// Shows nothing of the code.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why typed characters are not an access code.
///
/// Never carries a character of the code.
public enum AccessCodeError: Error, Hashable, Sendable {
    /// Not 20 characters but this many.
    case length(Int)
    /// The character at this position, counted from 1, is none of the alphabet.
    case character(position: Int)
    /// The check character does not fit: one or more characters are wrong.
    case typo
}

/// A JSON value (RFC 8259).
///
/// Strings are compared as bytes wherever a rule depends on them: Swift's `==` on `String` treats U+212A KELVIN SIGN
/// and `K` as equal. Therefore an object finds its members by the bytes of their names.
public indirect enum JSON: Sendable {
    case object(JSONObject)
    case array([JSON])
    case string(String)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int)
    /// Any other number; no message of the protocol has one, imported files may.
    case real(Double)
    case bool(Bool)
    case null
}

/// The members of a JSON object, in the order of the text.
public struct JSONObject: Sendable {
    /// Name and value of each member.
    public let members: [(name: String, value: JSON)]

    /// An object with these members.
    public init(_ members: [(name: String, value: JSON)]) {
        self.members = members
    }

    /// The value of the member whose name has the same bytes as `name`.
    public subscript(_ name: String) -> JSON? {
        members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

/// Why a text was refused as JSON, or a value as the message it should be.
public enum JSONFault: Error, Hashable, Sendable {
    /// Not JSON at all, not UTF-8, or nested more than 64 levels deep.
    ///
    /// `line` and `column` count from 1 within the text.
    case malformed(line: Int, column: Int)
    case duplicateName(String)
    /// White space before or after the value.
    case surroundingWhiteSpace
    /// A number that is negative, has a fraction or an exponent, or is not below 2^53.
    case number
    case notAnObject
    case unknownField(String)
    case missingField(String)
    case wrongType(field: String)
    /// Hex digits must be lowercase.
    case uppercaseHex(field: String)
    case notHex(field: String)
    /// A hex string of another length than the format wants, in bytes.
    case wrongLength(field: String, expected: Int, actual: Int)
}

import StrictJSON

/// Between a Swift value and one strict JSON object (protocol section 2).
///
/// Members are written in the order of the type's properties; what is nil is left out. Reading takes them in any order and
/// refuses unknown members, `null`, and text that nobody could read on one line.
enum ActCoding {
    static func text(of value: some Encodable) -> String {
        let place = JSONPlace()
        // Types of this room encode strings, numbers, truth values and nothing that could fail.
        try? value.encode(to: ActEncoder(place: place))
        return place.text
    }

    static func value<Value: Decodable>(_ type: Value.Type, of text: String) throws -> Value {
        try ActDecoder(value: JSON(strict: text.utf8)).read(type, field: "")
    }
}

/// Why a body was refused, besides a fault in the JSON.
enum ActCodingFault: Error, Hashable {
    /// A text without a visible character, too long, or with characters that nobody sees.
    case unreadable(field: String)
}

/// Bytes that travel as lowercase hex.
protocol HexCodable: Codable {
    init(hexBytes: [UInt8]) throws
    var hexBytes: [UInt8] { get }
}

extension HexCodable {
    /// Reads lowercase hex.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        try self.init(hexBytes: Hex.decode(text, field: decoder.codingPath.last?.stringValue ?? ""))
    }

    /// Writes lowercase hex.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Hex.encode(hexBytes))
    }
}

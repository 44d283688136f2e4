/// Builds one compact JSON object, members in the order they are added.
public struct JSONWriter: Sendable {
    private var text = "{"

    /// An object without members.
    public init() {}

    /// Adds a string.
    public mutating func add(_ name: String, _ value: String) {
        add(name, raw: Self.quote(value))
    }

    /// Adds a number.
    public mutating func add(_ name: String, _ value: Int) {
        add(name, raw: String(value))
    }

    /// Adds `true` or `false`.
    public mutating func add(_ name: String, _ value: Bool) {
        add(name, raw: value ? "true" : "false")
    }

    /// Adds bytes as lowercase hex.
    public mutating func add(_ name: String, hex bytes: some Sequence<UInt8>) {
        add(name, raw: "\"" + Hex.encode(bytes) + "\"")
    }

    /// Adds an array of numbers.
    public mutating func add(_ name: String, _ values: [Int]) {
        add(name, raw: Self.array(values.map(String.init)))
    }

    /// Adds a value that is JSON already.
    public mutating func add(_ name: String, raw json: String) {
        if text.utf8.count > 1 { text += "," }
        text += Self.quote(name) + ":" + json
    }

    /// The finished object.
    public var object: String { text + "}" }

    /// An array of values that are JSON already.
    public static func array(_ items: [String]) -> String {
        "[" + items.joined(separator: ",") + "]"
    }

    /// A JSON string: only what must be escaped is, so that equal strings have equal bytes.
    public static func quote(_ value: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case 0..<0x20: bytes += Array("\\u00\(Hex.encode([byte]))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}

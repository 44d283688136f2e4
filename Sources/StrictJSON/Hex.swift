/// Lowercase hexadecimal, the only way bytes are written in messages (protocol section 2).
public enum Hex {
    /// Two lowercase digits for each byte.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        // An array first: the compiler knows its type, which makes the loop several times as fast.
        let bytes = Array(bytes)
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The bytes of `text`; `field` names the place in the error.
    public static func decode(_ text: String, field: String, byteCount: Int? = nil) throws(JSONFault) -> [UInt8] {
        let bytes = try decode(text, field: field)
        if let byteCount, bytes.count != byteCount {
            throw .wrongLength(field: field, expected: byteCount, actual: bytes.count)
        }
        return bytes
    }

    private static func decode(_ text: String, field: String) throws(JSONFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for digit in text.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): throw .uppercaseHex(field: field)
            default: throw .notHex(field: field)
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        guard high == nil else { throw .notHex(field: field) }
        return bytes
    }
}

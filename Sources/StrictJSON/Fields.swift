/// Reads the members of one object and refuses every other form.
///
/// Field sets in the protocol are exact (protocol section 2): an unknown field is as wrong as a missing one.
public struct Fields: Sendable {
    private let object: JSONObject

    /// The members of `value`, which must be exactly `names`, and may have those in `optional`.
    public init(_ value: JSON, exactly names: [String], optional: [String] = []) throws(JSONFault) {
        guard case .object(let object) = value else { throw .notAnObject }
        for member in object.members {
            let known = { (name: String) in name.utf8.elementsEqual(member.name.utf8) }
            guard names.contains(where: known) || optional.contains(where: known) else {
                throw .unknownField(member.name)
            }
        }
        for name in names where object[name] == nil { throw .missingField(name) }
        self.object = object
    }

    /// The fields of a text that must be one strict JSON object.
    public init(
        parsing text: some Collection<UInt8>,
        exactly names: [String],
        optional: [String] = []
    ) throws(JSONFault) {
        try self.init(JSON(strict: text), exactly: names, optional: optional)
    }

    /// A member of any type, or nil if an optional one is absent.
    public func value(_ name: String) -> JSON? {
        object[name]
    }

    /// A string.
    public func string(_ name: String) throws(JSONFault) -> String {
        guard case .string(let text)? = object[name] else { throw .wrongType(field: name) }
        return text
    }

    /// A non-negative integer below 2^53.
    public func integer(_ name: String) throws(JSONFault) -> Int {
        guard case .integer(let value)? = object[name] else { throw .wrongType(field: name) }
        return value
    }

    /// `true` or `false`.
    public func bool(_ name: String) throws(JSONFault) -> Bool {
        guard case .bool(let value)? = object[name] else { throw .wrongType(field: name) }
        return value
    }

    /// An array of any values.
    public func array(_ name: String) throws(JSONFault) -> [JSON] {
        guard case .array(let values)? = object[name] else { throw .wrongType(field: name) }
        return values
    }

    /// An array of non-negative integers below 2^53.
    public func integers(_ name: String) throws(JSONFault) -> [Int] {
        var result: [Int] = []
        for value in try array(name) {
            guard case .integer(let number) = value else { throw .wrongType(field: name) }
            result.append(number)
        }
        return result
    }

    /// Bytes written as lowercase hex; `byteCount` is exact, or any even number of digits if nil.
    public func hex(_ name: String, byteCount: Int? = nil) throws(JSONFault) -> [UInt8] {
        try Hex.decode(string(name), field: name, byteCount: byteCount)
    }

    /// An array of byte strings of one length.
    public func hexArray(_ name: String, byteCount: Int) throws(JSONFault) -> [[UInt8]] {
        var result: [[UInt8]] = []
        for value in try array(name) {
            guard case .string(let text) = value else { throw .wrongType(field: name) }
            result.append(try Hex.decode(text, field: name, byteCount: byteCount))
        }
        return result
    }
}

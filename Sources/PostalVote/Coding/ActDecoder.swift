import StrictJSON

/// Reads a value of this room from strict JSON; errors are `JSONFault` or ``ActCodingFault`` and name the field.
struct ActDecoder: Decoder {
    let value: JSON
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Characters of one text at most; the text of `law.json` is the longest.
    static let longest = 100_000

    private var field: String { codingPath.last?.stringValue ?? "" }

    init(value: JSON, path: [any CodingKey] = []) {
        self.value = value
        codingPath = path
    }

    func read<Value: Decodable>(_ type: Value.Type, field: String) throws -> Value {
        switch (type, value) {
        case (is String.Type, .string(let text)):
            guard text.isSaid else { throw ActCodingFault.unreadable(field: field) }
            if let text = text as? Value { return text }
        case (is Bool.Type, .bool(let flag)): if let flag = flag as? Value { return flag }
        case (is Int.Type, .integer(let number)): if let number = number as? Value { return number }
        case (is String.Type, _), (is Bool.Type, _), (is Int.Type, _): break
        default:
            do {
                return try Value(from: self)
            } catch is DecodingError {
                // A word that the type does not know.
                throw JSONFault.wrongType(field: field)
            }
        }
        throw JSONFault.wrongType(field: field)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object) = value else {
            throw codingPath.isEmpty ? JSONFault.notAnObject : JSONFault.wrongType(field: field)
        }
        for member in object.members {
            guard let key = Key(stringValue: member.name), key.stringValue.utf8.elementsEqual(member.name.utf8) else {
                throw JSONFault.unknownField(member.name)
            }
        }
        return KeyedDecodingContainer(Keyed<Key>(object: object, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let values) = value else { throw JSONFault.wrongType(field: field) }
        return Unkeyed(values: values, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        Single(value: value, codingPath: codingPath)
    }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let object: JSONObject
        let codingPath: [any CodingKey]
        var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.name) } }
        func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }
        // What is not there is left out; `null` is no value of any type here.
        func decodeNil(forKey key: Key) -> Bool { false }
        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            try decoder(key).read(type, field: key.stringValue)
        }
        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> {
            try decoder(key).container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try decoder(key).unkeyedContainer()
        }
        func superDecoder() -> any Decoder { ActDecoder(value: .object(object), path: codingPath) }
        func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
        private func decoder(_ key: Key) throws -> ActDecoder {
            guard let value = object[key.stringValue] else { throw JSONFault.missingField(key.stringValue) }
            return ActDecoder(value: value, path: codingPath + [key])
        }
    }

    private struct Unkeyed: UnkeyedDecodingContainer {
        let values: [JSON]
        let codingPath: [any CodingKey]
        var currentIndex = 0
        var count: Int? { values.count }
        var isAtEnd: Bool { currentIndex >= values.count }
        init(values: [JSON], codingPath: [any CodingKey]) {
            self.values = values
            self.codingPath = codingPath
        }
        mutating func decodeNil() -> Bool { false }
        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try next().read(type, field: codingPath.last?.stringValue ?? "")
        }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) throws -> KeyedDecodingContainer<Nested> {
            try next().container(keyedBy: type)
        }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
        mutating func superDecoder() throws -> any Decoder { try next() }
        private mutating func next() throws -> ActDecoder {
            guard !isAtEnd else { throw JSONFault.wrongType(field: codingPath.last?.stringValue ?? "") }
            defer { currentIndex += 1 }
            return ActDecoder(value: values[currentIndex], path: codingPath)
        }
    }

    private struct Single: SingleValueDecodingContainer {
        let value: JSON
        let codingPath: [any CodingKey]
        func decodeNil() -> Bool { false }
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try ActDecoder(value: value, path: codingPath).read(type, field: codingPath.last?.stringValue ?? "")
        }
    }
}

extension String {
    /// Whether something can be read, on one line, and nothing in it hides or turns the line round.
    ///
    /// A text that could begin a new line could forge one in the record.
    var isSaid: Bool {
        contains { !$0.isWhitespace } && utf8.count <= ActDecoder.longest
            && !unicodeScalars.contains { scalar in
                switch scalar.properties.generalCategory {
                // Two of them join letters in words and pictures.
                case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
                case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
                default: false
                }
            }
    }
}

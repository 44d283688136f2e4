import StrictJSON

/// Where an encoder leaves its text.
final class JSONPlace {
    private enum Content {
        case nothing
        case scalar(String)
        case object([(String, JSONPlace)])
        case array([JSONPlace])
    }
    private var content = Content.nothing

    var text: String {
        switch content {
        case .nothing: return "null"
        case .scalar(let text): return text
        case .array(let places): return JSONWriter.array(places.map(\.text))
        case .object(let members):
            var writer = JSONWriter()
            for (name, place) in members { writer.add(name, raw: place.text) }
            return writer.object
        }
    }

    func set(_ text: String) { content = .scalar(text) }

    func becomeObject() {
        if case .object = content { return }
        content = .object([])
    }

    func becomeArray() {
        if case .array = content { return }
        content = .array([])
    }

    func add(_ name: String) -> JSONPlace {
        let place = JSONPlace()
        if case .object(let members) = content { content = .object(members + [(name, place)]) }
        return place
    }

    func append() -> JSONPlace {
        let place = JSONPlace()
        if case .array(let places) = content { content = .array(places + [place]) }
        return place
    }

    var count: Int {
        if case .array(let places) = content { places.count } else { 0 }
    }

    func write<Value: Encodable>(_ value: Value) throws {
        switch value {
        case let text as String: set(JSONWriter.quote(text))
        case let flag as Bool: set(flag ? "true" : "false")
        case let number as Int: set(String(number))
        default: try value.encode(to: ActEncoder(place: self))
        }
    }
}

/// Writes a value of this room to a ``JSONPlace``.
struct ActEncoder: Encoder {
    let place: JSONPlace
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        place.becomeObject()
        return KeyedEncodingContainer(Keyed<Key>(place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.becomeArray()
        return Unkeyed(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }

    private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let place: JSONPlace
        var codingPath: [any CodingKey] { [] }
        mutating func encodeNil(forKey key: Key) { place.add(key.stringValue).set("null") }
        mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            try place.add(key.stringValue).write(value)
        }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy keyType: Nested.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            ActEncoder(place: place.add(key.stringValue)).container(keyedBy: keyType)
        }
        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            ActEncoder(place: place.add(key.stringValue)).unkeyedContainer()
        }
        mutating func superEncoder() -> any Encoder { ActEncoder(place: place) }
        mutating func superEncoder(forKey key: Key) -> any Encoder { ActEncoder(place: place.add(key.stringValue)) }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        let place: JSONPlace
        var codingPath: [any CodingKey] { [] }
        var count: Int { place.count }
        mutating func encodeNil() { place.append().set("null") }
        mutating func encode<Value: Encodable>(_ value: Value) throws { try place.append().write(value) }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy keyType: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            ActEncoder(place: place.append()).container(keyedBy: keyType)
        }
        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            ActEncoder(place: place.append()).unkeyedContainer()
        }
        mutating func superEncoder() -> any Encoder { ActEncoder(place: place.append()) }
    }

    private struct Single: SingleValueEncodingContainer {
        let place: JSONPlace
        var codingPath: [any CodingKey] { [] }
        mutating func encodeNil() { place.set("null") }
        mutating func encode<Value: Encodable>(_ value: Value) throws { try place.write(value) }
    }
}

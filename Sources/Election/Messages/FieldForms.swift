import Proofs
import Ristretto255
import StrictJSON

// Reading the protocol's values from fields, with the field's name in the error.

extension Element {
    init(field: String, _ fields: Fields) throws(Fault) {
        self = try decode(field, fields, Self.byteCount) { bytes throws(GroupError) in try Element(decoding: bytes) }
    }
}

extension Digest {
    init(field: String, _ fields: Fields) throws(Fault) {
        self = try decode(field, fields, Self.byteCount) { bytes throws(GroupError) in try Digest(decoding: bytes) }
    }
}

extension Signature {
    init(field: String, _ fields: Fields) throws(Fault) {
        self = try decode(field, fields, Self.byteCount) { bytes throws(GroupError) in try Signature(decoding: bytes) }
    }
}

extension DLEQProof {
    init(field: String, _ fields: Fields) throws(Fault) {
        self = try decode(field, fields, Self.byteCount) { bytes throws(GroupError) in try DLEQProof(decoding: bytes) }
    }
}

extension PersonID {
    init(field: String, _ fields: Fields) throws(Fault) {
        let text: String
        do { text = try fields.string(field) } catch { throw Fault(.json(error)) }
        guard let person = PersonID(text) else { throw Fault(.personID(field: field)) }
        self = person
    }
}

/// Reads hex of an exact length and decodes it.
func decode<T>(
    _ field: String,
    _ fields: Fields,
    _ byteCount: Int,
    _ make: ([UInt8]) throws(GroupError) -> T
) throws(Fault) -> T {
    let bytes: [UInt8]
    do { bytes = try fields.hex(field, byteCount: byteCount) } catch { throw Fault(.json(error)) }
    return try grouped(field) { () throws(GroupError) in try make(bytes) }
}

/// Names the field in an error of the group.
func grouped<T>(_ field: String, _ make: () throws(GroupError) -> T) throws(Fault) -> T {
    do { return try make() } catch { throw Fault(.group(field: field, error)) }
}

/// Decodes each of an array of byte strings.
func decodeAll<T>(
    _ field: String,
    _ fields: Fields,
    _ byteCount: Int,
    _ make: ([UInt8]) throws(GroupError) -> T
) throws(Fault) -> [T] {
    let all: [[UInt8]]
    do { all = try fields.hexArray(field, byteCount: byteCount) } catch { throw Fault(.json(error)) }
    var result: [T] = []
    for bytes in all {
        do { result.append(try make(bytes)) } catch { throw Fault(.group(field: field, error)) }
    }
    return result
}

/// Runs a body that throws only ``Fault`` and `JSONFault`, and makes one kind of both.
func faults<T>(_ body: () throws -> T) throws(Fault) -> T {
    do {
        return try body()
    } catch let fault as Fault {
        throw fault
    } catch let fault as JSONFault {
        throw Fault(.json(fault))
    } catch {
        // Callers throw nothing else; if one day one does, the message is refused all the same.
        throw Fault(.json(.malformed(line: 1, column: 1)))
    }
}

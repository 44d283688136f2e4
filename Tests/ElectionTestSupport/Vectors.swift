import Foundation
import Ristretto255
import StrictJSON

/// The files under `Tests/Vectors`.
public enum VectorFile {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Vectors")

    /// The path of a file or folder.
    public static func path(_ name: String) -> String {
        folder.appendingPathComponent(name).path
    }

    /// The bytes of a file.
    public static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// The deterministic vectors of the protocol.
    public static func urne() throws -> Vector {
        Vector(try JSON(lenient: bytes("urne-v1.json")), "urne-v1.json")
    }
}

/// A value in a file of vectors, found by the names on the way to it.
@dynamicMemberLookup
public struct Vector: Sendable {
    private let json: JSON
    private let place: String

    init(_ json: JSON, _ place: String) {
        self.json = json
        self.place = place
    }

    public subscript(dynamicMember name: String) -> Vector {
        guard case .object(let object) = json, let value = object[name] else { fatalError("no \(name) in \(place)") }
        return Vector(value, place + "." + name)
    }

    public var string: String {
        guard case .string(let text) = json else { fatalError("\(place) is no string") }
        return text
    }

    public var integer: Int {
        guard case .integer(let number) = json else { fatalError("\(place) is no number") }
        return number
    }

    public var list: [Vector] {
        guard case .array(let values) = json else { fatalError("\(place) is no array") }
        return values.enumerated().map { Vector($1, place + "[\($0)]") }
    }

    public var bytes: [UInt8] {
        guard let bytes = try? Hex.decode(string, field: place) else { fatalError("\(place) is no hex") }
        return bytes
    }

    public func digest() throws -> Digest { try Digest(decoding: bytes) }
    public func element() throws -> Element { try Element(decoding: bytes) }
}

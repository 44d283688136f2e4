import Foundation

/// The test vectors in `Tests/Vectors`.
///
/// They are read with Foundation's own decoder, so that no code under test takes part in reading them.
public enum Vectors {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Vectors")

    /// The bytes of one file.
    public static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// One JSON file as a value.
    public static func load<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes(name)))
    }

    /// A file with one JSON object on each line.
    public static func loadLines<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> [Value] {
        try bytes(name).split(separator: 0x0A).map { try JSONDecoder().decode(type, from: Data($0)) }
    }
}

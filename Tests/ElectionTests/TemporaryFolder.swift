import Election
import Foundation

/// A folder that goes away with its last owner.
final class TemporaryFolder: Sendable {
    let path: String

    init(_ files: RecordFiles) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("urne-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in RecordFile.allCases { if let bytes = files[file] { try write(file.rawValue, bytes) } }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path).appendingPathComponent(name))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }
}

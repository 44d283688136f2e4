import Foundation
import StrictJSON

/// All files of a folder as raw bytes, hidden ones, journals and free pages included, to look for what must not be there.
public struct Haystack {
    /// Path inside the folder, and content.
    public private(set) var files: [(name: String, bytes: Data)] = []

    /// Reads a folder, or one file.
    public init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            files = [("", try Data(contentsOf: URL(fileURLWithPath: path)))]
            return
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            guard !isFolder.boolValue else { continue }
            files.append((name, try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))))
        }
    }

    /// Only the files whose names begin so.
    public func named(_ prefix: String...) -> Haystack {
        var result = self
        result.files = files.filter { file in prefix.contains { file.name.hasPrefix($0) } }
        return result
    }

    /// The files that hold these bytes, raw or in hex.
    public func holding(_ needle: [UInt8]) -> [String] {
        let spellings = [Data(needle), Data(Hex.encode(needle).utf8), Data(Hex.encode(needle).uppercased().utf8)]
        return files.filter { file in spellings.contains { file.bytes.range(of: $0) != nil } }.map(\.name)
    }

    /// The files that hold this text.
    public func holding(_ text: String) -> [String] {
        files.filter { $0.bytes.range(of: Data(text.utf8)) != nil }.map(\.name)
    }

    /// The content of the file whose name ends so.
    public func file(_ name: String) throws -> [UInt8] {
        guard let found = files.first(where: { $0.name.hasSuffix(name) }) else { throw CocoaError(.fileNoSuchFile) }
        return Array(found.bytes)
    }
}

import Foundation

/// A file to import: its name as messages show it, and its bytes.
public struct SourceFile: Sendable {
    /// The name for messages.
    public let name: String
    /// The content.
    public let bytes: [UInt8]

    /// Larger files are no lists of a council.
    static let largest = 64 << 20

    /// A file that is in memory already, for example one that was uploaded.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads the file at `path`; it is called `name`, or by the last part of the path.
    public init(path: String, name: String? = nil) throws(ImportError) {
        let url = URL(fileURLWithPath: path)
        let name = name ?? url.lastPathComponent
        // Only regular files: a device would never end.
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
        guard let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: keys),
            values.isRegularFile == true
        else { throw ImportError(name, .unreadable) }
        guard let size = values.fileSize, size <= Self.largest else { throw ImportError(name, .tooLarge) }
        guard let data = try? Data(contentsOf: url) else { throw ImportError(name, .unreadable) }
        self.init(name: name, bytes: Array(data))
    }

    /// All files behind `paths`, where a folder stands for every `*.json` in it, at any depth, in the order of names.
    public static func json(at paths: [String]) throws(ImportError) -> [SourceFile] {
        var files: [SourceFile] = []
        for path in paths {
            let url = URL(fileURLWithPath: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ImportError(url.lastPathComponent, .unreadable)
            }
            guard isFolder.boolValue else {
                files.append(try SourceFile(path: path))
                continue
            }
            let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            let names = inside.filter { name in
                name.lowercased().hasSuffix(".json") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }.sorted()
            guard !names.isEmpty else { throw ImportError(url.lastPathComponent, .emptyFolder) }
            for name in names {
                files.append(
                    try SourceFile(
                        path: url.appendingPathComponent(name).path,
                        name: "\(url.lastPathComponent)/\(name)"
                    )
                )
            }
        }
        return files
    }
}

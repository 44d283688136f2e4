import Foundation

/// A file to import: its name as messages show it, and its bytes.
public struct SourceFile: Sendable {
    /// The name for messages: the path as it was given.
    public let name: String
    /// What the file is called wherever somebody keeps it: the last part of its path, or its path inside the folder that
    /// was named, with that folder's name.
    let key: String
    /// The content.
    public let bytes: [UInt8]

    /// Larger files are no lists of a council.
    static let largest = 64 << 20

    /// A file that is in memory already, for example one that was uploaded.
    public init(name: String, bytes: [UInt8]) {
        self.init(name: name, key: name, bytes: bytes)
    }

    private init(name: String, key: String, bytes: [UInt8]) {
        self.name = name
        self.key = key
        self.bytes = bytes
    }

    /// Reads the file at `path`; messages name it by this path.
    public init(path: String) throws(ImportError) {
        try self.init(path: path, key: URL(fileURLWithPath: path).lastPathComponent)
    }

    private init(path name: String, key: String) throws(ImportError) {
        let url = URL(fileURLWithPath: name)
        // Only regular files: a device would never end.
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
        guard let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: keys),
            values.isRegularFile == true
        else { throw ImportError(name, .unreadable) }
        guard let size = values.fileSize, size <= Self.largest else { throw ImportError(name, .tooLarge) }
        guard let data = try? Data(contentsOf: url) else { throw ImportError(name, .unreadable) }
        self.init(name: name, key: key, bytes: Array(data))
    }

    /// All files behind `paths`, where a folder stands for every `*.json` in it, at any depth, in the order of names.
    public static func json(at paths: [String]) throws(ImportError) -> [SourceFile] {
        var files: [SourceFile] = []
        for path in paths {
            let url = URL(fileURLWithPath: path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ImportError(path, .unreadable)
            }
            guard isFolder.boolValue else {
                files.append(try SourceFile(path: path))
                continue
            }
            let inside = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            let names = inside.filter { name in
                name.lowercased().hasSuffix(".json") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }.sorted()
            guard !names.isEmpty else { throw ImportError(path, .emptyFolder) }
            for name in names {
                files.append(
                    try SourceFile(
                        path: path + (path.hasSuffix("/") ? "" : "/") + name,
                        key: "\(url.lastPathComponent)/\(name)"
                    )
                )
            }
        }
        return files
    }
}

import Foundation

/// A record as a folder on disk.
public enum RecordFolder {
    /// Reads the five files, as far as they are there; other files are ignored.
    ///
    /// Throws a ``RecordFolderError``.
    public static func read(_ path: String) throws(RecordFolderError) -> RecordFiles {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .notAFolder(path)
        }
        var files: [RecordFile: [UInt8]] = [:]
        for file in RecordFile.allCases {
            let url = URL(fileURLWithPath: path).appendingPathComponent(file.rawValue)
            guard FileManager.default.fileExists(atPath: url.path) else { continue }
            guard let data = try? Data(contentsOf: url) else { throw .unreadable(url.path) }
            files[file] = [UInt8](data)
        }
        guard !files.isEmpty else { throw .noRecord(path) }
        return RecordFiles(files)
    }
}

/// Why a folder could not be read as a record.
public enum RecordFolderError: Error, Hashable, Sendable {
    case notAFolder(String)
    case unreadable(String)
    /// None of the five files is there.
    case noRecord(String)
}

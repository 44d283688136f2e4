import Foundation

/// A record as a folder on disk.
public enum RecordFolder {
    /// Reads the files of a record, as far as they are there; other files are ignored.
    ///
    /// One that cannot be read is a fault of the record (check V1) and no reason to say nothing about the others. Throws a ``RecordFolderError``.
    public static func read(_ path: String) throws(RecordFolderError) -> RecordFiles {
        let names = try names(in: path)
        var files: [RecordFile: [UInt8]] = [:]
        var unreadable: Set<RecordFile> = []
        for file in RecordFile.allCases where names.contains(file.rawValue) {
            let url = URL(fileURLWithPath: path).appendingPathComponent(file.rawValue)
            // A pipe or a device in place of a file would be read for ever.
            let kind = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
            guard kind?.isRegularFile == true, let data = try? Data(contentsOf: url) else {
                unreadable.insert(file)
                continue
            }
            files[file] = [UInt8](data)
        }
        guard !files.isEmpty || !unreadable.isEmpty else { throw .noRecord(path) }
        return RecordFiles(files, unreadable: unreadable)
    }

    private static func names(in path: String) throws(RecordFolderError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path) }
        guard isFolder.boolValue else { throw .notAFolder(path) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadableFolder(path)
        }
        return names
    }
}

/// Why a folder could not be read as a record.
public enum RecordFolderError: Error, Hashable, Sendable {
    /// Nothing is at this path.
    case missing(String)
    case notAFolder(String)
    case unreadableFolder(String)
    /// None of them is there.
    case noRecord(String)

    /// One line for people that names the path.
    public func sentence(in language: ReportLanguage) -> String {
        let (key, path) =
            switch self {
            case .missing(let path): ("missingFolder", path)
            case .notAFolder(let path): ("notAFolder", path)
            case .unreadableFolder(let path): ("unreadableFolder", path)
            case .noRecord(let path): ("noRecord", path)
            }
        return ReportText.sentence("verify.error.\(key)", ["path": path], in: language)
    }
}

import Election
import Foundation

/// The record of a vote by post as a folder on disk.
public enum PostalRecordFolder {
    /// The largest file that is read, in bytes: a journal has 10,000 entries at most.
    private static let largest = 200_000_000

    /// The files, if the folder holds the journal of a vote by post and no log of an electronic vote; nil otherwise.
    public static func read(_ folder: String) -> [PostalFile: [UInt8]]? {
        let url = URL(fileURLWithPath: folder)
        guard !FileManager.default.fileExists(atPath: url.appendingPathComponent(RecordFile.log.rawValue).path),
            let journal = bytes(url.appendingPathComponent(PostalFile.journal.rawValue)),
            PostalVerifier.recognises(journal)
        else { return nil }
        var files = [PostalFile.journal: journal]
        for file in PostalFile.allCases where file != .journal {
            files[file] = bytes(url.appendingPathComponent(file.rawValue))
        }
        return files
    }

    private static func bytes(_ url: URL) -> [UInt8]? {
        // A pipe or a device in place of a file would be read for ever.
        let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true, values?.fileSize ?? 0 <= largest else { return nil }
        return (try? Data(contentsOf: url)).map { [UInt8]($0) }
    }
}

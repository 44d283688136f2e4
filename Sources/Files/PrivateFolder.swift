import Foundation

/// Folders that only their owner can enter.
public enum PrivateFolder {
    /// Makes the folder with mode 0700, and those above it, if it is not there.
    ///
    /// Throws a ``FileError``: `permissions` if it is there and open to others, `exists` if it is no folder.
    public static func ensure(_ path: String) throws(FileError) {
        var information = stat()
        if stat(path, &information) == 0 {
            guard information.st_mode & S_IFMT == S_IFDIR else { throw FileError(.exists, path: path) }
            guard information.st_mode & 0o077 == 0 else { throw FileError(.permissions, path: path) }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw FileError(.makeFolder, path: path, code: errno)
        }
    }
}

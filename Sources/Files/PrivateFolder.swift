import Foundation

/// Folders that only their owner can enter.
public enum PrivateFolder {
    /// Makes the folder with mode 0700, and those above it, if it is not there.
    ///
    /// Throws a ``FileError``: `permissions` if it is there and open to others, `exists` if it is no folder.
    public static func ensure(_ path: String) throws(FileError) {
        var information = stat()
        guard stat(path, &information) != 0 else {
            guard information.st_mode & S_IFMT == S_IFDIR else { throw FileError(.exists, path: path) }
            guard information.st_mode & 0o077 == 0 else { throw FileError(.permissions, path: path) }
            return
        }
        guard errno == ENOENT else { throw FileError(.makeFolder, path: path, code: errno) }
        try make(path)
    }

    private static func make(_ path: String) throws(FileError) {
        guard mkdir(path, 0o700) != 0 else { return }
        // Another process may have been faster.
        if errno == EEXIST { return try ensure(path) }
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard errno == ENOENT, parent != path else { throw FileError(.makeFolder, path: path, code: errno) }
        var information = stat()
        guard stat(parent, &information) != 0 else { throw FileError(.makeFolder, path: path, code: ENOENT) }
        try make(parent)
        try make(path)
    }
}

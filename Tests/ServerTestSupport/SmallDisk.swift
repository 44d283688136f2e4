import Foundation

/// A disk of a few kilobytes, where the tests may mount one.
public final class SmallDisk: Sendable {
    /// Where it is mounted.
    public let path: String
    private let folder: TemporaryFolder

    /// Whether this process may mount.
    public static let isPossible: Bool = (try? SmallDisk(kilobytes: 64)) != nil

    /// Mounts a disk in memory.
    public init(kilobytes: Int) throws {
        folder = try TemporaryFolder()
        path = folder("disk")
        guard mkdir(path, 0o700) == 0,
            mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k,mode=0700") == 0
        else { throw CocoaError(.fileWriteNoPermission) }
    }

    deinit { umount(path) }

    /// A path on it.
    public func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Writes until nothing more fits, but for `free` bytes; returns the file that takes the room.
    public func fill(leaving free: Int = 0) -> String {
        let filler = self("filler")
        let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
        let block = [UInt8](repeating: 0, count: 1024)
        while write(descriptor, block, block.count) > 0 {}
        let end = lseek(descriptor, 0, SEEK_END)
        ftruncate(descriptor, max(0, end - off_t(free)))
        close(descriptor)
        return filler
    }
}

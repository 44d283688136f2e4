import Foundation
import Synchronization

/// A folder, mode 0700, that is removed with its owner, or at the end of the program if the owner is a static value.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let path: String

    /// A new, empty folder.
    public init() throws {
        let place = FileManager.default.temporaryDirectory.path
        var template = Array("\(place)/urne-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        Self.kept.add(path)
    }

    deinit {
        Self.kept.remove(path)
    }

    private static let kept = Kept()

    /// The folders that are there.
    ///
    /// Statics are never freed, so what is left is removed at the end of the program.
    private final class Kept: Sendable {
        private let paths = Mutex<Set<String>>([])

        init() { atexit { TemporaryFolder.kept.removeAll() } }

        func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

        func remove(_ path: String) {
            paths.withLock { _ = $0.remove(path) }
            try? FileManager.default.removeItem(atPath: path)
        }

        func removeAll() {
            for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    /// A path inside.
    public func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Copies everything in it to a new folder.
    public func copy() throws -> TemporaryFolder {
        let other = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try FileManager.default.copyItem(atPath: self(name), toPath: other(name))
        }
        return other
    }
}

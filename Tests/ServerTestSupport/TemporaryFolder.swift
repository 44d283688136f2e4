import Foundation

/// A folder, mode 0700, that is removed with its owner.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let path: String

    /// A new, empty folder.
    public init() throws {
        var template = Array("/tmp/urne-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
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

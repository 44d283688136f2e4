import Election
import Files
import Foundation
import Proofs
import Ristretto255
import StrictJSON

/// The server's folder: stores, keys, registered officers, published records.
public struct DataFolder: Sendable {
    /// The folder.
    public let path: String

    /// Why a folder cannot be used.
    public enum Fault: Error, Hashable, Sendable {
        /// There is no such folder, or it has not been made by `urne server init`.
        case notInitialised(String)
        /// It holds something else.
        case foreign(String)
        /// It was made by `urne server init` already.
        case alreadyInitialised(String)
        /// It was made by a newer or another version.
        case otherVersion(String)
    }

    private static let version = 1

    /// A folder that was initialised before.
    ///
    /// Throws ``Fault`` or a `FileError`.
    public init(opening path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path + "/server.json") else { throw Fault.notInitialised(path) }
        try PrivateFolder.ensure(path)
    }

    /// Makes a new folder for the members of a realm; refuses one that holds anything.
    public static func initialise(_ path: String, realm: Realm) throws -> DataFolder {
        if FileManager.default.fileExists(atPath: path + "/server.json") { throw Fault.alreadyInitialised(path) }
        if let content = try? FileManager.default.contentsOfDirectory(atPath: path), !content.isEmpty {
            throw Fault.foreign(path)
        }
        try PrivateFolder.ensure(path)
        try PrivateFolder.ensure(path + "/keys")
        try KeyFiles(folder: path + "/keys").makeServerKey()
        var writer = JSONWriter()
        writer.add("suite", Manifest.suite)
        writer.add("version", version)
        writer.add("realm", hex: realm.bytes)
        // Written last: without it the folder does not count as initialised.
        try AtomicFile.create(Array((writer.object + "\n").utf8), at: path + "/server.json", mode: 0o600)
        return try DataFolder(opening: path)
    }

    /// The realm.
    func realm() throws -> Realm {
        let text = try AtomicFile.read(path + "/server.json", limit: 4096)
        guard let fields = try? Fields(parsing: text.dropLast(), exactly: ["suite", "version", "realm"]),
            let version = try? fields.integer("version"),
            let bytes = try? fields.hex("realm"),
            let realm = Realm(bytes)
        else { throw Fault.foreign(path) }
        guard version == Self.version else { throw Fault.otherVersion(path) }
        return realm
    }

    var keys: KeyFiles { KeyFiles(folder: path + "/keys") }

    func record(_ vote: VoteID) -> String { "\(path)/records/\(vote)" }
}

// MARK: - Officers

extension DataFolder {
    private var officersPath: String { path + "/officers.jsonl" }

    /// The people who may make votes on this server.
    public func officers() throws -> [RollEntry] {
        guard FileManager.default.fileExists(atPath: officersPath) else { return [] }
        return try RollFile(file: AtomicFile.read(officersPath)).entries
    }

    /// Registers a person as an officer; the same person's entry is replaced.
    public func register(officer: RollEntry) throws {
        let others = try officers().filter { $0.person != officer.person }
        try AtomicFile.write(Array(RollFile(others + [officer]).text.utf8), to: officersPath, mode: 0o600)
    }
}

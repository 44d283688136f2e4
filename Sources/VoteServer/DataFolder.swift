import BallotBox
import Election
import Files
import Foundation
import Proofs
import Ristretto255
import Roll
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
        /// This store is gone, and with it what the folder's other files rest on; a new one would hide that.
        case storeMissing(String)
    }

    private static let version = 1

    /// A folder that was initialised before.
    ///
    /// Throws ``Fault``, or a `FileError` if it cannot be read or is open to others.
    public init(opening path: String) throws {
        self.path = path
        var information = stat()
        if stat(path, &information) != 0 {
            guard errno == ENOENT else { throw FileError(.read, path: path, code: errno) }
            throw Fault.notInitialised(path)
        }
        try PrivateFolder.ensure(path)
        _ = try realm()
    }

    /// Makes a new folder for the members of a realm; refuses one that holds anything.
    ///
    /// What an initialisation that was interrupted left is used. Throws ``Fault`` or a `FileError`.
    public static func initialise(_ path: String, realm: Realm) throws -> DataFolder {
        if FileManager.default.fileExists(atPath: path + "/server.json") { throw Fault.alreadyInitialised(path) }
        let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard content.allSatisfy(isOwn) else { throw Fault.foreign(path) }
        try PrivateFolder.ensure(path)
        try PrivateFolder.ensure(path + "/keys")
        try KeyFiles(folder: path + "/keys").makeServerKey()
        // Made here and never again, so that a store that is missing later is noticed.
        _ = try RollStore(folder: path)
        _ = try BoxStore(folder: path)
        var writer = JSONWriter()
        writer.add("suite", Manifest.suite)
        writer.add("version", version)
        writer.add("realm", hex: realm.bytes)
        do {
            // Written last: without it the folder does not count as initialised.
            try AtomicFile.create(Array((writer.object + "\n").utf8), at: path + "/server.json", mode: 0o600)
        } catch {
            if error.operation == .exists { throw Fault.alreadyInitialised(path) }
            throw error
        }
        return try DataFolder(opening: path)
    }

    private static let stores = ["roll.sqlite", "sealed.sqlite", "box.sqlite"]

    /// Whether an initialisation makes an entry of this name.
    private static func isOwn(_ name: String) -> Bool {
        name == "keys" || name == ".server.json.new" || stores.contains { name.hasPrefix($0) }
    }

    /// Throws ``Fault/storeMissing(_:)`` unless all stores are there.
    func requireStores() throws {
        for name in Self.stores {
            var information = stat()
            guard stat(path + "/" + name, &information) == 0, information.st_size > 0 else {
                throw Fault.storeMissing(path + "/" + name)
            }
        }
    }

    /// The realm.
    func realm() throws -> Realm {
        let text: [UInt8]
        do { text = try AtomicFile.read(path + "/server.json", limit: 4096) } catch {
            throw error.code == ENOENT ? Fault.notInitialised(path) : error
        }
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

// MARK: - Restored votes

extension DataFolder {
    private var restoredPath: String { path + "/restored.json" }

    /// Votes that were under way in the backup this folder was made from.
    ///
    /// Throws a `FileError`, or ``Fault/foreign(_:)`` if the list is damaged: a vote must not go on for that.
    func restored() throws -> Set<VoteID> {
        let text: [UInt8]
        do { text = try AtomicFile.read(restoredPath) } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
        guard let fields = try? Fields(parsing: text.dropLast(), exactly: ["votes"]),
            let votes = try? fields.hexArray("votes", byteCount: 16)
        else { throw Fault.foreign(restoredPath) }
        return Set(votes.compactMap { VoteID($0) })
    }

    /// Writes down which votes those are, before the folder is used.
    static func mark(restored votes: [VoteID], in path: String) throws {
        guard !votes.isEmpty else { return }
        var writer = JSONWriter()
        writer.add("votes", raw: JSONWriter.array(votes.map { JSONWriter.quote($0.description) }))
        try AtomicFile.create(Array((writer.object + "\n").utf8), at: path + "/restored.json", mode: 0o600)
    }
}

// MARK: - Officers

extension DataFolder {
    private var officersPath: String { path + "/officers.jsonl" }

    /// The people who may make votes on this server.
    ///
    /// Throws a `FileError`, or an Election fault with file and line if the list is damaged.
    public func officers() throws -> [RollEntry] {
        let text: [UInt8]
        do { text = try AtomicFile.read(officersPath) } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
        return try named { () throws(Election.Fault) in try RollFile(file: text) }.entries
    }

    /// Registers a person as an officer; the same person's entry is replaced.
    ///
    /// Throws a `FileError`, or an Election fault if the list is damaged or another person has the key.
    public func register(officer: RollEntry) throws {
        try FileLock.hold(path + "/.officers.lock") {
            let others = try officers().filter { $0.person != officer.person }
            let all = try named { () throws(Election.Fault) in try RollFile(others + [officer]) }
            try AtomicFile.write(Array(all.text.utf8), to: officersPath, mode: 0o600)
        }
    }

    /// The list has the form of a roll, and its own name in errors.
    private func named(_ make: () throws(Election.Fault) -> RollFile) throws -> RollFile {
        do { return try make() } catch { throw Election.Fault(error.rule, file: officersPath, line: error.line) }
    }
}

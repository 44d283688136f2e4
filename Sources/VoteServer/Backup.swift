import BallotBox
import Election
import Files
import Foundation
import Journals
import PostalStore
import Ristretto255
import Roll
import StrictJSON

/// Why a backup cannot be used; holds the path.
public enum BackupFault: Error, Hashable, Sendable {
    /// It is no backup, has been cut off, or was changed.
    case damaged(String)
    /// It was made by another version.
    case otherVersion(String)
    /// The folder to restore into holds something.
    case notEmpty(String)
}

/// Copies of a server's folder (article `Storage`, backups).
///
/// In a copy: log, roll and law of every vote, register lines, ballots, published records, the officers' list, the
/// council's file, other journals, votes by post, and z. Left out, because a copy that lies about would outlive its erasure: the sealed
/// seeds, and `skS` of every vote. A vote that is restored before its board stands can therefore only be voided; and it
/// must be, because a server that forgot draws would give a second token to whoever asks, and one that forgot ballots
/// would count the others. A restored folder therefore names such votes in `restored.json`, and the server refuses
/// everything else for them.
public enum Backup {
    private static let version = 1
    private static let first = "backup.json"
    private static let sums = "SHA512SUMS"
    private static let plain = ["officers.jsonl", "council.json", "server.json", "keys/server.key"]
    private static let stores = ["roll.sqlite", "box.sqlite", "journal.sqlite", "postal.sqlite"]

    /// A copy of the folder as it is at one moment, also while a server works on it.
    ///
    /// Nobody can write meanwhile; whoever tries waits. `scratch` is a folder that nobody else can enter, for what passes
    /// through the disk. Returns the archive, which holds a secret key, and the votes that could not go on from it.
    public static func make(of folder: DataFolder, scratch: String) throws -> (archive: [UInt8], unusable: [VoteID]) {
        try PrivateFolder.ensure(scratch)
        let roll = try RollStore(folder: folder.path)
        let box = try BoxStore(folder: folder.path)
        // The order in which `close` takes the two locks.
        let unusable = try box.frozen {
            try roll.frozen {
                try RollStore.copy(folder: folder.path, to: scratch + "/roll.sqlite")
                try BoxStore.copy(folder: folder.path, to: scratch + "/box.sqlite")
                try JournalStore.copy(folder: folder.path, to: scratch + "/journal.sqlite")
                try PostalStore.copy(folder: folder.path, to: scratch + "/postal.sqlite")
            }
            return try roll.votes().filter { try !roll.log(of: $0).survivesRestoring }
        }
        var writer = JSONWriter()
        writer.add("suite", Manifest.suite)
        writer.add("backup", version)
        var entries = [TarFile.Entry(first, Array((writer.object + "\n").utf8))]
        for name in stores where FileManager.default.fileExists(atPath: "\(scratch)/\(name)") {
            entries.append(TarFile.Entry(name, try AtomicFile.read("\(scratch)/\(name)", limit: 1 << 36)))
            unlink("\(scratch)/\(name)")
        }
        for name in plain + records(folder) {
            do { entries.append(TarFile.Entry(name, try AtomicFile.read("\(folder.path)/\(name)"))) } catch {
                guard error.code == ENOENT else { throw error }
            }
        }
        let lines = entries.map { "\(Hex.encode(Digest.sha512($0.bytes).encoded))  \($0.name)\n" }
        entries.append(TarFile.Entry(sums, Array(lines.joined().utf8)))
        return (TarFile.write(entries), unusable)
    }

    private static func records(_ folder: DataFolder) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path + "/records")) ?? []
        return names.filter(isRecord).map { "records/" + $0 }.sorted()
    }

    /// `VOTE/FILE` of a record and nothing else.
    private static func isRecord(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.count == 2 && VoteID(hex: parts[0]) != nil && RecordFile(rawValue: parts[1]) != nil
    }

    /// Makes a folder from a copy; `path` must not hold anything.
    ///
    /// `file` is what the copy is called in errors. Returns the folder and the votes that can only be voided. Throws a
    /// ``BackupFault``, or what cannot be written; the folder does not count as initialised then.
    public static func restore(
        _ archive: [UInt8],
        file: String,
        to path: String
    ) throws -> (folder: DataFolder, unusable: [VoteID]) {
        let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard content.isEmpty else { throw BackupFault.notEmpty(path) }
        let entries = try check(archive, file)
        try PrivateFolder.ensure(path)
        for entry in entries where entry.name != "server.json" {
            let target = "\(path)/\(entry.name)"
            try PrivateFolder.ensure(URL(fileURLWithPath: target).deletingLastPathComponent().path)
            let isPublic = entry.name.hasPrefix("records/")
            try AtomicFile.write(entry.bytes, to: target, mode: isPublic ? 0o644 : 0o600)
            FileTimes.flatten(target)
        }
        // An empty store for the seeds of votes to come; those of the copy were never in it.
        let roll = try RollStore(folder: path)
        let unusable = try roll.votes().filter { try !roll.log(of: $0).survivesRestoring }
        try DataFolder.mark(restored: unusable, in: path)
        guard let last = entries.first(where: { $0.name == "server.json" }) else { throw BackupFault.damaged(file) }
        try AtomicFile.create(last.bytes, at: path + "/server.json", mode: 0o600)
        return (try DataFolder(opening: path), unusable)
    }

    private static func check(_ archive: [UInt8], _ file: String) throws -> [TarFile.Entry] {
        // Byte for byte what would be written, so that no byte can be another one.
        guard let all = TarFile.read(archive), TarFile.write(all) == archive, let head = all.first,
            head.name == first, let last = all.last, last.name == sums
        else { throw BackupFault.damaged(file) }
        let entries = Array(all.dropLast())
        let lines = entries.map { "\(Hex.encode(Digest.sha512($0.bytes).encoded))  \($0.name)\n" }.joined()
        guard Array(lines.utf8) == last.bytes, Set(entries.map(\.name)).count == entries.count,
            let fields = try? Fields(parsing: head.bytes.dropLast(), exactly: ["suite", "backup"]),
            let found = try? fields.integer("backup")
        else { throw BackupFault.damaged(file) }
        guard found == version else { throw BackupFault.otherVersion(file) }
        let files = Array(entries.dropFirst())
        for entry in files {
            let isRecord = entry.name.hasPrefix("records/") && isRecord(String(entry.name.dropFirst(8)))
            guard plain.contains(entry.name) || stores.contains(entry.name) || isRecord else {
                throw BackupFault.damaged(file)
            }
        }
        for name in ["server.json", "keys/server.key", "roll.sqlite", "box.sqlite"] {
            guard files.contains(where: { $0.name == name }) else { throw BackupFault.damaged(file) }
        }
        return files
    }
}

extension EventLog {
    /// Whether a vote can go on without the issuer's key and the sealed seeds: before the key is made, and once the box
    /// is closed.
    fileprivate var survivesRestoring: Bool {
        switch state {
        case .ceremony, .ready, .issuing, .casting: false
        case .empty, .draft, .closed, .boxed, .tallying, .tallied, .announced, .voided: true
        }
    }
}

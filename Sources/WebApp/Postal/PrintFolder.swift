import Election
import Files
import Foundation
import PostalVote
import Ristretto255
import StrictJSON

/// The folder `print` of a server: what was printed on a page's order, until nobody needs it any more.
///
/// `POSTAL/kits-HASH` holds all kits of a vote, with the beginning of the print's proof, and `POSTAL/NUMBER` a kit that
/// takes another's place. Addresses and Wahlscheine are in it: only its owner can enter it, and no backup holds it, since
/// the same order makes the same files again.
struct PrintFolder: Sendable {
    /// The list that lies beside the files of a print.
    static let list = "druckauftrag.sha512"

    /// Lies beside the files if the Stimmzettel are in large print: a kit that is printed again has to look the same.
    private static let large = ".large"

    private let path: String

    init(dataPath: String) {
        path = dataPath + "/print"
    }

    /// The folder of a vote.
    func folder(of vote: JournalID) -> String { "\(path)/\(vote)" }

    /// Where a job works until it is done.
    func place(of vote: JournalID) -> String { folder(of: vote) + "/job" }

    /// The name of a print of all kits.
    static func name(_ proof: Digest) -> String { "kits-" + Hex.encode(Array(proof.encoded.prefix(16))) }

    /// Files of a print.
    struct Contents {
        /// Paths within the folder, in the order of the list.
        let paths: [String]
        /// SHA-512 of the list.
        let proof: Digest
    }

    /// What lies in the folder of a print; nil if there is none.
    func files(_ name: String, of vote: JournalID) -> Contents? {
        guard let list = try? AtomicFile.read("\(folder(of: vote))/\(name)/\(Self.list)", limit: 1 << 26) else {
            return nil
        }
        let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
        return Contents(paths: lines.map { String($0.dropFirst(130)) }, proof: Digest.sha512(list))
    }

    /// Whether the Stimmzettel of a print of all kits are in large print; nil if the print is not here.
    func hasLargeStimmzettel(_ name: String, of vote: JournalID) -> Bool? {
        let names = Self.names("\(folder(of: vote))/\(name)")
        return names.isEmpty ? nil : names.contains(Self.large)
    }

    /// One file; nil unless it stands in the list, or is the list.
    func file(_ path: String, _ name: String, of vote: JournalID) throws -> [UInt8]? {
        guard let files = files(name, of: vote), path == Self.list || files.paths.contains(path) else { return nil }
        return try AtomicFile.read("\(folder(of: vote))/\(name)/\(path)")
    }

    /// Notes in a finished job that its Stimmzettel are in large print.
    func noteLargeStimmzettel(_ vote: JournalID) throws(FileError) {
        try AtomicFile.create([], at: "\(place(of: vote))/\(Self.large)", mode: 0o600)
    }

    /// Makes room for a job.
    func prepare(_ vote: JournalID) throws(FileError) {
        try PrivateFolder.ensure(folder(of: vote))
        remove("job", of: vote)
    }

    /// What a job made gets its name; an older print of that name gives way.
    func settle(_ name: String, of vote: JournalID) throws(FileError) {
        remove(name, of: vote)
        let target = "\(folder(of: vote))/\(name)"
        guard rename(place(of: vote), target) == 0 else { throw FileError(.write, path: target, code: errno) }
    }

    func remove(_ name: String, of vote: JournalID) {
        try? FileManager.default.removeItem(atPath: "\(folder(of: vote))/\(name)")
    }

    /// Removes all that `isNeeded` says no to; what is no vote's is nobody's.
    func sweep(_ isNeeded: (_ name: String, _ vote: JournalID) -> Bool) {
        for folder in Self.names(path) {
            guard let vote = JournalID(hex: folder) else {
                try? FileManager.default.removeItem(atPath: "\(path)/\(folder)")
                continue
            }
            for name in Self.names(self.folder(of: vote)) where !isNeeded(name, vote) { remove(name, of: vote) }
            // Only an empty one goes.
            rmdir(self.folder(of: vote))
        }
    }

    private static func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}

import Election
import Files
import Foundation
import StrictJSON

/// One person's folder: what their programs remember about votes, their key shares and tokens (mode 0700).
public struct HomeFolder: Sendable {
    /// The folder.
    public let path: String

    /// Opens the folder, or makes it.
    ///
    /// Throws a `FileError` if it is open to others.
    public init(_ path: String) throws(FileError) {
        self.path = path
        try PrivateFolder.ensure(path)
    }

    /// What one person's programs keep about one vote.
    func place(_ vote: VoteID, _ person: PersonID) throws(FileError) -> VotePlace {
        // Not the id alone, which may be "..".
        let folder = "\(path)/votes/\(vote)/person-\(person)"
        for part in ["\(path)/votes", "\(path)/votes/\(vote)", folder] { try PrivateFolder.ensure(part) }
        return VotePlace(folder: folder)
    }
}

/// The files that one person's programs keep about one vote.
struct VotePlace: Sendable {
    let folder: String

    /// A file's name tells what it is; secrets end in `.key`.
    enum Name: String, CaseIterable {
        case seen = "seen.json"
        case signed = "signed.jsonl"
        case log = "log.jsonl"
        case ceremony = "ceremony.key"
        case share = "share.key"
        case seed = "seed.key"
        case drawRequest = "draw.json"
        case drawAnswer = "token.json"
        case ballot = "ballot.json"
        case receipt = "receipt.json"
    }

    func path(_ name: Name) -> String { folder + "/" + name.rawValue }

    func exists(_ name: Name) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func read(_ name: Name) throws(FileError) -> [UInt8]? {
        guard exists(name) else { return nil }
        return try AtomicFile.read(path(name))
    }

    /// What a file says, or nil if it is not there.
    ///
    /// A file that is damaged is named with its path; `make` throws a ``Fault``, with the line where there are lines, or a
    /// `JSONFault`.
    func decode<T>(_ name: Name, _ make: ([UInt8]) throws -> T) throws -> T? {
        guard let text = try read(name) else { return nil }
        do {
            return try make(text)
        } catch let fault as Fault {
            throw Fault(fault.rule, file: path(name), line: fault.line)
        } catch let fault as JSONFault {
            throw Fault(.json(fault), file: path(name), line: fault.line(in: text))
        }
    }

    func write(_ text: String, _ name: Name) throws(FileError) {
        try AtomicFile.write(Array(text.utf8), to: path(name), mode: 0o600)
    }

    /// What was seen and signed, as it stands on the disk.
    func remembered() throws(FileError) -> [[UInt8]?] { [try read(.seen), try read(.signed)] }

    /// Writes a file that must not be there.
    func create(_ text: String, _ name: Name) throws(FileError) {
        try AtomicFile.create(Array(text.utf8), at: path(name), mode: 0o600)
    }

    /// Runs `body` while no other program of this person reads and changes what is remembered about this vote.
    func locked<R>(_ body: () throws -> R) throws -> R { try FileLock.hold(folder + "/.lock", body) }

    /// Removes all that is kept about this vote, and the folders above that are empty then.
    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
        let vote = URL(fileURLWithPath: folder).deletingLastPathComponent()
        rmdir(vote.path)
        rmdir(vote.deletingLastPathComponent().path)
    }

    /// Overwrites and removes everything that could open a ballot or use a token, once the vote is over.
    func eraseSecrets() {
        for name in [Name.ceremony, .share, .seed, .drawRequest, .drawAnswer, .ballot, .receipt] {
            SecretFile.erase(path(name))
        }
    }
}

import Devices
import Election
import Files
import Foundation
import Ristretto255
import VoteServer

// What most verbs need first: the server's folder, the person, the vote.
extension Invocation {
    /// The server's folder: `--data`, else `./urne-data`.
    var dataPath: String { value("data") ?? "urne-data" }

    /// The server in this process.
    func server() throws -> VoteServer {
        try VoteServer(DataFolder(opening: dataPath))
    }

    /// The person's own folder: `--home`, else `~/.config/urne`.
    func home() throws -> HomeFolder {
        let standard = FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".config/urne").path
        return try HomeFolder(value("home") ?? standard)
    }

    /// The person who acts, with the key from their access code.
    func personKey(realm: Realm) throws -> PersonKey {
        let text = try required("as")
        guard let person = PersonID(text) else { throw Misuse.badValue(option: "as", text) }
        if let file = value("code-file") { return try CodeFile.key(file, realm: realm, person: person) }
        guard console.isInteractive, var typed = console.askSecret("cli.ask.code", ["p": text]) else {
            throw Misuse.missingOption("code-file")
        }
        defer { wipe(&typed) }
        return try CodeFile.key(typed, file: nil, realm: realm, person: person)
    }

    /// The vote: its id, or the first digits of it if only one fits.
    func vote(on service: any VoteService) throws -> VoteID {
        let text = try required("vote")
        if let vote = VoteID(hex: text) { return vote }
        guard text.count >= 4 else { throw Misuse.badValue(option: "vote", text) }
        let fitting = try service.votes().map(\.vote).filter { $0.description.hasPrefix(text) }
        guard let vote = fitting.first else { throw ErrorCode.unknownVote }
        guard fitting.count == 1 else { throw Misuse.badValue(option: "vote", text) }
        return vote
    }

    /// The person's program for the vote.
    func device(on service: any VoteService) throws -> Device {
        let key = try personKey(realm: service.server().realm)
        return try Device(service, home: home(), key: key, vote: vote(on: service))
    }

    /// A fingerprint that somebody typed as it was read out.
    func fingerprint(_ name: String) throws -> Fingerprint? {
        guard let text = value(name) else { return nil }
        guard let fingerprint = Fingerprint(typed: text) else { throw Misuse.badValue(option: name, text) }
        return fingerprint
    }

    /// Ids of persons: given directly with commas, or one per line in a file.
    func persons(_ name: String) throws -> [PersonID]? {
        guard let text = value(name) else { return nil }
        var items = text.split(separator: ",").map(String.init)
        if FileManager.default.fileExists(atPath: text) {
            let file = String(decoding: try AtomicFile.read(text, limit: 1 << 26), as: UTF8.self)
            items = file.split(whereSeparator: \.isNewline).map { line in
                line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            }.filter { !$0.isEmpty }
        }
        return try items.map { item in
            guard let person = PersonID(item) else { throw Misuse.badValue(option: name, item) }
            return person
        }
    }
}

/// A file with one access code.
enum CodeFile {
    /// The key of the person whose code is in the file.
    static func key(_ path: String, realm: Realm, person: PersonID) throws -> PersonKey {
        var typed = try SecretFile.readText(path)
        defer { wipe(&typed) }
        return try key(typed, file: path, realm: realm, person: person)
    }

    /// The key of the person who typed this code, or in whose file it is; the caller wipes `typed`.
    static func key(_ typed: [UInt8], file: String?, realm: Realm, person: PersonID) throws -> PersonKey {
        let code: AccessCode
        do { code = try AccessCode(typed: typed) } catch { throw CodeFileError(file: file, error: error) }
        guard let key = code.key(realm: realm, person: person) else { throw DeviceError.wrongKey }
        return key
    }
}

/// A code file, or typed code, that is no access code.
struct CodeFileError: Error {
    let file: String?
    let error: AccessCodeError
}

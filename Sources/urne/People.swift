import Devices
import Election
import Files
import Foundation
import HTTPClient
import PostalVote
import RemoteServer
import Ristretto255
import VoteServer

// What most verbs need first: the server's folder, the person, the vote.
extension Invocation {
    /// The server's folder: `--data`, else `./urne-data`.
    var dataPath: String { value("data") ?? "urne-data" }

    /// The server: behind HTTP with `--server`, else in this process.
    func server() throws -> any VoteService {
        guard let text = value("server") else { return try localServer() }
        guard let address = WebAddress(text) else { throw Misuse.badValue(option: "server", text) }
        return try RemoteServer(address, client: HTTPClient(trust: value("cacert")))
    }

    /// The server in this process.
    ///
    /// A vote that could not be brought up to date is named; the others go on.
    func localServer() throws -> VoteServer {
        let server = try VoteServer(DataFolder(opening: dataPath))
        for (vote, error) in server.troubles {
            let reason = ErrorSentence.of(error, in: language).text
            console.say("cli.server.trouble", ["vote": vote.description, "reason": reason])
        }
        return server
    }

    /// The person's own folder: `--home`, else `~/.config/urne`.
    func home() throws -> HomeFolder {
        let standard = FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".config/urne").path
        return try HomeFolder(value("home") ?? standard)
    }

    /// Whether the person is asked for the code; then the question is where an act is confirmed.
    var asksForCode: Bool { value("code-file") == nil && console.isInteractive }

    /// The person who acts, with the key from their access code.
    func personKey(realm: Realm) throws -> PersonKey {
        let text = try required("as")
        guard let person = PersonID(text) else { throw Misuse.badValue(option: "as", text) }
        var typed = try typedCode(text)
        defer { wipe(&typed) }
        return try CodeFile.key(typed, file: value("code-file"), realm: realm, person: person)
    }

    private func typedCode(_ person: String) throws -> [UInt8] {
        guard let file = value("code-file") else {
            guard console.isInteractive else { throw Misuse.missingOption("code-file") }
            guard let line = console.askSecret("cli.ask.code", ["p": person]), !line.isEmpty else {
                throw NothingDone()
            }
            return line
        }
        do {
            return try SecretFile.readText(file)
        } catch {
            // The code in place of its file's name must not be repeated, not even to say what is wrong.
            if error.code == ENOENT, looksLikeCode(file) { throw CommandError.codeAsArgument }
            throw error
        }
    }

    private func looksLikeCode(_ text: String) -> Bool {
        do {
            _ = try AccessCode(typed: Array(text.utf8))
            return true
        } catch .typo {
            return true
        } catch {
            return false
        }
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
        // First the vote: nobody should type a code for one that does not exist.
        let vote = try vote(on: service)
        _ = try service.status(of: vote)
        let key = try personKey(realm: service.server().realm)
        return try Device(service, home: home(), key: key, vote: vote)
    }

    /// A fingerprint that somebody typed as it was read out.
    func fingerprint(_ name: String) throws -> Fingerprint? {
        guard let text = value(name) else { return nil }
        guard let fingerprint = Fingerprint(typed: text) else { throw Misuse.badValue(option: name, text) }
        return fingerprint
    }

    /// The checksum of a vote by post, as its Niederschrift prints it.
    func checksum(_ name: String) throws -> TextChecksum? {
        guard let text = value(name) else { return nil }
        guard let checksum = TextChecksum(typed: text) else { throw Misuse.badChecksum(option: name, text) }
        return checksum
    }

    /// A tracker that somebody typed.
    func tracker(_ name: String) throws -> Tracker? {
        guard let text = value(name) else { return nil }
        guard let tracker = Tracker(typed: text) else { throw Misuse.badValue(option: name, text) }
        return tracker
    }

    /// Ids of persons: given directly with commas, or one per line in a file; nobody twice.
    func persons(_ name: String) throws -> PersonList? {
        guard let text = value(name) else { return nil }
        var list = PersonList()
        guard FileManager.default.fileExists(atPath: text) else {
            for item in text.split(separator: ",") {
                guard let person = PersonID(String(item)) else { throw Misuse.badValue(option: name, String(item)) }
                try list.add(person, Place())
            }
            return list
        }
        let file = String(decoding: try AtomicFile.read(text, limit: 1 << 26), as: UTF8.self)
        for (index, line) in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let item = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            if item.isEmpty { continue }
            let place = Place(file: text, line: index + 1)
            guard let person = PersonID(item) else { throw CommandError.notAPerson(place) }
            try list.add(person, place)
        }
        return list
    }
}

/// Where something stands that was read; nothing for what stands on the command line itself.
struct Place: Hashable {
    var file: String?
    var line: Int?
}

/// People whom an option names.
struct PersonList {
    private(set) var persons: [(person: PersonID, place: Place)] = []
    private(set) var all: Set<PersonID> = []

    fileprivate mutating func add(_ person: PersonID, _ place: Place) throws {
        guard all.insert(person).inserted else {
            throw Fault(.personTwice(person.description), file: place.file, line: place.line)
        }
        persons.append((person, place))
    }
}

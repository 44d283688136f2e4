import Devices
import Election
import Files
import Foundation
import Ristretto255
import VoteServer

/// A council with its people, their codes and folders, and a server's data folder.
public final class Town: Sendable {
    /// Everything is in here: `data` for the server, `home/ID` for each person.
    public let folder: TemporaryFolder
    /// The realm.
    public let realm: Realm
    /// Keys by id: officer `o1`, chair `c1`, tellers `z1` to `z3`, members `m01` and on.
    public let keys: [String: PersonKey]
    /// Codes by id.
    public let codes: [String: AccessCode]

    /// A new town whose server is set up and has `o1` registered.
    public convenience init(members: Int = 4) throws { try self.init(memberIDs: Self.memberIDs(members)) }

    /// The same with members of these ids.
    public init(memberIDs: [String]) throws {
        folder = try TemporaryFolder()
        realm = .random()
        members = memberIDs.sorted()
        var keys: [String: PersonKey] = [:]
        var codes: [String: AccessCode] = [:]
        for id in ["o1", "c1", "z1", "z2", "z3"] + memberIDs {
            let (code, key) = try Self.person(id, realm)
            codes[id] = code
            keys[id] = key
        }
        self.keys = keys
        self.codes = codes
        let data = try DataFolder.initialise(folder("data"), realm: realm)
        try data.register(officer: RollEntry(person: PersonID("o1")!, name: "Wahlleitung", key: keys["o1"]!.publicKey))
    }

    private init(_ other: Town, _ folder: TemporaryFolder) {
        self.folder = folder
        realm = other.realm
        members = other.members
        keys = other.keys
        codes = other.codes
    }

    /// The same people with copies of all folders, as they are now.
    public func copy() throws -> Town { Town(self, try folder.copy()) }

    /// A code and its key.
    public static func person(_ id: String, _ realm: Realm) throws -> (code: AccessCode, key: PersonKey) {
        while true {
            let code = AccessCode.random()
            if let key = code.key(realm: realm, person: PersonID(id)!) { return (code, key) }
        }
    }

    /// `m01` and so on.
    public static func memberIDs(_ count: Int) -> [String] {
        (0..<count).map { "m" + ($0 < 9 ? "0" : "") + String($0 + 1) }
    }

    /// Ids of the members in order.
    public let members: [String]

    /// The name that stands in the roll.
    public static func name(_ id: String) -> String { "Ratsmitglied Müller-\(id)" }

    /// The server's folder.
    public var data: String { folder("data") }

    /// Opens a server on the data folder, as a new process would.
    public func server() throws -> VoteServer { try VoteServer(DataFolder(opening: data)) }

    /// A person's folder.
    public func home(_ id: String) throws -> HomeFolder { try HomeFolder(folder("home-" + id)) }

    /// The roll of these members.
    public func roll(_ ids: [String]? = nil) throws -> RollFile {
        try RollFile(
            (ids ?? members).map { id in
                RollEntry(person: PersonID(id)!, name: Self.name(id), key: keys[id]!.publicKey)
            }
        )
    }
}

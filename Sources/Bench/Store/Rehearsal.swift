import Devices
import Election
import Proofs
import Ristretto255
import SealedBallot
import VoteServer

/// A vote of fictional people on a server in this process, to measure or to try things out.
public final class Rehearsal: Sendable {
    /// The server.
    public let server: VoteServer
    /// The vote.
    public let vote: VoteID
    /// The members' keys; nobody else has one.
    public let members: [PersonKey]
    private let officer: PersonKey
    private let tellers: [PersonKey]
    private let homes: String

    /// Makes a vote with a key, ready to be opened, in a folder that does not exist yet.
    ///
    /// - Parameters:
    ///   - folder: gets the server's folder `server` and the officials' folders `homes`.
    ///   - form: the kind of ballot.
    ///   - count: number of members.
    ///   - lateIssue: whether tokens can be drawn while ballots are cast.
    /// - Throws: what server and devices throw.
    public init(folder: String, form: Form, members count: Int, lateIssue: Bool) throws {
        let realm = Realm.random()
        let data = try DataFolder.initialise(folder + "/server", realm: realm)
        server = try VoteServer(data)
        homes = folder + "/homes"
        officer = try Self.key("S01", realm)
        tellers = try (1...3).map { try Self.key("T0\($0)", realm) }
        members = try (1...count).map { try Self.key(PeopleList.number($0, of: count), realm) }
        try data.register(officer: RollEntry(person: officer.person, name: "S01", key: officer.publicKey))
        let roll = try RollFile(members.map { RollEntry(person: $0.person, name: "\($0.person)", key: $0.publicKey) })
        let people = [(Role.officer, officer), (.chair, officer)] + Array(zip(Role.tellers, tellers))
        var officers = people.map { role, key in
            Manifest.Officer(role: role, person: "\(key.person)", name: "\(key.person)", key: key.publicKey)
        }
        officers.insert(Manifest.Officer(role: .server, person: "", name: "Urne", key: server.server().key), at: 2)
        let manifest = Manifest(
            vote: .random(),
            realm: realm,
            roll: roll.digest,
            rollCount: count,
            body: "",
            title: form.rawValue,
            question: form.rawValue,
            options: form.options,
            minimum: form.rule.minimum,
            maximum: form.rule.maximum,
            officers: officers,
            minimumBallots: 2,
            lateIssue: lateIssue,
            jitterSeconds: 0
        )
        vote = manifest.vote
        try device(officer).create(manifest, roll: roll, law: nil)
        // Three rounds, each complete when all three have spoken.
        for _ in 1...3 {
            for teller in tellers { _ = try device(teller).ceremony() }
        }
    }

    private static func key(_ person: String, _ realm: Realm) throws -> PersonKey {
        guard let person = PersonID(person), let key = AccessCode.random().key(realm: realm, person: person) else {
            throw BenchFault.wrongResult("key")
        }
        return key
    }

    private func device(_ key: PersonKey) throws -> Device {
        try Device(server, home: HomeFolder("\(homes)/\(key.person)"), key: key, vote: vote)
    }

    /// Lets members draw.
    ///
    /// Throws what a device or the server refuses.
    public func open() throws { try device(officer).open() }

    /// Lets members cast.
    ///
    /// Throws what a device or the server refuses.
    public func cast() throws { try device(officer).cast() }

    /// Closes the casting.
    ///
    /// Throws what a device or the server refuses.
    public func close() throws { try device(officer).close() }

    /// All that follows the close, up to the announced result; returns what the verifier found.
    ///
    /// Throws what a device or the server refuses.
    public func count() throws -> VerificationReport {
        guard let head = try device(officer).follow().boardHead else { throw BenchFault.wrongResult("box") }
        let status = try server.status(of: vote)
        // Two shares open the sums; a third comes too late.
        for teller in tellers.prefix(2) {
            try device(teller).share(board: Fingerprint(head), gap: status.draws - status.ballots)
        }
        for teller in tellers { _ = try device(teller).signResult() }
        try device(officer).announce()
        var files = RecordFiles([:])
        for file in RecordFile.allCases { files[file] = try server.file(file, of: vote) }
        return Verifier().verify(files)
    }
}

import Election
import Proofs
import Ristretto255

/// A council whose people always have the same keys for the same seed.
public struct TestCouncil: Sendable {
    public let realm: Realm
    public var officer: PersonKey
    public var chair: PersonKey
    public let server: PersonKey
    public let tellers: [PersonKey]
    public let members: [PersonKey]
    public var names: [PersonID: String] = [:]

    /// A council of `members` people; `chairIsOfficer` gives both roles to one of them.
    public init(members: Int = 5, seed: Int = 1, chairIsOfficer: Bool = false) {
        realm = Self.realm(seed)
        officer = Self.key("officer", seed)
        chair = chairIsOfficer ? officer : Self.key("chair", seed)
        server = Self.key("server", seed)
        tellers = (1...3).map { Self.key("teller-\($0)", seed) }
        self.members = (1...max(1, members)).prefix(members).map { number in
            let digits = String(number)
            return Self.key("m" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits, seed)
        }
    }

    /// The key of a person who has a code made from `seed`.
    public static func key(_ person: String, _ seed: Int = 1) -> PersonKey {
        let random = labelledHash("test code") { input in
            input.part(person)
            input.part(I2OSP(seed, 8))
        }
        let code = AccessCode(fromRandom: random.encoded)
        guard let id = PersonID(person), let key = code.key(realm: realm(seed), person: id) else {
            fatalError("no person id: \(person)")
        }
        return key
    }

    private static func realm(_ seed: Int) -> Realm {
        let bytes = labelledHash("test realm") { $0.part(I2OSP(seed, 8)) }.encoded
        guard let realm = Realm(Array(bytes.prefix(16))) else { fatalError("a hash shorter than 16 bytes") }
        return realm
    }

    /// Who signs for a role.
    public func key(of role: Role) -> PersonKey {
        switch role {
        case .officer: officer
        case .chair: chair
        case .server: server
        case .t1, .t2, .t3: tellers[(role.tellerNumber ?? 1) - 1]
        }
    }

    /// The roll of all members.
    public var roll: [RollEntry] {
        members.map { member in
            RollEntry(
                person: member.person,
                name: names[member.person] ?? "Mitglied \(member.person)",
                key: member.publicKey
            )
        }
    }

    /// The six officers in the prescribed order.
    public var officers: [Manifest.Officer] {
        Role.allCases.map { role in
            let key = key(of: role)
            let person = role == .server ? "" : key.person.description
            return Manifest.Officer(role: role, person: person, name: "Name \(role)", key: key.publicKey)
        }
    }
}

/// A person with a number: a member of the council, or staff.
public struct Member: Hashable, Sendable {
    /// The number, `[0-9A-Za-z._-]{1,32}`.
    public let p: String
    /// The whole name as letters and lists show it.
    public let name: String
    /// The given name.
    public let given: String?
    /// The family name.
    public let family: String?
    /// "Frau", "Herr" or what the person wishes.
    public let formOfAddress: String?
    /// What the person is, for example "Bürgermeisterin".
    public let role: String?
    /// The name of the faction; nil for none.
    public let faction: String?
    /// The postal address, one line per line.
    public let address: String?
    /// The e-mail address.
    public let email: String?
    /// The OParl id.
    public let oparl: String?
    /// Whether the person votes in the council.
    public let votingRight: Bool

    /// A person with a number.
    public init(
        p: String,
        name: String,
        given: String? = nil,
        family: String? = nil,
        formOfAddress: String? = nil,
        role: String? = nil,
        faction: String? = nil,
        address: String? = nil,
        email: String? = nil,
        oparl: String? = nil,
        votingRight: Bool = true
    ) {
        self.p = p
        self.name = name
        self.given = given
        self.family = family
        self.formOfAddress = formOfAddress
        self.role = role
        self.faction = faction
        self.address = address
        self.email = email
        self.oparl = oparl
        self.votingRight = votingRight
    }

    /// Whether `p` has the form of a person's number.
    public static func isNumber(_ p: String) -> Bool {
        1...32 ~= p.utf8.count
            && p.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

/// Someone who had a number and is no longer a member.
public struct FormerMember: Hashable, Sendable {
    /// The number.
    public let p: String
    /// The name.
    public let name: String
    /// The OParl id.
    public let oparl: String?

    /// A former member.
    public init(p: String, name: String, oparl: String? = nil) {
        self.p = p
        self.name = name
        self.oparl = oparl
    }
}

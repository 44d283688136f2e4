/// A council: who its members are, how they are grouped, and what its next meeting is about.
///
/// A value of this type is complete and keeps the rules of ``CouncilFault``.
public struct Council: Hashable, Sendable {
    /// The municipality.
    public let body: Body
    /// Everyone who has a number: the members, and staff without a vote.
    public let members: [Member]
    /// Those who had a number and left; their numbers are never given to someone else.
    public let former: [FormerMember]
    /// The factions.
    public let factions: [Faction]
    /// The committees.
    public let committees: [Committee]
    /// The meeting with its agenda.
    public let meeting: Meeting?

    /// A council, if the parts fit together.
    public init(
        body: Body,
        members: [Member],
        former: [FormerMember] = [],
        factions: [Faction] = [],
        committees: [Committee] = [],
        meeting: Meeting? = nil
    ) throws(CouncilFault) {
        self.body = body
        self.members = members
        self.former = former
        self.factions = factions
        self.committees = committees
        self.meeting = meeting
        try check()
    }

    /// The members who may vote.
    public var voters: [Member] { members.filter(\.votingRight) }

    /// The same council under another name of its municipality.
    public func with(bodyName name: String) throws(CouncilFault) -> Council {
        try Council(
            body: Body(name: name, ags: body.ags),
            members: members,
            former: former,
            factions: factions,
            committees: committees,
            meeting: meeting
        )
    }

    /// The same council with another meeting.
    public func with(meeting: Meeting?) throws(CouncilFault) -> Council {
        try Council(
            body: body,
            members: members,
            former: former,
            factions: factions,
            committees: committees,
            meeting: meeting
        )
    }
}

/// The municipality a council belongs to.
public struct Body: Hashable, Sendable {
    /// Its name, for example "Stadt Erlenbrück".
    public let name: String
    /// The official municipality key, eight digits.
    public let ags: String?

    /// A municipality.
    public init(name: String, ags: String? = nil) {
        self.name = name
        self.ags = ags
    }
}

/// A faction of the council.
public struct Faction: Hashable, Sendable {
    /// Its name; members refer to it.
    public let name: String
    /// Its short name.
    public let shortName: String?
    /// The OParl id.
    public let oparl: String?

    /// A faction.
    public init(name: String, shortName: String? = nil, oparl: String? = nil) {
        self.name = name
        self.shortName = shortName
        self.oparl = oparl
    }
}

/// A committee and who sits in it.
public struct Committee: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The OParl id.
    public let oparl: String?
    /// Who sits in it.
    public let seats: [Seat]

    /// A committee.
    public init(name: String, oparl: String? = nil, seats: [Seat]) {
        self.name = name
        self.oparl = oparl
        self.seats = seats
    }

    /// One seat; experts who are no members of the council have no number.
    public struct Seat: Hashable, Sendable {
        /// The number of a member of the council.
        public let p: String?
        /// The name of the person.
        public let name: String
        /// What the person is in the committee.
        public let role: String?
        /// Whether the person may vote there.
        public let votingRight: Bool

        /// A seat.
        public init(p: String?, name: String, role: String? = nil, votingRight: Bool) {
            self.p = p
            self.name = name
            self.role = role
            self.votingRight = votingRight
        }
    }
}

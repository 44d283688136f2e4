/// Who counts as having taken part in a session that is finished by post (OPEN).
///
/// "Es dürfen nur Mitglieder abstimmen, die auch an der entsprechenden Sitzung teilgenommen haben" (Siegburg § 16 (5))
/// is an upper bound.
public enum PostalElectorateReading: String, CaseIterable, Sendable {
    /// Whoever was in the session at any time.
    case attendedSession = "attended-session"
    /// Whoever was present at the item.
    case presentAtItem = "present-at-item"
}

/// Who may vote by post: the wider circle, and the people on whom the two readings differ.
public struct PostalElectorate: Hashable, Sendable {
    /// Entitled under both readings.
    public let certain: [String]
    /// In the session but not at the item: the chair decides on each of them with a reason.
    public let differing: [String]
    /// The reading that is pre-selected.
    public let question: OpenQuestion?

    /// Compares the electorate of everybody who attended with that of the item.
    ///
    /// Excluded members and those without a vote in this kind are in neither of the two.
    public static func of(
        _ body: CouncilBody,
        members: [BodyMember],
        kind: VoteKind,
        matter: Matter = .ordinary,
        attendance: AttendanceBook,
        itemOpenedAt moment: Int,
        excluded: Set<String>,
        settings: Settings = .standard
    ) throws(InvalidInput) -> PostalElectorate {
        let everPresent = Dictionary(uniqueKeysWithValues: attendance.everPresent.map { ($0, Presence.inRoom) })
        func electorate(_ present: [String: Presence]) throws(InvalidInput) -> [String] {
            try Electorate.of(
                body,
                members: members,
                kind: kind,
                matter: matter,
                present: present,
                excluded: excluded,
                settings: settings
            ).entitled
        }
        let atItem = try electorate(attendance.presences(at: moment))
        // Where a substitute voted at the item, the regular member's vote is taken.
        let replaced = Set(members.filter { atItem.contains($0.person) }.compactMap(\.substituteFor))
        let differing = try electorate(everPresent).filter { !atItem.contains($0) && !replaced.contains($0) }
        return PostalElectorate(
            certain: atItem,
            differing: differing,
            question: differing.isEmpty ? nil : question(settings)
        )
    }

    /// The list after the chair has decided on each person, with a reason.
    public func decided(_ decisions: [String: (votes: Bool, reason: String)]) throws(InvalidInput) -> [String] {
        for person in decisions.keys.sorted() where !differing.contains(person) {
            throw InvalidInput(.people, .unknown(person))
        }
        var added: [String] = []
        for person in differing {
            guard let decision = decisions[person], decision.reason.isReadableName else {
                throw InvalidInput(.people, .missing)
            }
            if decision.votes { added.append(person) }
        }
        return certain + added
    }

    private static func question(_ settings: Settings) -> OpenQuestion {
        OpenQuestion(
            .postalElectorate,
            readings: [
                Reading(PostalElectorateReading.attendedSession.rawValue, Statement(.postalAttendedSession)),
                Reading(PostalElectorateReading.presentAtItem.rawValue, Statement(.postalPresentAtItem)),
            ],
            chosen: settings.postalElectorate.rawValue
        )
    }
}

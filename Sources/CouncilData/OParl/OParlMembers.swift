/// A member who has no number yet.
struct Unnumbered {
    var member: Member
    let familyKey: String
    let givenKey: String
}

extension OParlReader {
    /// The members of the council on `day`.
    mutating func members(
        of council: OParlObject,
        groups: Groups,
        on day: CalendarDay
    ) throws(ImportError) -> [Unnumbered] {
        let factions = Dictionary(groups.factions.map { ($0.id, $0) }) { first, _ in first }
        let factionOf = currentFactions(groups, on: day)
        var heldBy: [String: [OParlObject]] = [:]
        var order: [String] = []
        for membership in activeMemberships(of: council, on: day) {
            guard let person = self.person(of: membership) else { continue }
            guard membership.bool("votingRight", &log) != false else {
                membership.note(.nonVotingLeftOut, &log)
                continue
            }
            if heldBy[person.id] == nil { order.append(person.id) }
            heldBy[person.id, default: []].append(membership)
            reportTerm(membership, on: day)
        }

        var people: [Unnumbered] = []
        for id in order {
            guard let person = set.find(id, .person), let held = heldBy[id] else { continue }
            if held.count > 1 { person.note(.severalMemberships, &log) }
            let faction = held.compactMap { self.faction(named: $0, among: factions) }.first
            guard let member = member(person, held, faction: faction ?? factionOf[id].flatMap { factionName($0) })
            else { continue }
            people.append(member)
        }
        guard !people.isEmpty else { throw ImportError(council.file, object: council.id, .noMembers) }
        reportCount(people.count, of: council, on: day)
        reportSameNames(people)
        return people
    }

    /// The memberships of an organization that hold on `day`.
    mutating func activeMemberships(of organization: OParlObject, on day: CalendarDay) -> [OParlObject] {
        (memberships.of[organization.id] ?? []).filter { isActive($0, on: day) }
    }

    /// The person of a membership.
    mutating func person(of membership: OParlObject) -> OParlObject? {
        guard let id = memberships.person[membership.id], !set.deleted.contains(id) else { return nil }
        if let person = set.find(id, .person) { return person }
        membership.note(.danglingReference(field: "person"), &log)
        return nil
    }

    /// The name of a faction, or nil for one that only says there is none.
    mutating func factionName(_ faction: OParlObject) -> String? {
        FactionName.meaning(faction.text("name", &log) ?? faction.text("shortName", &log))
    }

    /// The faction of each person, by the memberships in factions.
    private mutating func currentFactions(_ groups: Groups, on day: CalendarDay) -> [String: OParlObject] {
        var result: [String: OParlObject] = [:]
        for faction in groups.factions {
            for membership in activeMemberships(of: faction, on: day) {
                guard let person = person(of: membership), result[person.id] == nil else { continue }
                result[person.id] = faction
            }
        }
        return result
    }

    /// The faction that a membership of the council names itself.
    private mutating func faction(named membership: OParlObject, among factions: [String: OParlObject]) -> String? {
        guard let id = membership.reference("onBehalfOf", &log) else { return nil }
        guard let faction = factions[id] else {
            membership.note(.unknownFaction(faction: id), &log)
            return nil
        }
        return factionName(faction)
    }

    private mutating func member(_ person: OParlObject, _ held: [OParlObject], faction: String?) -> Unnumbered? {
        let given = person.text("givenName", &log)
        var family = person.text("familyName", &log)
        var name = person.text("name", &log)
        if name == nil, let family {
            let titles = person.texts("title", &log)
            name = (titles + [given, person.text("affix", &log), family].compactMap(\.self)).joined(separator: " ")
            person.note(.nameComposed, &log)
        }
        guard let name else {
            person.note(.personNamelessLeftOut, &log)
            return nil
        }
        let guessed = PersonName.parts(of: name)
        if family == nil {
            family = guessed.family
            person.note(.familyNameGuessed, &log)
        }
        let roles = held.compactMap { $0.text("role", &log) }
        let email = person.texts("email", &log).first
        let member = Member(
            p: "",
            name: name,
            given: given ?? guessed.given,
            family: family,
            formOfAddress: person.text("formOfAddress", &log),
            // "Mitglied" says least: a mayor is often listed twice.
            role: roles.first { $0 != "Mitglied" } ?? roles.first,
            faction: faction,
            address: address(of: person),
            email: email,
            oparl: person.id
        )
        return Unnumbered(
            member: member,
            familyKey: PersonName.sortKey(family),
            givenKey: PersonName.sortKey(given ?? guessed.given)
        )
    }

    private mutating func reportTerm(_ membership: OParlObject, on day: CalendarDay) {
        guard let start = membership.day("startDate", &log), membership.day("endDate", &log) == nil else { return }
        for term in set.all(.legislativeTerm) where isActive(term, on: day) {
            if let first = term.day("startDate", &log), start < first { membership.note(.earlierTerm, &log) }
        }
    }

    private mutating func reportCount(_ found: Int, of council: OParlObject, on day: CalendarDay) {
        guard let expected = council.integer("votingMemberCount", &log) else {
            return council.note(.memberCountUnknown(found: found, day: day), &log)
        }
        council.note(
            found == expected
                ? .memberCountAgrees(found: found, day: day)
                : .memberCountDiffers(found: found, expected: expected, day: day),
            &log
        )
    }

    private mutating func reportSameNames(_ people: [Unnumbered]) {
        var names: Set<String> = []
        for person in people where !names.insert(person.member.name).inserted {
            log.add(source, person.member.oparl, .sameName(name: person.member.name))
        }
    }
}

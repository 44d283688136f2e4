extension OParlReader {
    /// The factions as values: those of the files that have a name, and those that members from an earlier council name.
    mutating func factions(_ objects: [OParlObject], of members: [Member], earlier: Council?) -> [Faction] {
        var factions: [Faction] = []
        for object in objects {
            guard let name = factionName(object), !factions.contains(where: { $0.name == name }) else { continue }
            factions.append(Faction(name: name, shortName: object.text("shortName", &log), oparl: object.id))
        }
        for name in members.compactMap(\.faction) where !factions.contains(where: { $0.name == name }) {
            factions.append(earlier?.factions.first { $0.name == name } ?? Faction(name: name))
        }
        return factions
    }

    /// The committees with those who sit in them on `day`.
    mutating func committees(
        _ objects: [OParlObject],
        members: [Member],
        on day: CalendarDay
    ) -> [Committee] {
        let numbers = Dictionary(members.compactMap { member in member.oparl.map { ($0, member.p) } }) { first, _ in
            first
        }
        return objects.map { object in
            var seats: [Committee.Seat] = []
            var seen: Set<String> = []
            for membership in activeMemberships(of: object, on: day) {
                guard let person = person(of: membership), let name = person.text("name", &log) ?? fullName(person),
                    seen.insert(person.id).inserted
                else { continue }
                seats.append(
                    Committee.Seat(
                        p: numbers[person.id],
                        name: name,
                        role: membership.text("role", &log),
                        votingRight: membership.bool("votingRight", &log) ?? true
                    )
                )
            }
            return Committee(name: object.text("name", &log) ?? object.id, oparl: object.id, seats: seats)
        }
    }

    private mutating func fullName(_ person: OParlObject) -> String? {
        let parts = [person.text("givenName", &log), person.text("familyName", &log)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

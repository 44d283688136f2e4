/// What an organization of OParl is for the council.
enum GroupKind: String, CaseIterable {
    case council, faction, committee, other
}

extension OParlReader {
    /// The organizations beside the council.
    struct Groups {
        var factions: [OParlObject] = []
        var committees: [OParlObject] = []
    }

    /// The organization that is the council itself.
    mutating func council(of body: OParlObject) throws(ImportError) -> OParlObject {
        let all = set.all(.organization).filter { isPart($0, of: body) }
        if let wanted = options.council {
            let chosen = all.filter { isCalled(wanted, $0) }
            guard let council = chosen.first, chosen.count == 1 else { throw ImportError(source, .noCouncil) }
            return council
        }
        if let main = set.find(body.reference("mainOrganization", &log), .organization) { return main }

        var candidates = all.filter { kind(of: $0) == .council }
        let count = candidates.count
        // One organization per term of office is common; then the current one is meant.
        if count > 1 { candidates = candidates.filter { isActive($0, on: options.today) } }
        guard let council = candidates.first else { throw ImportError(source, .noCouncil) }
        guard candidates.count == 1 else {
            let names = candidates.map { $0.text("name", &log) ?? $0.id }.joined(separator: ", ")
            throw ImportError(source, .severalCouncils(found: names))
        }
        if count > 1 {
            let name = council.text("name", &log) ?? council.id
            council.note(.councilChosen(name: name, count: count), &log)
        }
        return council
    }

    /// The factions and committees of `day`.
    mutating func groups(in body: OParlObject, besides council: OParlObject, on day: CalendarDay) -> Groups {
        var groups = Groups()
        for organization in set.all(.organization) where organization.id != council.id {
            guard isPart(organization, of: body), isActive(organization, on: day) else { continue }
            switch kind(of: organization) {
            case .faction: groups.factions.append(organization)
            case .committee: groups.committees.append(organization)
            case .council, .other: break
            }
        }
        return groups
    }

    /// What an organization is: its classification wins over its type, because a vendor writes "Gremium" for
    /// everything; where both are missing, the name decides.
    mutating func kind(of organization: OParlObject) -> GroupKind {
        if let classification = organization.text("classification", &log)?.lowercased() {
            if classification == "parlament" { return .council }
            if classification.hasPrefix("fraktion") || classification == "gruppe" { return .faction }
            if classification.contains("ausschuss") || classification.contains("ausschüsse") { return .committee }
        }
        let name = organization.text("name", &log)?.lowercased() ?? ""
        if Self.isCouncilName(name) { return .council }
        switch organization.text("organizationType", &log)?.lowercased() {
        case "fraktion": return .faction
        case "gremium": return .committee
        case .some: return .other
        case nil: break
        }
        let kind: GroupKind =
            if name.contains("ausschuss") { .committee } else if name.contains("fraktion") { .faction } else { .other }
        organization.note(.typeFromName(used: kind.rawValue), &log)
        return kind
    }

    private static func isCouncilName(_ name: String) -> Bool {
        ["rat", "stadtrat", "gemeinderat", "kreistag"].contains(name)
            || name.hasPrefix("rat der stadt") || name.hasPrefix("rat der gemeinde")
    }
}

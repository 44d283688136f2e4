/// Who belongs to what, from whichever side it is written.
///
/// A membership names its person and its organization, or stands inside one of them, or is listed by one of them.
struct OParlMemberships: Sendable {
    /// The memberships by the id of their organization.
    private(set) var of: [String: [OParlObject]] = [:]
    /// The id of the person by the id of the membership.
    private(set) var person: [String: String] = [:]

    init(_ set: OParlSet, _ log: inout NoticeLog) {
        let listedByPerson = Self.listed(by: .person, set, &log)
        let listedByOrganization = Self.listed(by: .organization, set, &log)
        for membership in set.all(.membership) {
            let id = membership.id
            let parent = membership.parent
            person[id] =
                membership.reference("person", &log)
                ?? (parent?.type == .person ? parent?.id : nil) ?? listedByPerson[id]
            if let organization = membership.reference("organization", &log)
                ?? (parent?.type == .organization ? parent?.id : nil) ?? listedByOrganization[id]
            {
                of[organization, default: []].append(membership)
            }
        }
    }

    /// Which object of a kind lists a membership; tells of listed ones that are not among the files.
    private static func listed(by type: OParlType, _ set: OParlSet, _ log: inout NoticeLog) -> [String: String] {
        var result: [String: String] = [:]
        for object in set.all(type) {
            for id in object.references("membership", &log) where !set.deleted.contains(id) {
                result[id] = object.id
                if set.find(id, .membership) == nil { object.note(.danglingReference(field: "membership"), &log) }
            }
        }
        return result
    }
}

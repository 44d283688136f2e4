import CouncilData
import CouncilLaw

/// The members of a body as the law sees them, out of the council's file.
struct BodyList {
    let body: CouncilBody
    let members: [BodyMember]

    /// The council, or the committee with this name.
    ///
    /// The mayor is who has that role in the file, or who is named; `none` says that nobody is. People in the file who
    /// have no vote in the council are staff and no members of it.
    init(_ council: Council, committee name: String?, mayor: String?) throws {
        let mayor = try Self.mayor(of: council, named: mayor)
        guard let name else {
            body = .council
            members = council.members.filter { $0.votingRight || $0.p == mayor }.map { member in
                BodyMember(person: member.p, name: member.name, role: member.p == mayor ? .mayor : .member)
            }
            return
        }
        guard let committee = council.committees.first(where: { $0.name == name }) else {
            throw Misuse.badValue(option: "committee", name)
        }
        body = Self.kind(of: committee)
        members = committee.seats.map { seat in
            BodyMember(person: seat.p ?? seat.name, name: seat.name, role: Self.role(of: seat, mayor))
        }
    }

    /// The mayor of the body, if it has one.
    var mayor: BodyMember? { members.first { $0.role == .mayor } }

    /// The members with a vote in this body; exceptions for single matters come on top.
    var voting: [BodyMember] { members.filter { $0.role.votes(in: body) } }

    /// The title alone: a deputy's title has a word before it.
    fileprivate static let mayorTitles: Set<String> = [
        "bürgermeisterin", "bürgermeister", "oberbürgermeisterin", "oberbürgermeister", "landrätin", "landrat",
    ]

    private static func mayor(of council: Council, named name: String?) throws -> String? {
        if name == "none" { return nil }
        if let name {
            guard council.members.contains(where: { $0.p == name }) else { throw InvalidInput(.mayor, .unknown(name)) }
            return name
        }
        let mayors = council.members.filter { mayorTitles.contains(($0.role ?? "").lowercased()) }
        guard mayors.count < 2 else { throw InvalidInput(.mayor, .missing) }
        return mayors.first?.p
    }

    private static func role(of seat: Committee.Seat, _ mayor: String?) -> CouncilLaw.Role {
        if let p = seat.p, p == mayor { return .mayor }
        let title = (seat.role ?? "").lowercased()
        if title.contains("sachkundig") {
            if title.contains("einwohner") { return .sachkundigerEinwohner }
            if title.contains("bürger"), seat.votingRight { return .sachkundigerBuerger }
        }
        return seat.votingRight ? .member : .adviser
    }

    private static func kind(of committee: Committee) -> CouncilBody {
        let name = committee.name.lowercased()
        if name.contains("bezirksvertretung") { return .districtCouncil }
        if name.contains("hauptausschuss") || name.hasPrefix("haupt-") { return .mainCommittee }
        if name.contains("rechnungsprüfung") { return .auditCommittee }
        return name.contains("finanz") ? .financeCommittee : .committee
    }
}

extension Member {
    /// Whether the person sits in the council, with a vote or as its mayor; the others on the list hold an office in a vote.
    var sitsInCouncil: Bool { votingRight || BodyList.mayorTitles.contains((role ?? "").lowercased()) }
}

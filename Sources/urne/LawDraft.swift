import CouncilLaw
import Election
import VoteLaw

/// What a vote will be judged by, from what an officer gives on the command line or on the page.
struct LawDraft {
    let kind: VoteKind
    let matter: Matter
    let session: CalendarDate
    let settings: Settings
    let list: BodyList
    let presences: [String: Presence]
    let excluded: Set<String>
    /// The statutory number of members, if it is known.
    let statutory: Int?
    /// Who may vote, and why the others may not.
    let electorate: Electorate

    /// Finds the electorate.
    init(
        kind: VoteKind,
        matter: Matter,
        session: CalendarDate,
        settings: Settings,
        list: BodyList,
        presences: [String: Presence],
        excluded: Set<String>,
        statutory: Int?
    ) throws {
        self.kind = kind
        self.matter = matter
        self.session = session
        self.settings = settings
        self.list = list
        self.presences = presences
        self.excluded = excluded
        self.statutory = statutory
        electorate = try Electorate.of(
            list.body,
            members: list.members,
            kind: kind,
            matter: matter,
            present: presences,
            excluded: excluded,
            settings: settings
        )
    }

    /// Refuses a matter for which the law orders a vote by name.
    func requireSecret() throws {
        guard matter.mustBeNamed else { return }
        let members = max(1, list.voting.count)
        throw LawError.notSecret(try Secrecy.of(kind, on: matter, members: members, demands: SecrecyDemands()))
    }

    /// The numbers of those with a vote in the body.
    func numbers() throws -> BodyNumbers {
        if let statutory, statutory > 0, statutory < list.voting.count {
            throw InvalidInput(.statutory, .fewerThanMembers(list.voting.count))
        }
        let present = list.voting.count { presences[$0.person]?.countsAsPresent == true }
        return try BodyNumbers(
            statutory: statutory,
            inOffice: list.voting.isEmpty ? nil : list.voting.count,
            present: present == 0 ? nil : present,
            hasMayor: list.voting.contains { $0.role == .mayor }
        )
    }

    /// The file for a ballot with these options.
    func file(
        options: [BallotOption],
        ids: [String],
        seats: Int,
        isRunoff: Bool,
        majority: MajorityRule?,
        basis: Circumstances.Basis? = nil,
        secrecy: Secrecy.Reason? = nil
    ) throws -> LawFile {
        let numbers = try numbers()
        let frame = try LegalFrame(
            kind: kind,
            matter: matter,
            session: session,
            settings: settings,
            entitled: electorate.entitled.count,
            present: list.members.count { presences[$0.person]?.countsAsPresent == true },
            excluded: electorate.leftOutByReason[LeftOutReason.excluded.code] ?? 0,
            leftOut: electorate.leftOutByReason,
            options: options,
            seats: seats,
            round: isRunoff ? .narrower : .first,
            majority: majority,
            numbers: numbers,
            circumstances: Circumstances(
                quorum: LawCircumstances.quorum(list, presences, numbers),
                basis: basis,
                secrecy: secrecy
            )
        )
        return try LawFile(frame, ids: ids)
    }

    /// What an option means to the law, by its id on the ballot.
    func meaning(of id: String) -> OptionMeaning {
        switch id {
        case "ja": .yes
        case "nein": .no
        case "enthaltung": .abstention
        case "ungueltig": .invalid
        default: kind == .election ? .candidate : .list
        }
    }
}

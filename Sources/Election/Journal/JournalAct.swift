import Ristretto255

/// The acts that a journal beside a vote's log can hold, one journal for each.
public enum JournalAct: String, CaseIterable, Sendable {
    /// The officer gives up a count that can never be finished: ``Abandonment``.
    case abandon
    /// The chair enters the lot that decided a tie: ``LotDraw``.
    case lot

    /// The file beside the log.
    public var file: RecordFile {
        switch self {
        case .abandon: .abandonment
        case .lot: .lot
        }
    }

    /// Who signs it, with the key of the manifest.
    public var role: Role {
        switch self {
        case .abandon: .officer
        case .lot: .chair
        }
    }

    /// The rule that is broken by a journal which does not hold this act for its vote.
    var rule: Rule {
        switch self {
        case .abandon: .abandonment
        case .lot: .lot
        }
    }
}

extension Journal {
    /// The act in this journal; nil if it holds another thing.
    public var act: JournalAct? {
        JournalAct.allCases.first { !entries(of: $0).isEmpty }
    }

    /// The body of the one entry that is this act, signed with the key that the manifest has for its role.
    func body(of act: JournalAct, for manifest: Manifest) throws(LogFault) -> String {
        let acts = entries(of: act)
        let officer = manifest.officer(act.role)
        guard acts.count == 1, let entry = acts.first, realm == manifest.realm,
            people.contains(where: { $0.person.description == entry.by && $0.key == officer?.key })
        else { throw LogFault(.v5, act.rule) }
        return entry.body
    }

    private func entries(of act: JournalAct) -> [Event] {
        entries.filter { $0.type.utf8.elementsEqual(act.rawValue.utf8) }
    }
}

extension Journal {
    /// The journal of one act, opened and signed by the person whose act it is.
    public static func of(
        _ act: JournalAct,
        body: String,
        signedBy key: PersonKey,
        for manifest: Manifest,
        at time: String
    ) -> Journal {
        let name = manifest.officer(act.role)?.name ?? ""
        var journal = Journal(openedBy: key, named: name, in: manifest.realm, at: time)
        journal.add(act.rawValue, body: body, signedBy: key)
        return journal
    }
}

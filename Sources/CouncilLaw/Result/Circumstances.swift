/// What was looked at before a vote was opened, besides who may vote: each as far as it was.
public struct Circumstances: Hashable, Sendable {
    /// On what the session rests, by its paragraph.
    public enum Basis: String, CaseIterable, Sendable {
        case inPerson = "in-person"
        case emergency = "47a"
        case hybridCommittee = "58a"
    }

    /// Whether enough members were present.
    public let quorum: Quorum.Reason?
    /// On what the session rests.
    public let basis: Basis?
    /// Why the vote is secret.
    public let secrecy: Secrecy.Reason?

    /// What is known of them.
    public init(quorum: Quorum.Reason? = nil, basis: Basis? = nil, secrecy: Secrecy.Reason? = nil) {
        self.quorum = quorum
        self.basis = basis
        self.secrecy = secrecy
    }

    /// Nothing was looked at.
    public static let unknown = Circumstances()
}

extension Circumstances.Basis {
    /// The basis with every condition met that a program cannot look up: the resolution, and the main statute.
    public var granted: SessionBasis {
        switch self {
        case .inPerson: .inPerson
        case .emergency: .emergency(resolved: true)
        case .hybridCommittee: .hybridCommittee(mainStatuteAllows: true, committeeResolved: true)
        }
    }
}

extension LegalFrame {
    /// Quorum, basis and secrecy in words; what was not looked at is said to be so.
    public var circumstancesInWords: [Statement] {
        let basis = circumstances.basis?.rawValue ?? "none"
        let secrecy =
            secrecyInWords.map { Statement(.secrecyReason, ["reason": .statement($0)]) } ?? Statement(.secrecyNotGiven)
        return [quorumInWords, Statement(key: "law.basis.\(basis)", [:]), secrecy]
    }

    /// Why the vote is secret; nil if nobody said.
    public var secrecyInWords: Statement? {
        circumstances.secrecy.map { Statement(key: "law.secrecyReason.\($0.rawValue)", [:]) }
    }

    private var quorumInWords: Statement {
        guard let reason = circumstances.quorum, let statutory = numbers.statutory else {
            return Statement(.quorumNotChecked)
        }
        let quorum = Quorum(
            statutory: statutory,
            present: numbers.present ?? present,
            needed: Quorum.needed(of: statutory),
            reason: reason
        )
        return Statement(.quorumChecked, ["quorum": .sequence(quorum.statements)])
    }
}

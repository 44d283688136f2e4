/// Where a vote stands (protocol section 7).
public enum VoteState: String, CaseIterable, Sendable {
    case empty, draft, ceremony, ready, issuing, casting, closed, boxed, tallying, tallied, announced, voided

    /// Whether nothing can follow.
    public var isEnd: Bool { self == .announced || self == .voided }

    /// Whether a board exists: register and ballots are part of the record.
    public var hasBoard: Bool {
        switch self {
        case .boxed, .tallying, .tallied, .announced: true
        case .empty, .draft, .ceremony, .ready, .issuing, .casting, .closed, .voided: false
        }
    }
}

extension EventKind {
    /// Who signs events of this kind.
    var signers: [Role] {
        switch self {
        case .manifest, .open, .cast, .close, .void: [.officer]
        case .issuer, .box, .result: [.server]
        case .dkg1, .dkg2, .dkg3, .share, .sign: Role.tellers
        case .announce: [.chair]
        }
    }

    /// The states in which events of this kind are allowed; the rounds of the ceremony and the numbers of shares and
    /// signatures are checked besides.
    var statesBefore: [VoteState] {
        switch self {
        case .manifest: [.empty]
        case .issuer: [.draft]
        case .dkg1, .dkg2, .dkg3: [.ceremony]
        case .open: [.ready]
        case .cast: [.issuing]
        case .close: [.casting]
        case .box: [.closed]
        case .share, .result: [.boxed, .tallying]
        case .sign, .announce: [.tallied]
        case .void: [.draft, .ceremony, .ready, .issuing, .casting, .closed, .boxed]
        }
    }
}

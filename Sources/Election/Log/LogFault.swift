/// Why an event cannot follow in a log, and which check found it.
public struct LogFault: Error, Hashable, Sendable {
    /// The check of protocol section 14.
    public let check: Check
    /// The rule.
    public let rule: Rule

    init(_ check: Check, _ rule: Rule) {
        self.check = check
        self.rule = rule
    }
}

/// The verifier's checks (protocol section 14).
public enum Check: Int, CaseIterable, Sendable, CustomStringConvertible {
    case v1 = 1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22

    /// `V1` to `V22`.
    public var description: String { "V\(rawValue)" }
}

extension EventKind {
    /// The check that a fault in the body belongs to: its form is V1, elements and scalars belong to their use.
    func check(for rule: Rule) -> Check {
        switch rule {
        case .json, .personID, .numberTooLarge: .v1
        default:
            switch self {
            case .manifest: .v4
            case .issuer, .open: .v8
            case .dkg1, .dkg2: .v6
            case .dkg3: .v7
            case .share: .v19
            case .result: .v20
            case .sign: .v22
            case .cast, .close, .box, .announce, .void: .v5
            }
        }
    }
}

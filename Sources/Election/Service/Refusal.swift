/// A server's refusal of an event: the code that travels, and the rule behind it where it is known.
public struct Refusal: Error, Hashable, Sendable {
    /// The code.
    public let code: ErrorCode
    /// The rule; nil where only the code came over the network.
    public let rule: Rule?

    /// A refusal.
    public init(_ code: ErrorCode, _ rule: Rule? = nil) {
        self.code = code
        self.rule = rule
    }

    /// The refusal of an event that does not fit its log.
    public init(_ fault: LogFault) {
        rule = fault.rule
        switch fault.rule {
        case .json, .group, .personID, .numberTooLarge, .unknownEventType, .unknownSigner: code = .badRequest
        // A wrong length is a fault of form, not of a proof (protocol section 15).
        case .ceremonyCount, .shareCount: code = .badRequest
        case .eventSignature: code = .badSignature
        default:
            code =
                switch fault.check {
                case .v2: .staleHead
                case .v1, .v4, .v9: .badRequest
                case .v6, .v7, .v19, .v20: .badProof
                default: .wrongState
                }
        }
    }
}

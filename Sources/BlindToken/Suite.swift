import Ristretto255

/// The VOPRF suite of RFC 9497: ristretto255-SHA512 in mode 1.
public enum VOPRF {
    /// `CreateContextString(modeVOPRF)`; `ctxV` in the protocol.
    ///
    /// The mode byte 0x01 is ASCII too, so the context is a string.
    public static let context = "OPRFV1-\u{01}-ristretto255-SHA512"

    /// `HashToGroup(input)` (RFC 9497 section 4.1).
    static func hashToGroup(_ input: [UInt8]) -> Element {
        Element(hashing: Array(("HashToGroup-" + context).utf8)) { $0.add(input) }
    }
}

/// Why a token could not be made.
public enum TokenError: Error, Hashable, Sendable {
    /// The issuer's proof does not hold: the answer was made with another key, or altered on its way.
    case proofDoesNotHold
}

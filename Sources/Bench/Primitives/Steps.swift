import SealedBallot

/// Lengths in bytes: an element or scalar, and a hash or signature.
private let short = 32
private let long = 64
/// Length of the person's id in the measurement.
private let person = 4

// The steps of the protocol, added up from `Formulas.swift`.
extension Cost {
    /// A member's signature over h, p, B and hs.
    private static let drawParts = [long, person, short, long]

    /// Server: B is received; hash of `sealed`, signature, `E = skS·B`, proof (section 10).
    static let draw =
        Cost([.isValid: 1]) + labelled("URNE-V1-sealed", [48]) + verify("URNE-V1-draw", drawParts)
        + Cost([.multiply: 1]) + prove

    /// Verifier: B and E are received; signature and proof (V12 and V13).
    static let registerLine = Cost([.isValid: 2]) + verify("URNE-V1-draw", drawParts) + proofShows

    /// Member: x and r from the seed, `X = x·G`, `B = r·H2G(…)`, seal, signature; then E is received, its proof, and
    /// `N = r^{-1}·E`.
    static let memberDraw =
        2 * toScalar("URNE-V1-x", [short, long, 32]) + Cost([.base: 1]) + tokenToGroup + Cost([.multiply: 1])
        + labelled("URNE-V1-seal", [short, long, 16]) + labelled("URNE-V1-sealed", [48])
        + sign("URNE-V1-draw", drawParts)
        + Cost([.isValid: 1]) + proofShows + Cost([.invert: 1, .multiply: 1])

    /// Member: `A_i = r_i·G`, `B_i = r_i·K + m_i·G`, tracker, context, proofs, signature (section 11).
    static func memberBallot(_ rule: SelectionRule) -> Cost {
        rule.optionCount * Cost([.base: 2, .multiply: 1, .add: 1]) + bindings(rule) + proofs(rule, proveRange)
            + sign("URNE-V1-ballot", [long, 64 + rule.byteCount])
    }

    /// Server: X, N and the ciphertexts are received; `skS·H2G(X)`, signature, all proofs, the proof for the token,
    /// receipt (section 12).
    static func cast(_ rule: SelectionRule) -> Cost {
        received(rule) + tokenToGroup + Cost([.multiply: 1]) + ballotHolds(rule) + prove
            + labelled("URNE-V1-bh", [long, 128 + rule.byteCount]) + sign("URNE-V1-receipt", [long, long])
    }

    /// Verifier: the same elements, signature and proofs, and the proof for the token (V14 to V17).
    static func verifyBallot(_ rule: SelectionRule) -> Cost {
        received(rule) + ballotHolds(rule) + tokenToGroup + proofShows
    }

    /// Teller, for each option: `D = s_j·Ā` and its proof (section 13.3), whose context has 80 bytes in place of 28.
    static let share = Cost([.multiply: 1]) + prove

    /// The two elements of the token, and two for each option.
    private static func received(_ rule: SelectionRule) -> Cost {
        Cost([.isValid: 2 + 2 * rule.optionCount])
    }

    private static func ballotHolds(_ rule: SelectionRule) -> Cost {
        verify("URNE-V1-ballot", [long, 64 + rule.byteCount]) + bindings(rule) + proofs(rule, rangeShows)
    }

    /// `cx` and `bctx`.
    private static func bindings(_ rule: SelectionRule) -> Cost {
        labelled("URNE-V1-cx", [long, 64 * rule.optionCount]) + labelled("URNE-V1-bctx", [long, short, short, long])
    }
}

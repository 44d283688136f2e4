import SealedBallot

// The counts, from the formulas of the protocol. Section 19 of the protocol counts the term s·G of a DLEQ proof as a
// variable-base multiplication; here it is a multiple of G, as in the code, so one `multiply` there is one `base` here.

/// Lengths of the parts of hashes in bytes: an element or scalar, and a hash or signature.
private let short = 32
private let long = 64

extension Cost {
    // MARK: Hashes (protocol sections 2 and 3)

    /// SHA-512 of so many bytes: the padding takes at least 17.
    static func sha512(_ bytes: Int) -> Cost {
        Cost([.hashBlock: (bytes + 17 + 127) / 128])
    }

    /// `H(tag, parts)`: tag and parts behind four bytes each.
    static func labelled(_ tag: String, _ parts: [Int]) -> Cost {
        sha512(parts.reduce(4 + tag.utf8.count) { $0 + 4 + $1 })
    }

    /// `XMD(msg, DST, 64)`: a block of zeros, the message, 3 bytes and the tag with its length; then 65 bytes and the same.
    static func expand(_ message: Int, domain: Int) -> Cost {
        sha512(128 + message + 3 + domain + 1) + sha512(64 + 1 + domain + 1)
    }

    /// `h2s(msg, DST)`.
    static func toScalar(_ message: Int, domain: Int) -> Cost {
        expand(message, domain: domain) + Cost([.reduce: 1])
    }

    /// `HS(tag, parts)`.
    static func toScalar(_ tag: String, _ parts: [Int]) -> Cost {
        toScalar(parts.reduce(0) { $0 + 4 + $1 }, domain: tag.utf8.count)
    }

    /// `H2G(enc("URNE-V1-token", h, X))`; the DST `HashToGroup-OPRFV1-…` has 40 bytes.
    static let tokenToGroup = expand(4 + 13 + 4 + long + 4 + short, domain: 40) + Cost([.fromHash: 1])

    // MARK: Schnorr signatures (protocol section 5)

    /// `k = HS(nonce…)`, `R = k·G`, `c = HS(tag…)`.
    static func sign(_ tag: String, _ parts: [Int]) -> Cost {
        toScalar("URNE-V1-nonce", [short, 32, tag.utf8.count] + parts) + Cost([.base: 1])
            + toScalar(tag, [short, short] + parts)
    }

    /// `R' = s·G + c·pk`, `c = HS(tag…)`.
    static func verify(_ tag: String, _ parts: [Int]) -> Cost {
        Cost([.base: 1, .multiply: 1, .add: 1]) + toScalar(tag, [short, short] + parts)
    }

    // MARK: DLEQ proofs (protocol section 6)

    /// Seed, weight d and challenge; the context of `ctxV` has 28 bytes.
    private static let dleqHashes =
        sha512(2 + short + 2 + 5 + 28)
        + toScalar(2 + long + 2 + 2 + short + 2 + short + 9, domain: 13 + 28)
        + toScalar(5 * (2 + short) + 9, domain: 13 + 28)

    /// `M = d·C`, `Z = k·M`, `t2 = r·G`, `t3 = r·M`, and the hedged r.
    static let prove =
        Cost([.multiply: 3, .base: 1]) + dleqHashes
        + toScalar("URNE-V1-nonce", [short, 32, 28, short, short])

    /// `M = d·C`, `Z = d·D`, `t2 = s·G + c·B`, `t3 = s·M + c·Z`.
    static let proofShows = Cost([.multiply: 5, .base: 1, .add: 2]) + dleqHashes

    // MARK: Range proofs (protocol section 11)

    /// The challenge over context, position, range, K, A, B and two commitments for each value.
    private static func rangeHash(_ values: Int) -> Cost {
        toScalar("URNE-V1-range", [long, 2, 4, 4] + Array(repeating: short, count: 3 + 2 * values))
    }

    /// `B − v·G` for every v by successive subtraction; v = 0 needs none.
    private static func shifts(_ range: ClosedRange<Int>) -> Cost {
        Cost([.subtract: range.count - 1 + (range.lowerBound > 0 ? 1 : 0)])
    }

    /// `a_v = s_v·G + c_v·A` and `b_v = s_v·K + c_v·(B − v·G)` for every v.
    private static let branch = Cost([.base: 1, .multiply: 3, .add: 2])

    static func rangeShows(_ range: ClosedRange<Int>) -> Cost {
        range.count * branch + shifts(range) + rangeHash(range.count)
    }

    /// The real branch is `w·G` and `w·K`; the others are simulated.
    static func proveRange(_ range: ClosedRange<Int>) -> Cost {
        Cost([.base: 1, .multiply: 1]) + (range.count - 1) * branch + shifts(range) + rangeHash(range.count)
    }

    /// All proofs of a ballot, each by `proof`, and `Σ w_i·(A_i, B_i)`, where w = 1 needs no multiplication.
    static func proofs(_ rule: SelectionRule, _ proof: (ClosedRange<Int>) -> Cost) -> Cost {
        let heavy = rule.weights.count { $0 != 1 }
        return rule.caps.reduce(proof(rule.minimum...rule.maximum)) { $0 + proof(0...$1) }
            + Cost([.add: 2 * (rule.optionCount - 1), .multiply: 2 * heavy])
    }
}

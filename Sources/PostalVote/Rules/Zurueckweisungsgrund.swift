/// The eight grounds on which a Wahlbrief is rejected (KWahlG § 27 (2), applied by analogy).
///
/// The sender of a rejected Wahlbrief is no voter, and the vote counts as not cast.
public enum Zurueckweisungsgrund: Int, CaseIterable, Codable, Sendable {
    /// It did not arrive in time.
    case late = 1
    /// There is no valid Wahlschein in it.
    case noValidWahlschein
    /// There is no Stimmzettelumschlag in it.
    case noEnvelope
    /// Neither of the two envelopes is closed.
    case bothOpen
    /// Several inner envelopes, and another number of valid Wahlscheine with a signed assurance.
    case severalEnvelopes
    /// The assurance is not signed.
    case unsigned
    /// The inner envelope is not the official one.
    case unofficialEnvelope
    /// The inner envelope deviates in a way that endangers secrecy, or a palpable object is in it.
    case secrecy

    /// The number in the law, 1 to 8.
    public var number: Int { rawValue }
}

extension LetterFindings {
    /// The grounds that follow from what was found, where `valid` are the Wahlscheine that hold and were not used before.
    public func grounds(valid: Set<Wahlscheinnummer>) -> [Zurueckweisungsgrund] {
        let holding = Set(wahlscheine).intersection(valid)
        let complete = holding.intersection(signed)
        var found: [Zurueckweisungsgrund] = []
        if holding.isEmpty { found.append(.noValidWahlschein) }
        if envelopes == 0 { found.append(.noEnvelope) }
        if envelopes > 0, !outerClosed, !innerClosed { found.append(.bothOpen) }
        if envelopes > 1, envelopes != complete.count { found.append(.severalEnvelopes) }
        if !holding.isEmpty, complete.isEmpty { found.append(.unsigned) }
        if unofficial { found.append(.unofficialEnvelope) }
        if deviating || object { found.append(.secrecy) }
        return found
    }

    /// Whether the board must resolve on it although no ground is clear: a doubt, or more Wahlscheine than envelopes.
    public func needsResolution(valid: Set<Wahlscheinnummer>) -> Bool {
        doubt != nil || (envelopes == 1 && Set(wahlscheine).intersection(valid).count > 1)
    }
}

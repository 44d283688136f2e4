/// What was found when a Wahlbrief was opened, before the inner envelope is touched.
public struct LetterFindings: Hashable, Codable, Sendable {
    /// Whether the red Wahlbriefumschlag was closed.
    public var outerClosed: Bool
    /// Whether the blue Stimmzettelumschlag was closed; with several, whether all were.
    public var innerClosed: Bool
    /// How many inner envelopes were in it.
    public var envelopes: Int
    /// The Wahlscheine in it that bear a number of this vote.
    public var wahlscheine: [Wahlscheinnummer]
    /// Those of them whose assurance is signed.
    public var signed: [Wahlscheinnummer]
    /// Whether an inner envelope is not the official one.
    public var unofficial: Bool
    /// Whether one deviates from the others and so endangers secrecy, such as a name on it.
    public var deviating: Bool
    /// Whether a palpable object is in one.
    public var object: Bool
    /// Whether a Stimmzettel lies in the letter without an envelope.
    public var looseBallot: Bool
    /// What else needs a resolution, such as a helper's signature without a name.
    public var doubt: String?

    /// Puts the values together.
    public init(
        outerClosed: Bool,
        innerClosed: Bool,
        envelopes: Int,
        wahlscheine: [Wahlscheinnummer],
        signed: [Wahlscheinnummer],
        unofficial: Bool = false,
        deviating: Bool = false,
        object: Bool = false,
        looseBallot: Bool = false,
        doubt: String? = nil
    ) {
        self.outerClosed = outerClosed
        self.innerClosed = innerClosed
        self.envelopes = envelopes
        self.wahlscheine = wahlscheine
        self.signed = signed
        self.unofficial = unofficial
        self.deviating = deviating
        self.object = object
        self.looseBallot = looseBallot
        self.doubt = doubt
    }
}

/// The counting record of an electronic vote (protocol, section 13, number 5), signed by hand by the tellers.
///
/// There is no time in it, because the electronic vote knows none.
public struct Niederschrift: Paper {
    /// Town and vote.
    public var frame: PaperFrame
    /// Who attended: the roll.
    public var attending: [String]
    /// Why the vote was secret; nil leaves a line to fill in by hand.
    public var secrecy: String?
    /// How many were excluded for bias; nil if no law was frozen with the vote.
    public var excluded: Int?
    /// Others who were left out, by reason.
    public var leftOut: [String]
    /// Who drew a token.
    public var drawn: [String]
    /// Ballots cast.
    public var cast: Int
    /// The counts.
    public var result: PaperResult
    /// fp(h), the fingerprint of the vote, in groups.
    public var headFingerprint: String
    /// fp(bx), which the chair read aloud.
    public var boxFingerprint: String?
    /// fp(rh), the fingerprint of the counting record, in groups.
    public var recordFingerprint: String
    /// Which programs checked the record and what they said, one sentence each.
    public var verifiers: [String]
    /// Incidents, warnings, lots and the rest, one sentence each.
    public var remarks: [String]
    /// The three who sign.
    public var tellers: [Signer]

    /// A value with these parts.
    public init(
        frame: PaperFrame,
        attending: [String],
        secrecy: String? = nil,
        excluded: Int? = nil,
        leftOut: [String] = [],
        drawn: [String],
        cast: Int,
        result: PaperResult,
        headFingerprint: String,
        boxFingerprint: String? = nil,
        recordFingerprint: String,
        verifiers: [String] = [],
        remarks: [String] = [],
        tellers: [Signer]
    ) {
        self.frame = frame
        self.attending = attending
        self.secrecy = secrecy
        self.excluded = excluded
        self.leftOut = leftOut
        self.drawn = drawn
        self.cast = cast
        self.result = result
        self.headFingerprint = headFingerprint
        self.boxFingerprint = boxFingerprint
        self.recordFingerprint = recordFingerprint
        self.verifiers = verifiers
        self.remarks = remarks
        self.tellers = tellers
    }

    /// The template.
    public static let kind = PaperKind.niederschrift

    /// What the template may ask for.
    public var fields: PaperFields {
        PaperFields { fields in
            frame.add(to: &fields)
            result.add(to: &fields)
            fields.lines("anwesende", attending)
            fields.number("anwesende.zahl", attending.count)
            fields.text("geheim", secrecy)
            fields.text("ausgeschlossen", excluded.map(String.init))
            // The record names nobody who was excluded: whoever was is written in by hand.
            fields.flag("ausgeschlossene-namen", excluded != 0)
            fields.lines("nicht-stimmberechtigt", leftOut)
            fields.lines("ausgegeben", drawn)
            fields.number("ausgegeben.zahl", drawn.count)
            fields.number("abgegeben", cast)
            fields.number("luecke", gap)
            fields.flag("hat-luecke", gap != 0)
            fields.text("fingerabdruck.abstimmung", headFingerprint)
            fields.text("fingerabdruck.urne", boxFingerprint)
            fields.text("fingerabdruck.niederschrift", recordFingerprint)
            fields.lines("pruefungen", verifiers)
            fields.lines("bemerkungen", remarks)
            fields.list("zaehlende", tellers, names: ["name", "funktion"]) { item, row in
                row.text("name", item.name)
                row.text("funktion", item.function)
            }
        }
    }

    /// Tokens drawn and not used.
    public var gap: Int { drawn.count - cast }
}

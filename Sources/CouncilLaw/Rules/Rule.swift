/// One legal rule in one version: where it stands, since when, and how sure its text is.
public struct Rule: Hashable, Sendable {
    /// The rules this program applies.
    public enum Key: String, CaseIterable, Sendable {
        case bias, committeeSeats, deadline, deputyMayors, electionMajority, holidays, hybridSession, mayorsVote
        case motionMajority, narrowerElection, quorum, secrecyByMotion, secrecyByObjection, specialMajorities
        case summerTime, votingRight
    }

    /// How well the text of the rule is known.
    public enum Status: String, CaseIterable, Sendable {
        /// The wording was read at the source.
        case verified
        /// The legal office must confirm it, or may have to after an amendment.
        case unclear
        /// The law leaves it to the town.
        case municipalSetting = "municipal setting"
    }

    /// Which rule.
    public let key: Key
    /// Its paragraph.
    public let paragraph: String
    /// Where its wording was found.
    public let source: String
    /// How well it is known.
    public let status: Status
    /// The first session day to which this version applies.
    public let validFrom: CalendarDate
    /// The last one, or nil while it is in force.
    public let validTo: CalendarDate?

    func within(_ from: CalendarDate, _ to: CalendarDate?) -> Rule {
        Rule(key: key, paragraph: paragraph, source: source, status: status, validFrom: from, validTo: to)
    }

    func with(_ status: Status, source: String) -> Rule {
        Rule(
            key: key,
            paragraph: paragraph,
            source: source,
            status: status,
            validFrom: validFrom,
            validTo: validTo
        )
    }
}

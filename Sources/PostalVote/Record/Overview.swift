import Election
import StrictJSON

/// The board of a postal vote: how many kits and letters there are of each kind.
public struct PostalOverview: Hashable, Sendable {
    /// How far the vote has come.
    public let stage: PostalStage
    /// Until when letters must have arrived.
    public let deadline: PostalTime?
    /// Wahlscheine that were made, replacements among them.
    public let issued: Int
    /// Of those, how many went out; the same number stands in the Niederschrift.
    public let sent: Int
    /// Wahlbriefe in the receipt book, late ones among them.
    public let received: Int
    /// Late ones.
    public let late: Int
    /// Members whose kit went out or should, and whose Wahlbrief is not there.
    public let outstanding: Int
    /// Wahlscheine that were replaced.
    public let replaced: Int
    /// Admitted Wahlbriefe.
    public let admitted: Int
    /// Rejected Wahlbriefe; late ones among them once the board has met, for until then nobody rejects anything.
    public let rejected: Int
    /// Seconds until the deadline, negative after it; nil before it is fixed.
    public let secondsLeft: Int?
}

extension PostalState {
    /// The board at a moment; in a rehearsal that was played ahead of the clock, at that of its last entry.
    public func overview(at clock: PostalTime) -> PostalOverview {
        let now = entries.last.map { max(clock, $0.act.at) } ?? clock
        return PostalOverview(
            stage: stage(at: now),
            deadline: deadlineMoment,
            issued: kits.count,
            sent: dispatched,
            received: letters.count,
            late: letters.count(where: \.isLate),
            outstanding: outstanding.count,
            replaced: invalidWahlscheine.count,
            admitted: letters.count { if case .admitted = $0.decision { true } else { false } },
            rejected: convened == nil ? 0 : rejected.reduce(0, +),
            secondsLeft: deadlineMoment.map { $0.secondsSince1970 - now.secondsSince1970 }
        )
    }
}

extension PostalOverview {
    /// One JSON object with the fixed names; `deadline` is null before it is fixed.
    public var json: String {
        var writer = JSONWriter()
        writer.add("state", stage.rawValue)
        writer.add("deadline", raw: deadline.map { JSONWriter.quote($0.description) } ?? "null")
        for (name, number) in [
            ("issued", issued), ("sent", sent), ("received", received), ("late", late), ("outstanding", outstanding),
            ("replaced", replaced), ("admitted", admitted), ("rejected", rejected),
        ] { writer.add(name, number) }
        return writer.object
    }
}

extension PostalState {
    /// The numbers of the result as one JSON object with the fixed names.
    public func json(of counts: PostalCounts) -> String {
        let labels = Dictionary(start.options.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        var options = JSONWriter()
        for option in counts.options { options.add(labels[option.id] ?? option.id, option.votes) }
        var rejected = JSONWriter()
        for (index, count) in counts.rejected.enumerated() { rejected.add(String(index + 1), count) }
        var writer = JSONWriter()
        for (name, number) in [
            ("entitled", counts.entitled), ("voters", counts.voters), ("valid", counts.valid),
            ("invalid", counts.invalid), ("abstentions", counts.abstentions),
        ] { writer.add(name, number) }
        writer.add("options", raw: options.object)
        writer.add("rejected", raw: rejected.object)
        return writer.object
    }
}

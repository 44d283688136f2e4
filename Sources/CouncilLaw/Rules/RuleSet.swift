/// The rules in force on a day, frozen into a vote.
///
/// A vote carries the identifier of its rule set. It is judged by that set for ever: a rule set is never changed, a new
/// law gets a new one.
public struct RuleSet: Hashable, Sendable {
    /// The name under which a record keeps it.
    public let id: String
    /// The first session day.
    public let validFrom: CalendarDate
    /// The last session day, or nil while it is in force.
    public let validTo: CalendarDate?
    /// The method for committees, § 50 (3) GO NRW.
    public let committeeMethod: AllotmentMethod
    /// The rules with paragraph, source and status.
    public let rules: [Rule]

    /// The rule set for a session on `date`.
    public static func onSession(_ date: CalendarDate) throws(InvalidInput) -> RuleSet {
        for set in all where set.validFrom <= date && date <= (set.validTo ?? date) { return set }
        throw InvalidInput(.session, .notCovered("\(date)"))
    }

    /// The rule set with a name found in a record.
    public static func named(_ id: String) -> RuleSet? {
        all.first { $0.id == id }
    }

    /// The version of one rule in this set.
    public subscript(key: Rule.Key) -> Rule? {
        rules.first { $0.key == key }
    }

    /// The rules that the legal office must confirm for a session: their text is unclear, or they were not in force yet.
    public func unclear(on session: CalendarDate) -> [Rule] {
        rules.filter { $0.status == .unclear || session < $0.validFrom }
    }

    /// The method for a committee, and the doubt about it if there is one.
    ///
    /// OPEN: that an amendment of July 2025 put d'Hondt in the place of Hare/Niemeyer is yet to be confirmed.
    public func committeeSeats(_ settings: Settings) -> (method: AllotmentMethod, question: OpenQuestion?) {
        let method = settings.committeeMethod ?? committeeMethod
        guard self[.committeeSeats]?.status != .verified || method != committeeMethod else { return (method, nil) }
        let readings = [committeeMethod] + AllotmentMethod.allCases.filter { $0 != committeeMethod }
        return (
            method,
            OpenQuestion(
                .committeeMethod,
                readings: readings.map { Reading($0.rawValue, $0.statement) },
                chosen: method.rawValue
            )
        )
    }

    /// Which rules were applied, in words.
    public var statement: Statement {
        guard let validTo else { return Statement(.ruleSetSince, ["id": .text(id), "from": .date(validFrom)]) }
        return Statement(.ruleSetBetween, ["id": .text(id), "from": .date(validFrom), "to": .date(validTo)])
    }
}

import CouncilLaw

/// The session whose secret vote is finished by post.
public struct PostalSession: Hashable, Codable, Sendable {
    /// The town.
    public var municipality: String
    /// The council or committee.
    public var body: String
    /// The number of the session.
    public var number: String
    /// The day on which it began.
    public var date: CalendarDate
    /// The day on which it ended, if that was another one.
    public var endDate: CalendarDate?

    /// Puts the values together.
    public init(
        municipality: String,
        body: String,
        number: String,
        date: CalendarDate,
        endDate: CalendarDate? = nil
    ) {
        self.municipality = municipality
        self.body = body
        self.number = number
        self.date = date
        self.endDate = endDate
    }
}

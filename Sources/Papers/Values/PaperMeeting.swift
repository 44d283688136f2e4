import CouncilLaw

/// When and where the Wahlbriefe are opened and the votes counted; members may be there (§ 16 (5) of the model rules).
public struct PaperMeeting: Sendable {
    /// The day.
    public var date: CalendarDate
    /// The time of day.
    public var time: ClockTime
    /// The room.
    public var place: String

    /// A value with these parts.
    public init(date: CalendarDate, time: ClockTime, place: String) {
        self.date = date
        self.time = time
        self.place = place
    }

    func add(to fields: inout PaperFields) {
        fields.text("zaehlung", PaperDates.long(date) + ", " + PaperDates.clock(time))
        fields.text("zaehlung.ort", place)
    }
}

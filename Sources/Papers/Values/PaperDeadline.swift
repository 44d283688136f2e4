import CouncilLaw

/// Until when, and where, a Wahlbrief must have arrived; printed on every sheet of a kit.
public struct PaperDeadline: Sendable {
    /// The day.
    public var date: CalendarDate
    /// The time of day; `ClockTime.endOfDay` is printed as 24:00.
    public var time: ClockTime
    /// Where it must have arrived, line by line.
    public var place: [String]
    /// The receiving office with its post address, line by line: what stands on the Wahlbriefumschlag.
    public var recipient: [String]

    /// A value with these parts.
    public init(date: CalendarDate, time: ClockTime, place: [String], recipient: [String]) {
        self.date = date
        self.time = time
        self.place = place
        self.recipient = recipient
    }

    func add(to fields: inout PaperFields) {
        fields.text("frist", PaperDates.long(date) + ", " + PaperDates.clock(time))
        fields.text("frist.tag", PaperDates.long(date))
        fields.text("frist.uhrzeit", PaperDates.clock(time))
        fields.lines("empfang", place)
        fields.lines("empfaenger", recipient)
        // A line of the address is not broken within itself.
        let lines = place.map { $0.replacing(" ", with: "\u{A0}") }
        fields.text("empfang.zeile", lines.joined(separator: " · "))
    }
}

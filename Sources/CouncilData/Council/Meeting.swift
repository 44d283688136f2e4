/// A meeting of the council.
public struct Meeting: Hashable, Sendable {
    /// Its name, as the invitation has it.
    public let name: String
    /// When it begins, on the clock of the town hall.
    public let start: LocalTime?
    /// When it ends, if that is known.
    public let end: LocalTime?
    /// Where it takes place.
    public let place: String?
    /// The OParl id.
    public let oparl: String?
    /// The items, in order.
    public let agenda: [AgendaItem]

    /// A meeting.
    public init(
        name: String,
        start: LocalTime? = nil,
        end: LocalTime? = nil,
        place: String? = nil,
        oparl: String? = nil,
        agenda: [AgendaItem] = []
    ) {
        self.name = name
        self.start = start
        self.end = end
        self.place = place
        self.oparl = oparl
        self.agenda = agenda
    }
}

/// An item of the agenda.
public struct AgendaItem: Hashable, Sendable {
    /// Its number as printed, for example "7.1"; headings have none.
    public let number: String?
    /// Its title.
    public let title: String
    /// Whether the public may see it.
    public let isPublic: Bool
    /// The OParl id.
    public let oparl: String?

    /// An item.
    public init(number: String?, title: String, isPublic: Bool, oparl: String? = nil) {
        self.number = number
        self.title = title
        self.isPublic = isPublic
        self.oparl = oparl
    }
}

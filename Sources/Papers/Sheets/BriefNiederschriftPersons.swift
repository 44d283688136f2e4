import CouncilLaw

extension BriefNiederschrift {
    /// Part 1: who was there.
    public struct Persons: Sendable {
        /// The day of the sitting; times of another day are given with theirs.
        public var day: CalendarDate?
        /// Those who open and count.
        public var officials: [Official]
        /// How many of the town's staff were there at the opening; the mayor is not one of them unless the setting says so.
        public var staffAtOpening: Int
        /// The lowest number of them afterwards, until the announcement.
        public var staffAtLeast: Int
        /// How many there should be.
        public var staffNeeded: Int
        /// What was noted about steps with fewer.
        public var fewer: [FewerNote]
        /// Who watched.
        public var observers: [Observer]
        /// Who asked to watch, or was turned away.
        public var wishes: [ObserverWish]

        /// A value with these parts.
        public init(
            day: CalendarDate? = nil,
            officials: [Official],
            staffAtOpening: Int,
            staffAtLeast: Int,
            staffNeeded: Int,
            fewer: [FewerNote] = [],
            observers: [Observer] = [],
            wishes: [ObserverWish] = []
        ) {
            self.day = day
            self.officials = officials
            self.staffAtOpening = staffAtOpening
            self.staffAtLeast = staffAtLeast
            self.staffNeeded = staffNeeded
            self.fewer = fewer
            self.observers = observers
            self.wishes = wishes
        }
    }

    /// Why a step was taken with fewer people than there should be.
    public struct FewerNote: Sendable {
        /// The step, in words.
        public var step: String
        /// When that was noted.
        public var at: PaperMoment
        /// Why.
        public var reason: String

        /// A value with these parts.
        public init(step: String, at: PaperMoment, reason: String) {
            self.step = step
            self.at = at
            self.reason = reason
        }

        static let names: Set<String> = ["schritt", "wann", "grund"]

        func add(to fields: inout PaperFields) {
            fields.text("schritt", step)
            fields.text("wann", PaperDates.brief(at))
            fields.text("grund", reason)
        }
    }

    /// Somebody asked to watch, or was turned away; whether the person came stands with those who watched.
    public struct ObserverWish: Sendable {
        /// First name and surname.
        public var name: String
        /// When.
        public var at: PaperMoment
        /// Turned away.
        public var isDeclined: Bool
        /// How the wish was met.
        public var remark: String?

        /// A value with these parts.
        public init(name: String, at: PaperMoment, isDeclined: Bool, remark: String? = nil) {
            self.name = name
            self.at = at
            self.isDeclined = isDeclined
            self.remark = remark
        }
    }

    /// One of the people who open and count.
    public struct Official: Sendable {
        /// First name and surname.
        public var name: String
        /// Chair, deputy, Schriftführung or member, in words.
        public var function: String
        /// Works for the town.
        public var isStaff: Bool
        /// The mayor, where a setting does not let them count as one of the officials.
        public var isUncounted: Bool
        /// When the person came.
        public var arrived: PaperMoment?
        /// When the person left.
        public var left: PaperMoment?
        /// For whom the person stepped in.
        public var substitutes: String?

        /// A value with these parts.
        public init(
            name: String,
            function: String,
            isStaff: Bool,
            isUncounted: Bool = false,
            arrived: PaperMoment? = nil,
            left: PaperMoment? = nil,
            substitutes: String? = nil
        ) {
            self.name = name
            self.function = function
            self.isStaff = isStaff
            self.isUncounted = isUncounted
            self.arrived = arrived
            self.left = left
            self.substitutes = substitutes
        }

        static let names: Set<String> = ["name", "funktion", "bedienstet", "zaehlt-nicht", "von", "bis", "vertritt"]

        func add(to fields: inout PaperFields, on day: CalendarDate?) {
            fields.text("name", name)
            fields.text("funktion", function)
            fields.flag("bedienstet", isStaff)
            fields.flag("zaehlt-nicht", isUncounted)
            fields.text("von", arrived.map { PaperDates.clock($0, on: day) })
            fields.text("bis", left.map { PaperDates.clock($0, on: day) })
            fields.text("vertritt", substitutes)
        }
    }

    /// A member or guest who watches.
    public struct Observer: Sendable {
        /// First name and surname.
        public var name: String
        /// When the person came.
        public var arrived: PaperMoment?
        /// When the person left.
        public var left: PaperMoment?
        /// What the person asked for, and how it was met.
        public var request: String?

        /// A value with these parts.
        public init(name: String, arrived: PaperMoment? = nil, left: PaperMoment? = nil, request: String? = nil) {
            self.name = name
            self.arrived = arrived
            self.left = left
            self.request = request
        }
    }
}

extension BriefNiederschrift.Persons {
    func add(to fields: inout PaperFields) {
        fields.list("personen", officials, names: BriefNiederschrift.Official.names) {
            $0.add(to: &$1, on: day)
        }
        fields.number("bedienstete", staffAtOpening)
        fields.number("bedienstete.mindestens", staffAtLeast)
        fields.number("bedienstete.vorgesehen", staffNeeded)
        let wereFewer = min(staffAtOpening, staffAtLeast) < staffNeeded
        fields.flag("zu-wenige", wereFewer || !fewer.isEmpty)
        fields.flag("zu-wenige.anwesend", wereFewer)
        fields.list("zu-wenige.gruende", fewer, names: BriefNiederschrift.FewerNote.names) { $0.add(to: &$1) }
        fields.list("beobachtende", observers, names: ["name", "von", "bis", "wunsch"]) { item, row in
            row.text("name", item.name)
            row.text("von", item.arrived.map { PaperDates.clock($0, on: day) })
            row.text("bis", item.left.map { PaperDates.clock($0, on: day) })
            row.text("wunsch", item.request)
        }
        fields.list("zusehwuensche", wishes, names: ["name", "wann", "abgelehnt", "vermerk"]) { item, row in
            row.text("name", item.name)
            row.text("wann", PaperDates.brief(item.at))
            row.flag("abgelehnt", item.isDeclined)
            row.text("vermerk", item.remark)
        }
    }
}

extension BriefNiederschrift {
    /// Part 1: who was there.
    public struct Persons: Sendable {
        /// Those who open and count.
        public var officials: [Official]
        /// How many of them work for the town; the mayor is not one of them unless the setting says so.
        public var staffPresent: Int
        /// Why fewer than three were there.
        public var fewerReason: String?
        /// Who watched.
        public var observers: [Observer]

        /// A value with these parts.
        public init(officials: [Official], staffPresent: Int, fewerReason: String? = nil, observers: [Observer] = []) {
            self.officials = officials
            self.staffPresent = staffPresent
            self.fewerReason = fewerReason
            self.observers = observers
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
            arrived: PaperMoment? = nil,
            left: PaperMoment? = nil,
            substitutes: String? = nil
        ) {
            self.name = name
            self.function = function
            self.isStaff = isStaff
            self.arrived = arrived
            self.left = left
            self.substitutes = substitutes
        }

        static let names: Set<String> = ["name", "funktion", "bedienstet", "von", "bis", "vertritt"]

        func add(to fields: inout PaperFields) {
            fields.text("name", name)
            fields.text("funktion", function)
            fields.flag("bedienstet", isStaff)
            fields.text("von", arrived.map(PaperDates.clock))
            fields.text("bis", left.map(PaperDates.clock))
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
        fields.list("personen", officials, names: BriefNiederschrift.Official.names) { $0.add(to: &$1) }
        fields.number("bedienstete", staffPresent)
        fields.flag("zu-wenige", staffPresent < 3)
        fields.text("zu-wenige.grund", fewerReason)
        fields.list("beobachtende", observers, names: ["name", "von", "bis", "wunsch"]) { item, row in
            row.text("name", item.name)
            row.text("von", item.arrived.map(PaperDates.clock))
            row.text("bis", item.left.map(PaperDates.clock))
            row.text("wunsch", item.request)
        }
    }
}

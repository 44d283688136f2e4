extension BriefNiederschrift {
    /// Who may vote, and who was left out or let in by a decision.
    public struct Electorate: Sendable {
        /// Who was chosen at first, in words.
        public var rule: String
        /// Members about whom something was decided.
        public var decisions: [Decision]
        /// Who was excluded for the item, by name.
        public var excluded: [String]

        /// A value with these parts.
        public init(rule: String, decisions: [Decision] = [], excluded: [String]) {
            self.rule = rule
            self.decisions = decisions
            self.excluded = excluded
        }

        static let names: Set<String> = [
            "regel", "entscheidungen", "hat-entscheidungen", "ausgeschlossen", "ausgeschlossene",
        ]

        func add(to fields: inout PaperFields) {
            fields.text("regel", rule)
            fields.list("entscheidungen", decisions, names: ["name", "zugelassen", "grund"]) { item, row in
                row.text("name", item.name)
                row.flag("zugelassen", item.isAdmitted)
                row.text("grund", item.reason)
            }
            fields.number("ausgeschlossen", excluded.count)
            fields.text("ausgeschlossene", excluded.isEmpty ? nil : excluded.joined(separator: ", "))
        }
    }

    /// What was decided about one member.
    public struct Decision: Sendable {
        /// First name and surname.
        public var name: String
        /// Whether the member may vote.
        public var isAdmitted: Bool
        /// Why.
        public var reason: String

        /// A value with these parts.
        public init(name: String, isAdmitted: Bool, reason: String) {
            self.name = name
            self.isAdmitted = isAdmitted
            self.reason = reason
        }
    }
}

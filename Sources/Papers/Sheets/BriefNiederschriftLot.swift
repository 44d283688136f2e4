extension BriefNiederschrift {
    /// A lot that decided a tie.
    public struct Lot: Sendable {
        /// Who was equal.
        public var among: [String]
        /// On whom it fell.
        public var winners: [String]
        /// Who drew.
        public var drawnBy: String
        /// Who saw it.
        public var witness: String
        /// How it was drawn.
        public var how: String
        /// When.
        public var at: PaperMoment

        /// A value with these parts.
        public init(
            among: [String],
            winners: [String],
            drawnBy: String,
            witness: String,
            how: String,
            at: PaperMoment
        ) {
            self.among = among
            self.winners = winners
            self.drawnBy = drawnBy
            self.witness = witness
            self.how = how
            self.at = at
        }

        static let names: Set<String> = ["unter", "gezogen", "von", "zeuge", "art", "wann"]

        func add(to fields: inout PaperFields) {
            fields.text("unter", among.joined(separator: ", "))
            fields.text("gezogen", winners.joined(separator: ", "))
            fields.text("von", drawnBy)
            fields.text("zeuge", witness)
            fields.text("art", how)
            fields.text("wann", PaperDates.brief(at))
        }
    }
}

extension PaperResult {
    /// Whether those who voted are as many as the votes, with the numbers: "B = C + E + D: 29 = 4 + 2 + 23".
    var sumCheck: String {
        var parts = [("C", invalid), ("D", valid)]
        if let abstentions { parts.insert(("E", abstentions), at: 1) }
        let letters = parts.map(\.0).joined(separator: " + ")
        let numbers = parts.map { PaperNumber.text($0.1) }.joined(separator: " + ")
        let sign = parts.reduce(0) { $0 + $1.1 } == voters ? "=" : "≠"
        return "B = \(letters): \(PaperNumber.text(voters)) \(sign) \(numbers)"
    }

    /// The votes for the options beside the valid votes, with the numbers: "D = 10 + 13: 23 = 23".
    ///
    /// Nil where Stimmzettel had several marks, so that there are more votes than Stimmzettel.
    var validCheck: String? {
        let sum = options.reduce(0) { $0 + $1.count }
        guard !options.isEmpty, sum <= valid else { return nil }
        let numbers = options.map { PaperNumber.text($0.count) }.joined(separator: " + ")
        return "D = \(numbers): \(PaperNumber.text(valid)) \(sum == valid ? "=" : "≠") \(PaperNumber.text(sum))"
    }
}

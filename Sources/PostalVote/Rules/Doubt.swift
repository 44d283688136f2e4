/// What can be doubtful about a Stimmzettel, with what the law says of it (KWahlG § 30, KWahlO § 52, by analogy).
public enum Doubt: String, CaseIterable, Codable, Sendable {
    case notOfficial = "not-official"
    case noMark = "no-mark"
    case severalOptions = "several-options"
    case markUnclear = "mark-unclear"
    case torn
    case addition
    case reservation
    case signature
    case drawing
    case severalMarksSameOption = "several-marks-same-option"
    case cancelledMark = "cancelled-mark"
    case emptyEnvelope = "empty-envelope"
    case severalEqual = "several-equal"
    case severalOneMarked = "several-one-marked"
    case severalDifferent = "several-different"
    case otherVote = "other-vote"
    case envelopeDefect = "envelope-defect"
    case other

    /// What follows.
    public enum Ruling: Hashable, Sendable {
        /// One valid vote.
        case valid
        /// One invalid vote.
        case invalid
        /// By the setting for Stimmzettel without a mark.
        case blank
        /// The board decides whether the will shows beyond doubt.
        case boardDecides
    }

    /// What the law says.
    public var ruling: Ruling {
        switch self {
        case .severalMarksSameOption, .cancelledMark, .severalEqual, .severalOneMarked: .valid
        case .notOfficial, .severalOptions, .torn, .reservation, .emptyEnvelope, .severalDifferent, .envelopeDefect:
            .invalid
        case .noMark: .blank
        case .markUnclear, .addition, .signature, .drawing, .otherVote, .other: .boardDecides
        }
    }

    /// The paragraph that a decision cites on paper: § 30 KWahlG says what is invalid, and stands under nothing else.
    public func paragraph(for decision: BallotDecision) -> String {
        switch (decision, self) {
        case (.valid, .addition), (.valid, .signature), (.valid, .drawing): "§ 52 Abs. 2 KWahlO"
        case (.valid, .markUnclear), (.valid, .other): "kein Fall des § 30 Nr. 3 KWahlG"
        case (.abstention, _): "Festlegung der Stadt oder Gemeinde"
        default: paragraph
        }
    }

    /// The paragraph that says what is doubtful.
    public var paragraph: String {
        switch self {
        case .notOfficial: "§ 30 Nr. 1 KWahlG"
        case .noMark: "§ 30 Nr. 2 KWahlG"
        case .other: "§ 30 Nr. 3 KWahlG"
        case .reservation: "§ 30 Nr. 4 KWahlG"
        case .severalOptions, .markUnclear, .torn: "§ 30 Nr. 3 KWahlG, § 52 Abs. 1 KWahlO"
        case .addition, .signature, .drawing: "§ 30 Nr. 4 KWahlG, § 52 Abs. 2 KWahlO"
        case .severalMarksSameOption, .cancelledMark: "§ 52 Abs. 2 KWahlO"
        case .envelopeDefect: "§ 52 Abs. 3 KWahlO"
        case .emptyEnvelope, .severalEqual, .severalOneMarked, .severalDifferent, .otherVote: "§ 52 Abs. 4 KWahlO"
        }
    }
}

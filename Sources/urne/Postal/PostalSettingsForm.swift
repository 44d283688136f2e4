import CouncilLaw
import PostalVote
import StrictJSON

/// `NAME=VALUE` of what the town decided about votes by post.
enum PostalSettingsForm {
    /// The settings after the town's choices; throws for a name or a value that there is not.
    static func settings(recipient: String, _ entries: [(name: String, value: String)]) throws -> PostalSettings {
        var settings = PostalSettings(recipient: recipient)
        for entry in entries { try set(entry.name, entry.value, &settings) }
        return settings
    }

    /// The names, for help and for refusals.
    static let names = [
        "days", "shift", "time", "sessionDay", "electorate", "officials", "mayorCounts", "counters", "observers",
        "makesPublic", "blank", "assurance", "earlyCount", "letterBox", "otherOffice", "tie", "retention.ballots",
        "retention.wahlscheine", "retention.letters", "retention.receiptBook",
    ]

    private static func set(_ name: String, _ value: String, _ settings: inout PostalSettings) throws {
        let refusal = Misuse.badValue(option: "settings", "\(name)=\(value)")
        func word<Word: RawRepresentable>(_ type: Word.Type) throws -> Word where Word.RawValue == String {
            guard let word = Word(rawValue: value) else { throw refusal }
            return word
        }
        func number() throws -> Int {
            guard let number = Int(value) else { throw refusal }
            return number
        }
        func truth() throws -> Bool {
            guard let truth = Bool(value) else { throw refusal }
            return truth
        }
        switch name {
        case "days": settings.days = try number()
        case "shift": settings.shift = value == "open" ? nil : try word(DeadlineShift.self)
        case "time": settings.time = value == "open" ? nil : value
        case "sessionDay": settings.sessionDay = try word(SessionDay.self)
        case "electorate": settings.electorate = try word(PostalElectorateReading.self)
        case "officials": settings.officials = try number()
        case "mayorCounts": settings.mayorCounts = try truth()
        case "counters": settings.counters = try word(Counters.self)
        case "observers": settings.observers = try word(Observers.self)
        case "makesPublic": settings.makesPublic = try truth()
        case "blank": settings.blank = try word(BlankPaperBallot.self)
        case "assurance": settings.assurance = try word(PostalVote.Assurance.self)
        case "earlyCount": settings.earlyCount = try word(EarlyCount.self)
        case "letterBox": settings.letterBox = try word(LetterBox.self)
        case "otherOffice": settings.otherOffice = try word(OtherOffice.self)
        case "tie": settings.tie = try word(BoardTie.self)
        case "retention.ballots": settings.retention.ballots = try number()
        case "retention.wahlscheine": settings.retention.wahlscheine = try number()
        case "retention.letters": settings.retention.letters = try number()
        case "retention.receiptBook": settings.retention.receiptBook = try number()
        default: throw refusal
        }
    }
}

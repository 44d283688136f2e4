import CouncilLaw
import VoteLaw
import Words

// What the rules take from the command line. A number is read here and judged by the rule it is for.
extension Invocation {
    /// A whole number, or nil if it was not given.
    func number(_ argument: InvalidInput.Argument) throws -> Int? {
        try value(argument.rawValue).map { try RuleInput.number($0, argument) }
    }

    /// A whole number that the rule needs.
    func needed(_ argument: InvalidInput.Argument) throws -> Int {
        guard let number = try number(argument) else { throw InvalidInput(argument, .missing) }
        return number
    }

    /// `NAME=VOTES`, as often as it was given.
    func votes(_ argument: InvalidInput.Argument) throws -> [Votes] {
        try list(argument.rawValue).map { try RuleInput.votes($0, argument) }
    }

    /// One of the words an option knows, or nil if it was not given.
    func word<Value: RawRepresentable<String>>(
        _ argument: InvalidInput.Argument,
        _ known: (String) -> Value? = Value.init(rawValue:)
    ) throws -> Value? {
        guard let text = value(argument.rawValue) else { return nil }
        guard let word = known(text) else { throw InvalidInput(argument, .unknown(text)) }
        return word
    }

    /// One of the words an option knows, which the rule needs.
    func neededWord<Value: RawRepresentable<String>>(_ argument: InvalidInput.Argument) throws -> Value {
        guard let word: Value = try word(argument) else { throw InvalidInput(argument, .missing) }
        return word
    }

    /// A majority by its short name.
    func majority() throws -> MajorityRule? {
        guard let text = value("majority") else { return nil }
        guard let rule = MajorityRule.named[text] else { throw InvalidInput(.majority, .unknown(text)) }
        return rule
    }

    /// Writes the answer: the JSON object where it is asked for, else the lines.
    func answer(_ json: @autoclosure () -> String, _ lines: [String]) {
        if flag("json") {
            console.out(json())
        } else {
            for line in lines { console.out(line) }
        }
    }
}

/// How numbers and names are written on the command line.
enum RuleInput {
    /// Digits, with a minus sign that is refused as a negative number.
    static func number(_ text: String, _ argument: InvalidInput.Argument) throws(InvalidInput) -> Int {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw InvalidInput(argument, .malformed(text))
        }
        if text.hasPrefix("-") { throw InvalidInput(argument, .negative) }
        guard let number = Int(digits) else { throw InvalidInput(argument, .tooLarge(limit: limit(argument))) }
        return number
    }

    /// What the rule behind an argument accepts at most.
    private static func limit(_ argument: InvalidInput.Argument) -> Int {
        switch argument {
        case .seats: Limit.seats
        case .doubtful: Limit.doubtful
        case .days: Limit.days
        default: Limit.count
        }
    }

    /// `NAME=VOTES`; a name may contain the sign, so the last one counts.
    static func votes(_ text: String, _ argument: InvalidInput.Argument) throws(InvalidInput) -> Votes {
        guard let sign = text.lastIndex(of: "=") else { throw InvalidInput(argument, .malformed(text)) }
        let number = try number(String(text[text.index(after: sign)...]), argument)
        return Votes(String(text[..<sign]), number)
    }

    /// `NAME=VOTES,NAME=VOTES`; a comma that is not followed by a name and a number belongs to the name.
    static func counts(_ texts: [String]) throws(InvalidInput) -> [Votes] {
        var all: [Votes] = []
        for text in texts {
            var waiting: [Substring] = []
            for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
                waiting.append(piece)
                guard piece.contains("=") else { continue }
                all.append(try votes(waiting.joined(separator: ","), .counts))
                waiting = []
            }
            guard waiting.isEmpty else { throw InvalidInput(.counts, .malformed(text)) }
        }
        guard !all.isEmpty else { throw InvalidInput(.counts, .missing) }
        return all
    }
}

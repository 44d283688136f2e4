/// The largest numbers a rule accepts.
///
/// They are far above any council and far below what would overflow: a product of a count, a number of seats and a
/// divisor stays below 2^63.
public enum Limit {
    /// Votes, ballots, members.
    public static let count = 1_000_000_000
    /// Seats to fill.
    public static let seats = 10_000
    /// Lists or candidates in one vote.
    public static let names = 1_000
    /// Votes in doubt: the search in ``Margin`` grows with them.
    public static let doubtful = 1_000
    /// Options of a vote whose margin is searched, for the same reason.
    public static let marginOptions = 100
    /// Days of a time limit.
    public static let days = 366
    /// Characters of a name.
    public static let nameLength = 200
}

extension Int {
    /// The number itself, if it lies between zero and the limit.
    @discardableResult
    func checked(
        _ argument: InvalidInput.Argument,
        atMost limit: Int = Limit.count
    ) throws(InvalidInput) -> Int {
        guard self >= 0 else { throw InvalidInput(argument, .negative) }
        guard self <= limit else { throw InvalidInput(argument, .tooLarge(limit: limit)) }
        return self
    }

    /// The number itself, if it lies between one and the limit.
    @discardableResult
    func checkedPositive(
        _ argument: InvalidInput.Argument,
        atMost limit: Int = Limit.count
    ) throws(InvalidInput) -> Int {
        guard self != 0 else { throw InvalidInput(argument, .zero) }
        return try checked(argument, atMost: limit)
    }

    /// Refuses a number that is larger than another one allows.
    func checked(
        _ argument: InvalidInput.Argument,
        within other: InvalidInput.Argument,
        of limit: Int
    ) throws(InvalidInput) {
        guard self <= limit else { throw InvalidInput(argument, .moreThan(other, limit: limit)) }
    }
}

extension [String] {
    /// Refuses no name at all, names nobody can read, and a name that stands there twice.
    ///
    /// Spaces around a name make no other name, and neither does another way to encode the same letters: two lines on
    /// a ballot that look alike are one name.
    func checkedNames(_ argument: InvalidInput.Argument) throws(InvalidInput) {
        guard !isEmpty else { throw InvalidInput(argument, .missing) }
        guard count <= Limit.names else { throw InvalidInput(argument, .tooLarge(limit: Limit.names)) }
        var seen: Set<String> = []
        for name in self {
            guard name.isReadableName else { throw InvalidInput(argument, .unreadableName) }
            guard seen.insert(name.withoutSurroundingSpace).inserted else { throw InvalidInput(argument, .twice(name)) }
        }
    }
}

extension String {
    /// Whether something can be read, on one line.
    var isReadableName: Bool {
        contains { !$0.isWhitespace } && count <= Limit.nameLength
            && !unicodeScalars.contains { scalar in
                switch scalar.properties.generalCategory {
                // What nobody sees, or what turns the line round; two of them join letters in words and pictures.
                case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
                case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
                default: false
                }
            }
    }

    /// The text for comparing names of people: without regard to case and to the spaces in it.
    package var foldedName: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }

    /// What names are sorted by where people read them: as in a German telephone list, Ö stands with O and ß with ss.
    ///
    /// The letter behind a sign is taken from the sign's name in Unicode, as in LATIN SMALL LETTER L WITH STROKE.
    package var germanOrder: String {
        lowercased().unicodeScalars.map { scalar in
            guard !scalar.isASCII else { return String(scalar) }
            guard scalar.properties.generalCategory != .nonspacingMark else { return "" }
            let name = (scalar.properties.name ?? "").split(separator: " ")
            guard name.count > 3, name[0...2] == ["LATIN", "SMALL", "LETTER"] else { return String(scalar) }
            switch name[3] {
            case "SHARP": return "ss"
            case "DOTLESS": return "i"
            case let letter where letter.count <= 2: return letter.lowercased()
            default: return String(scalar)
            }
        }.joined()
    }

    /// The text from its first to its last visible character.
    var withoutSurroundingSpace: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

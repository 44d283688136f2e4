import Words

/// Why a command line could not be understood; exit 2.
///
/// What stood where nothing belongs is not repeated: it could be a code or a choice.
enum Misuse: Error {
    case unknownVerb(String)
    case unknownOption(String)
    case missingValue(String)
    case missingOption(String)
    case twice(String)
    /// Perhaps the value of an option that is required and missing.
    case unexpected(position: Int, missing: String?)
    case missingOperand(String)
    /// What stands behind the verb is none of what belongs there.
    case badOperand(name: String, String)
    case badValue(option: String, String)
    /// What is compared with the record of a vote by post is none of its checksums.
    case badChecksum(option: String, String)
    /// A switch with a value.
    case takesNoValue(String)
    /// An option where the command should begin.
    case optionFirst(String)
    /// A table of people does not say whose council it is.
    case bodyMissing
    /// A group to choose, where a table has none.
    case groupOfTable

    var words: (key: String, holes: [String: String]) {
        switch self {
        case .unknownVerb(let name): ("cli.misuse.unknownVerb", ["name": name])
        case .unknownOption(let name): ("cli.misuse.unknownOption", ["name": name])
        case .missingValue(let name): ("cli.misuse.missingValue", ["name": name])
        case .missingOption(let name): ("cli.misuse.missingOption", ["name": name])
        case .twice(let name): ("cli.misuse.twice", ["name": name])
        case .unexpected(let position, nil): ("cli.misuse.unexpected", ["position": String(position)])
        case .unexpected(let position, let missing?):
            ("cli.misuse.unexpectedValue", ["position": String(position), "name": missing])
        case .missingOperand(let name): ("cli.misuse.missingOperand", ["name": name])
        case .badOperand(let name, let text): ("cli.misuse.badOperand", ["name": name, "value": text])
        case .badValue(let option, let text), .badChecksum(let option, let text):
            ("cli.misuse.badValue", ["name": option, "value": text])
        case .takesNoValue(let name): ("cli.misuse.takesNoValue", ["name": name])
        case .optionFirst(let name): ("cli.misuse.optionFirst", ["name": name])
        case .groupOfTable: ("cli.misuse.groupOfTable", [:])
        case .bodyMissing: ("cli.misuse.bodyMissing", [:])
        }
    }

    /// One line: what is wrong, and what the option takes instead.
    func sentence(_ console: Console) -> String {
        let sentence = console.sentence(words.key, words.holes)
        let name: String
        switch self {
        case .badValue(let option, _): name = option
        case .badChecksum: name = "checksum"
        // The only operand that needs an explanation: a Wahlbrief.
        case .badOperand("N|NUMBER", _): name = "running"
        default: return sentence
        }
        guard let allowed = Words.all(in: console.language)["allowed." + name] else { return sentence }
        return sentence + "; " + allowed
    }
}

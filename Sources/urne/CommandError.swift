import Election

/// Why a command cannot be carried out, where the reason lies in what it was given; exit 1.
///
/// Never carries a code, a character of one, or a choice.
enum CommandError: Error {
    /// A code file that holds no access code, or a typed code that is none.
    case code(file: String?, AccessCodeError)
    /// The file of a code that `code new` wrote holds something else; no letter has been written.
    case codeInLetters(file: String, AccessCodeError)
    /// The code itself stands where the name of its file belongs.
    case codeAsArgument
    /// The file with the choice cannot be read; its name could be the choice.
    case choiceFile(reason: String)
    /// A line of the choice names no option, or could mean several.
    case unknownChoice(file: String, line: Int, options: [String])
    case unclearChoice(file: String, line: Int)
    case choiceNotAllowed(file: String, minimum: Int, maximum: Int)
    /// A person without a line in the file of keys.
    case noKey(person: String, file: String)
    /// Somebody who is named as present or excluded and is not in the council's file.
    case unknownMember(person: String, Place)
    /// A file of persons with a line that is no person's number.
    case notAPerson(Place)
    /// Somebody who is to get large print gets no paper of this print.
    case nobodyOfPrint(person: String, Place)
    /// A list of addresses has another name under the number of somebody who may vote.
    case otherName(number: String, name: String, found: String, Place)
    /// A roll in which nobody is.
    case emptyRoll(file: String?)
    case notRegistered(person: String)
    case optionTwice(label: String)
    case emptyOption
    /// The ballot that was opened is not the one whose tracker was shown.
    case auditTrackerDiffers(actual: Tracker)
    /// The member's tracker is not on the published board.
    case notOnBoard(Tracker)
    /// A choice for a vote in which this device's ballot is counted already.
    case secondBallot(Tracker)
    /// A template of a letter without a place for what the letter must say.
    case template(file: String, hole: String)
    /// The key share is still needed.
    case tooEarlyToErase(VoteState)
    /// Too few tellers have contributed their shares for a result.
    case sharesMissing(Int, vote: String)
    /// Another number of tokens that were drawn and not cast was named than this device knows.
    case otherGap(given: Int, known: Int)
    /// A member who did not vote asks after the closing.
    case missedCasting
    /// The chair has interrupted the session.
    case paused
    /// The record is not valid, has no result, or is the public edition, which names nobody.
    case noRecordPaper

    var words: ErrorWords {
        switch self {
        case .code(let file, let error):
            var words = error.words
            words.file = file
            return words
        case .codeInLetters(let file, let error):
            var words = error.words
            words.file = file
            words.hintKey = "error.code.inLetters.hint"
            return words
        case .codeAsArgument: return ErrorWords("error.code.asArgument")
        case .sharesMissing(let count, let vote):
            return ErrorWords("error.sharesMissing.\(count == 1 ? "one" : "many")", ["n": String(count), "vote": vote])
        case .otherGap(let given, let known):
            return ErrorWords("error.otherGap", ["given": String(given), "gap": String(known)])
        case .missedCasting: return ErrorWords("error.missedCasting")
        case .paused: return ErrorWords("error.paused")
        case .noRecordPaper: return ErrorWords("error.noRecordPaper")
        case .choiceFile(let reason): return ErrorWords("error.choice.file", ["reason": reason])
        case .unknownChoice(let file, let line, let options):
            let holes = ["options": options.map { "„\($0)“" }.joined(separator: ", ")]
            return ErrorWords("error.choice.unknown", holes, at: Place(file: file, line: line))
        case .unclearChoice(let file, let line):
            return ErrorWords("error.choice.unclear", at: Place(file: file, line: line))
        case .choiceNotAllowed(let file, let minimum, let maximum):
            let holes = ["min": String(minimum), "max": String(maximum)]
            return ErrorWords("error.choice.notAllowed", holes, at: Place(file: file))
        case .noKey(let person, let file): return ErrorWords("error.missingKey", ["p": person, "file": file])
        case .unknownMember(let person, let place):
            return ErrorWords("error.unknownMember", ["p": person], at: place)
        case .nobodyOfPrint(let person, let place):
            return ErrorWords("error.nobodyOfPrint", ["person": person], at: place)
        case .otherName(let number, let name, let found, let place):
            return ErrorWords("error.otherName", ["number": number, "name": name, "found": found], at: place)
        case .notAPerson(let place): return ErrorWords("error.notAPerson", at: place)
        case .emptyRoll(let file): return ErrorWords("error.emptyRoll", at: Place(file: file))
        case .notRegistered(let person): return ErrorWords("error.notRegistered", ["p": person])
        case .optionTwice(let label): return ErrorWords("error.optionTwice", ["label": label])
        case .emptyOption: return ErrorWords("error.emptyOption")
        case .auditTrackerDiffers(let actual): return ErrorWords("error.audit.tracker", ["tracker": "\(actual)"])
        case .notOnBoard(let tracker): return ErrorWords("error.notOnBoard", ["tracker": "\(tracker)"])
        case .secondBallot(let tracker): return ErrorWords("error.secondBallot", ["tracker": "\(tracker)"])
        case .template(let file, let hole):
            return ErrorWords("error.template", ["path": file, "hole": hole])
        case .tooEarlyToErase(let state): return ErrorWords("error.tooEarlyToErase", ["state": state.rawValue])
        }
    }
}

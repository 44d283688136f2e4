import StrictJSON
import Words

extension ImportError {
    /// The error as a sentence: where it is, and what to do.
    public func sentence(in language: Language) -> String {
        let place = Place.sentence(file: file, line: line, object: object, language)
        let (key, holes) = rule.words(in: language)
        return "\(place): \(Words.sentence("council.error.\(key)", Place.shown(holes), in: language))"
    }
}

extension ImportError.Rule {
    /// The key of the sentence and what fills its holes.
    func words(in language: Language) -> (key: String, holes: [String: String]) {
        switch self {
        case .notImported: ("notImported", [:])
        case .unreadable: ("unreadable", [:])
        case .emptyFile: ("emptyFile", [:])
        case .emptyFolder: ("emptyFolder", [:])
        case .tooLarge: ("tooLarge", [:])
        case .notText(let format): ("notText.\(format.rawValue)", [:])
        case .malformedJSON(let column): ("malformedJSON", ["column": String(column)])
        case .duplicateField(let name): ("duplicateField", ["name": name])
        case .notOParl: ("notOParl", [:])
        case .noBody: ("noBody", [:])
        case .bodyNotFound(let wanted, let found): ("bodyNotFound", ["wanted": wanted, "found": found])
        case .severalBodies(let found): ("severalBodies", ["found": found])
        case .noCouncil: ("noCouncil", [:])
        case .severalCouncils(let found): ("severalCouncils", ["found": found])
        case .meetingNotFound(let wanted): ("meetingNotFound", ["wanted": wanted])
        case .noMembers: ("noMembers", [:])
        case .missingColumn(let name): ("missingColumn", ["name": name])
        case .duplicateColumn(let name): ("duplicateColumn", ["name": name])
        case .unclosedQuote: ("unclosedQuote", [:])
        case .textAfterQuote: ("textAfterQuote", [:])
        case .tooManyCells(let expected, let found):
            ("tooManyCells", ["expected": String(expected), "found": String(found)])
        case .noRows: ("noRows", [:])
        case .emptyName: ("emptyName", [:])
        case .emptyTitle: ("emptyTitle", [:])
        case .notYesOrNo(let found): ("notYesOrNo", ["found": found])
        case .duplicateNumber(let p, let first): ("duplicateNumber", ["p": p, "first": String(first)])
        case .numberOfFormerMember(let p, let name): ("numberOfFormerMember", ["p": p, "name": name])
        case .council(let fault): fault.words
        case .councilFile(let fault): ("councilFile", ["fault": fault.sentence(in: language)])
        case .notCanonical: ("notCanonical", [:])
        }
    }
}

extension JSONFault {
    fileprivate func sentence(in language: Language) -> String {
        Words.sentence(words.key, Place.shown(words.holes), in: language)
    }
}

extension CouncilFault {
    /// The fault as a sentence.
    public func sentence(in language: Language) -> String {
        Words.sentence("council.error.\(words.key)", Place.shown(words.holes), in: language)
    }

    fileprivate var words: (key: String, holes: [String: String]) {
        switch self {
        case .wrongNumber(let p): ("fault.wrongNumber", ["p": p])
        case .duplicateNumber(let p): ("fault.duplicateNumber", ["p": p])
        case .unknownFaction(let p, let faction): ("fault.unknownFaction", ["p": p, "faction": faction])
        case .duplicateFaction(let name): ("fault.duplicateFaction", ["name": name])
        case .unknownSeat(let p, let committee): ("fault.unknownSeat", ["p": p, "committee": committee])
        case .unclearText(let field): ("fault.unclearText", ["field": field])
        case .wrongAGS(let ags): ("fault.wrongAGS", ["ags": ags])
        }
    }
}

/// Where something is, in words.
enum Place {
    static func sentence(file: String, line: Int?, object: String?, _ language: Language) -> String {
        if let line {
            return Words.sentence("council.place.line", shown(["file": file, "line": String(line)]), in: language)
        }
        guard let object else { return PlainText.line(file).text }
        return Words.sentence("council.place.object", shown(["file": file, "object": object]), in: language)
    }

    /// What comes from a file, fit for a terminal and a page: short, on one line, without control characters.
    static func shown(_ holes: [String: String]) -> [String: String] {
        holes.mapValues { raw in
            let text = PlainText.line(raw).text
            return text.count > 300 ? text.prefix(300) + "…" : text
        }
    }
}

import CouncilLaw
import Journals
import PostalVote
import RemoteServer
import VoteLaw
import WebApp
import Words

/// Why a command about a postal vote cannot be carried out, besides the rules of the vote itself.
enum PostalProblem: Error {
    /// No postal vote, or none that the person may see or that fits what was typed.
    case none
    /// Several, and none was named.
    case several(count: Int)
    /// A journal that was opened and in which nothing was started.
    case notStarted
    /// The electronic vote was voided with another reason.
    case otherReason(String)
    /// The session of the electronic vote was on another day.
    case otherSession(day: String)
    /// The session of a real vote has yet to come.
    case sessionAhead(day: CalendarDate)
    /// The electronic vote was brought to an end otherwise.
    case notVoid(state: String)
    /// What was typed or scanned is no number of a Wahlschein.
    case unreadableNumber
    /// A file that lacks something or has too much.
    case file(path: String, reason: String)
    /// An option of such a file has no name.
    case optionEmpty(path: String, number: Int)
    /// The options of such a file are none that people can choose between.
    case options(path: String, PostalRefusal)
    /// The law refuses something in such a file.
    case caseLaw(path: String, InvalidInput)
    /// A Wahlbrief cannot be taken back.
    case withdrawal
    /// A file of the print was changed after it was made.
    case changedPrint(file: String)
    /// A line of a teller that is no number of a field; the fields, as they are asked for.
    case tallyLine(line: Int, fields: [String])
    /// No Wahlbrief bears this number.
    case noLetter(String)
    /// Nothing was read.
    case nothingRead
    /// Numbers of the other teller are not in yet.
    case openingsMissing
    /// A line of which not all numbers could be taken.
    case scans(refused: Int)
    /// A time is told, and the vote is no rehearsal.
    case rehearsalOnly
    /// The templates of the papers are not there.
    case noTemplates

    var words: ErrorWords {
        switch self {
        case .none: ErrorWords("error.postal.none")
        case .several(let count): ErrorWords("error.postal.several", ["count": String(count)])
        case .notStarted: ErrorWords("error.postal.notStarted")
        case .otherReason(let reason): ErrorWords("error.postal.otherReason", ["reason": reason])
        case .otherSession(let day): ErrorWords("error.postal.otherSession", ["day": day])
        case .sessionAhead(let day): ErrorWords("error.postal.sessionAhead", ["day": day.description])
        case .notVoid(let state): ErrorWords("error.postal.notVoid", ["state": state])
        case .unreadableNumber: ErrorWords("error.postal.unreadableNumber")
        case .file(let path, let reason): ErrorWords("error.postal.file", ["path": path, "reason": reason])
        case .optionEmpty(let path, let number):
            ErrorWords("error.postal.optionEmpty", ["path": path, "number": String(number)])
        case .options(let path, let refusal):
            ErrorWords("error.postal.options", ["path": path], rule: { refusal.sentence(in: $0) })
        case .caseLaw(let path, let input):
            ErrorWords("error.postal.caseLaw", ["path": path], rule: { input.line(in: $0) })
        case .withdrawal: ErrorWords("error.postal.withdrawal")
        case .changedPrint(let file): ErrorWords("error.postal.changedPrint", ["path": file])
        case .tallyLine(let line, let fields):
            ErrorWords("error.postal.tallyLine", ["line": String(line), "fields": fields.joined(separator: ", ")])
        case .noLetter(let number): ErrorWords("error.postal.noLetter", ["number": number])
        case .nothingRead: ErrorWords("error.postal.nothingRead")
        case .openingsMissing: ErrorWords("error.postal.openingsMissing")
        case .scans(let refused): ErrorWords("error.postal.scans", ["count": String(refused)])
        case .rehearsalOnly: ErrorWords("error.postal.rehearsalOnly")
        case .noTemplates: ErrorWords("error.postal.noTemplates")
        }
    }

    static let all: [PostalProblem] = [
        .none, .several(count: 2), .notStarted, .otherReason("R"), .otherSession(day: "D"), .notVoid(state: "open"),
        .unreadableNumber, .file(path: "f", reason: "r"), .optionEmpty(path: "f", number: 1),
        .options(path: "f", PostalRefusal(.optionsFew, ["option": .text("O")])),
        .caseLaw(path: "f", InvalidInput(.option, .missing)), .withdrawal,
        .changedPrint(file: "f"), .tallyLine(line: 1, fields: ["F"]), .noLetter("N"),
        .nothingRead, .openingsMissing, .scans(refused: 1), .rehearsalOnly, .noTemplates,
    ]
}

extension ErrorSentence {
    /// Where a switch of the command is what was not said: pages have a tick for it, so the rule's sentence does not name it.
    static func optionHint(_ error: any Error, _ language: Language) -> String? {
        let rule: String? =
            switch error {
            case let refusal as PostalRefusal: refusal.rule.rawValue
            case let refused as RemotePostal.Refused: refused.rule
            default: nil
            }
        return rule.flatMap { Words.all(in: language)["cli.postal.option.\($0)"] }
    }

    /// Refusals and faults of a postal vote bring their own sentence.
    static func postal(_ error: any Error, _ language: Language) -> String? {
        switch error {
        case let refusal as PostalRefusal: refusal.sentence(in: language)
        case let damage as JournalDamage: damage.sentence(in: language)
        case let refused as RemotePostal.Refused: language == .german ? refused.german : refused.english
        case let fault as PostalFault:
            Words.sentence(
                "cli.postal.fault",
                [
                    "n": String(fault.n), "type": Words.sentence("cli.postal.act.\(fault.type)", in: language),
                    "reason": fault.refusal.sentence(in: language),
                ],
                in: language
            )
        default: nil
        }
    }
}

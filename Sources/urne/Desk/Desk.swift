import CouncilData
import CouncilLaw
import Election
import StrictJSON
import VoteLaw
import WebApp
import Words

/// What the officer's page asks of the machine: the same reading of files and the same law as on the command line.
///
/// Nothing is kept; the page puts what it gets into the session's journal.
struct Desk: OfficeDesk {
    let acts: Set = ["choices", "council", "frame", "law", "result"]

    func answer(_ act: String, body: String) throws -> String {
        let request: any DeskRequest
        let language: Language
        do {
            let value = try JSON(strict: Array(body.utf8))
            request =
                switch act {
                case "choices": try ChoicesRequest(value)
                case "council": try CouncilRequest(value)
                case "frame": try FrameRequest(value)
                case "result": try ResultRequest(value)
                default: try LawRequest(value)
                }
            language = request.language
        } catch is JSONFault {
            throw ErrorCode.badRequest
        }
        do {
            return try request.answer()
        } catch {
            // The officer has given something that cannot be right; the page shows why.
            guard let lines = Self.lines(error, language) else { throw error }
            var writer = JSONWriter()
            writer.add("refused", raw: JSONWriter.array(lines.map(JSONWriter.quote)))
            return writer.object
        }
    }

    private static func lines(_ error: any Error, _ language: Language) -> [String]? {
        switch error {
        case let error as ImportError: [Console.printable(error.sentence(in: language))]
        case let error as CouncilFault: [Console.printable(error.sentence(in: language))]
        case let error as LawError: [error.sentence(in: language)]
        case let reason as Judgement.Reason: reason.lines(in: language)
        case let input as InvalidInput: [input.statement.text(in: language)]
        case let error as DeskRefusal: [error.sentence(in: language)]
        default: nil
        }
    }
}

/// One request to the desk.
protocol DeskRequest {
    var language: Language { get }
    func answer() throws -> String
}

/// Why the desk cannot answer.
enum DeskRefusal: Error {
    /// No file with people in it, and none that was read before.
    case noPeople
    /// A committee that the council's file does not have.
    case noCommittee(String)

    func sentence(in language: Language) -> String {
        switch self {
        case .noPeople: Words.sentence("cli.desk.noPeople", in: language)
        case .noCommittee(let name):
            Words.sentence("cli.desk.noCommittee", ["name": ForeignText.shown(name)], in: language)
        }
    }
}

extension Fields {
    /// A text that may be left out or empty.
    func text(_ name: String) throws -> String? {
        guard value(name) != nil else { return nil }
        let text = try string(name)
        return text.isEmpty ? nil : text
    }

    /// A number that may be left out.
    func number(_ name: String) throws -> Int? {
        value(name) == nil ? nil : try integer(name)
    }

    /// The language of the sentences.
    func language() throws -> Language {
        guard let language = Language(rawValue: try string("language")) else {
            throw JSONFault.wrongType(field: "language")
        }
        return language
    }

    /// Texts.
    func texts(_ name: String) throws -> [String] {
        try array(name).map { value in
            guard case .string(let text) = value else { throw JSONFault.wrongType(field: name) }
            return text
        }
    }
}

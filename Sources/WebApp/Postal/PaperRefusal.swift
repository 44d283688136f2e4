import Election
import Files
import HTTPServer
import Papers
import PostalPapers
import StrictJSON
import Words

/// Why no paper comes, with a sentence in both languages for whoever asked.
struct PaperRefusal: Error {
    /// What a program goes by.
    enum Code: String {
        /// This server was not told which town it works for.
        case unavailable
        /// There is nothing for this paper yet, or nothing was printed.
        case notYet = "not_yet"
        /// Papers of another order are being made.
        case busy
        /// A member's address is missing.
        case noAddress = "no_address"
        /// The town's file, a template, or the program that makes PDF.
        case paper
    }

    let code: Code
    private let words: (key: String, holes: [String: String])

    init(_ code: Code, _ key: String, _ holes: [String: String] = [:]) {
        self.code = code
        words = (key, holes)
    }

    /// The refusal behind an error of the papers; nil for any other error.
    init?(_ error: any Error) {
        switch error {
        case let refusal as PaperRefusal: self = refusal
        case let fault as PostalPaperFault:
            let (key, holes) = fault.words
            switch fault {
            case .noAddress: self.init(.noAddress, key, holes)
            case .countBeforeDeadline: self.init(.paper, key, holes)
            case .noPaper, .noCount: self.init(.notYet, key, holes)
            }
        // Files have paths, which are nobody's business on a page.
        case PaperError.file: self.init(.paper, "error.postal.printFile")
        case let error as PaperError:
            guard let (key, holes) = error.words else { return nil }
            self.init(.paper, key, holes)
        default: return nil
        }
    }

    func sentence(in language: Language) -> String { Words.sentence(words.key, words.holes, in: language) }

    /// Members `de` and `en`.
    func add(to writer: inout JSONWriter) {
        writer.add("de", sentence(in: .german))
        writer.add("en", sentence(in: .english))
    }

    var answer: HTTPResponse {
        var writer = JSONWriter()
        writer.add("error", code.rawValue)
        add(to: &writer)
        return Answers.json(writer.object, status: code == .notYet ? 404 : 409)
    }
}

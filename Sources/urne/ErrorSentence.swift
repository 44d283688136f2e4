import Bench
import CouncilData
import CouncilLaw
import Devices
import Election
import Files
import Foundation
import HTTPClient
import HTTPServer
import Papers
import PostalPapers
import PostalVote
import SQLite
import SealedBallot
import StrictJSON
import VoteServer
import Words

/// One line for each error, and what to do next where that helps.
enum ErrorSentence {
    static func of(_ error: any Error, in language: Language) -> (text: String, hint: String?) {
        if let known = known(error, language) { return (Console.printable(known), optionHint(error, language)) }
        let words = ErrorWords(error)
        var text = Words.sentence(words.key, words.shown(in: language), in: language)
        if let place = words.place(in: language) { text = "\(place): \(text)" }
        if let rule = words.rule { text += ": " + Console.printable(rule(language)) }
        let hint = words.hintKey ?? words.key + ".hint"
        guard Words.all(in: language)[hint] != nil else { return (text, nil) }
        return (text, Words.sentence(hint, words.shown(in: language), in: language))
    }

    /// Errors that bring their own sentence.
    private static func known(_ error: any Error, _ language: Language) -> String? {
        switch error {
        case let fault as Fault: fault.sentence(in: language)
        case let fault as LogFault: fault.rule.sentence(in: language)
        case let error as ImportError: error.sentence(in: language)
        case let error as CouncilFault: error.sentence(in: language)
        case let error as RecordFolderError: error.sentence(in: language)
        case let error as LawError: error.sentence(in: language)
        case let error as PaperError: error.words.map { Words.sentence($0.key, $0.holes, in: language) }
        default: postal(error, language)
        }
    }
}

/// The sentence's key in the catalogue, and what belongs into it.
struct ErrorWords {
    var key: String
    var holes: [String: String] = [:]
    /// Stand before the sentence.
    var file: String?
    var line: Int?
    /// The key of what to do next, where it is not the sentence's own.
    var hintKey: String?
    /// The rule behind it.
    var rule: (@Sendable (Language) -> String)?

    /// Holes that name an act, a role or a state get the catalogue's word for it; a day stands as people write it.
    func shown(in language: Language) -> [String: String] {
        var shown = holes.mapValues(Console.printable)
        for (hole, area) in ["type": "act", "role": "role", "state": "state"] {
            guard let name = holes[hole], let word = Words.all(in: language)["\(area).\(name)"] else { continue }
            shown[hole] = word
        }
        if let day = holes["day"], let date = try? CalendarDate(parsing: day) {
            shown["day"] = PostalTime.text(of: date, in: language)
        }
        return shown
    }

    /// The file and the line in it, as far as they are known.
    func place(in language: Language) -> String? {
        guard let file = file.map(Console.printable) else { return nil }
        return line.map { Words.sentence("fault.place", ["file": file, "line": String($0)], in: language) } ?? file
    }

    init(
        _ key: String,
        _ holes: [String: String] = [:],
        at place: Place = Place(),
        rule: (@Sendable (Language) -> String)? = nil
    ) {
        self.key = key
        self.holes = holes
        self.rule = rule
        file = place.file
        line = place.line
    }

    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error.words
        case let problem as PostalProblem: self = problem.words
        case let fault as PostalPaperFault: self.init(fault.words.key, fault.words.holes)
        case PaperError.file(let error): self.init(error)
        case let refusal as Refusal:
            self.init("error.code.\(refusal.code.rawValue)")
            if let broken = refusal.rule { rule = { broken.sentence(in: $0) } }
        case let code as ErrorCode: self.init("error.code.\(code.rawValue)")
        case let error as FileError: self.init(error.key, ["path": error.path, "reason": error.reason])
        case let error as DatabaseError: self.init(error.key, ["path": error.path, "reason": error.message])
        case let fault as DataFolder.Fault: self.init("error.data.\(fault.name)", ["path": fault.path])
        case let error as DeviceError: self = error.words
        case let error as AccessCodeError: self = error.words
        case let fault as AuditFault: self.init("error.audit.\(fault)")
        case let fault as BenchFault: self.init("error.bench." + fault.words.0, fault.words.1)
        case let error as ServeError: self = error.words
        case let error as HTTPServerError: self = error.words
        case let error as HTTPClientError: self = error.words
        case let fault as BackupFault: self.init("error.backup.\(fault.name)", ["path": fault.path])
        case let fault as JSONFault: self.init(fault.words.key, fault.words.holes)
        case let error as Unfinished:
            self.init("error.unfinished")
            rule = { ErrorSentence.of(error.reason, in: $0).text }
        default: self.init("error.unexpected", ["type": "\(type(of: error))"])
        }
    }
}

extension FileError {
    fileprivate var key: String {
        // A file that may not grow any more is as full as a full disk.
        isFull || (operation == .write && code == EFBIG) ? "error.disk" : "error.file.\(operation.rawValue)"
    }
}

extension DatabaseError {
    // SQLite's codes for a write that failed, which it uses for every reason but a full disk.
    private static let failedWrites: Set<Int32> = [778, 1290, 1546]

    fileprivate var key: String {
        if isFull { return "error.disk" }
        if isBusy { return "error.database.busy" }
        if Self.failedWrites.contains(code) { return "error.database.write" }
        return isDamaged ? "error.database.damaged" : "error.database"
    }
}

extension DataFolder.Fault {
    fileprivate var name: String {
        switch self {
        case .notInitialised: "notInitialised"
        case .foreign: "foreign"
        case .alreadyInitialised: "alreadyInitialised"
        case .otherVersion: "otherVersion"
        case .storeMissing: "storeMissing"
        }
    }

    fileprivate var path: String {
        switch self {
        case .notInitialised(let path), .foreign(let path), .alreadyInitialised(let path), .otherVersion(let path),
            .storeMissing(let path):
            path
        }
    }
}

extension HTTPServerError {
    fileprivate var words: ErrorWords {
        switch self {
        case .unknownHost(let host): ErrorWords("error.serve.unknownHost", ["host": host])
        case .cannotListen(let address, let code):
            ErrorWords("error.serve.cannotListen", ["address": address, "reason": String(cString: strerror(code))])
        case .cannotStart(true): ErrorWords("error.serve.certificate")
        case .cannotStart(false): ErrorWords("error.serve.cannotStart")
        }
    }
}

extension HTTPClientError {
    fileprivate var words: ErrorWords {
        switch self {
        case .unknownHost(let server): ErrorWords("error.remote.unknownHost", ["server": "\(server)"])
        case .noConnection(let server): ErrorWords("error.remote.noConnection", ["server": "\(server)"])
        case .timedOut(let server): ErrorWords("error.remote.timedOut", ["server": "\(server)"])
        case .certificate(let server): ErrorWords("error.remote.certificate", ["server": "\(server)"])
        case .trustFile(let path): ErrorWords("error.remote.trustFile", ["path": path])
        case .tooLarge(let server): ErrorWords("error.remote.tooLarge", ["server": "\(server)"])
        case .broken(let server, let code):
            ErrorWords("error.remote.broken", ["server": "\(server)", "code": String(code)])
        case .notUrne(let server, 500...):
            ErrorWords("error.remote.unavailable", ["server": "\(server)"])
        case .notUrne(let server, let status):
            ErrorWords("error.remote.notUrne", ["server": "\(server)", "status": String(status)])
        case .notProtected(let server): ErrorWords("error.remote.notProtected", ["server": "\(server)"])
        }
    }
}

extension BackupFault {
    fileprivate var name: String {
        switch self {
        case .damaged: "damaged"
        case .otherVersion: "otherVersion"
        case .notEmpty: "notEmpty"
        }
    }

    fileprivate var path: String {
        switch self {
        case .damaged(let path), .otherVersion(let path), .notEmpty(let path): path
        }
    }
}

extension AccessCodeError {
    var words: ErrorWords {
        switch self {
        case .length(let count): ErrorWords("error.code.length", ["count": String(count)])
        case .character(let position): ErrorWords("error.code.character", ["position": String(position)])
        case .typo: ErrorWords("error.code.typo")
        }
    }
}

extension DeviceError {
    fileprivate var words: ErrorWords {
        func words(_ name: String, _ holes: [String: String] = [:], _ fault: Fault? = nil) -> ErrorWords {
            var words = ErrorWords("error.device." + name, holes)
            if let fault { words.rule = { fault.sentence(in: $0) } }
            return words
        }
        return switch self {
        case .brokenLog(let fault): words("brokenLog", [:], fault)
        case .anotherVote: words("anotherVote")
        case .logRewritten(let n): words("logRewritten", ["n": String(n + 1)])
        case .signedEventMissing(let n): words("signedEventMissing", ["n": String(n + 1)])
        case .signedOther(let n, let type): words("signedOther", ["n": String(n + 1), "type": type])
        case .fingerprintDiffers(let actual): words("fingerprintDiffers", ["actual": "\(actual)"])
        case .notInRole("teller"): words("notTeller")
        case .notInRole(let role): words("notInRole", ["role": role])
        case .wrongKey: words("wrongKey")
        case .wrongState(let state): words("wrongState.\(state.rawValue)")
        case .abandoned: words("abandoned")
        case .ceremony(.badShare(let teller)): words("badShare", ["teller": String(teller)])
        case .ceremony(.identityKey), .ceremony(.incomplete): words("identityKey")
        case .ceremonyNotOurs: words("ceremonyNotOurs")
        case .secretMissing: words("secretMissing")
        case .wrongShare: words("wrongShare")
        case .boardDiffers(let actual): words("boardDiffers", ["actual": "\(actual)"])
        case .gapNotConfirmed(let gap): words("gapNotConfirmed", ["gap": String(gap)])
        case .tooFewBallots(let have, let need): words("tooFewBallots", ["have": String(have), "need": String(need)])
        case .invalidRecord(let fault): words("invalidRecord", [:], fault)
        case .sharedOtherBoard: words("sharedOtherBoard")
        case .notInRoll: words("notInRoll")
        case .rollChanged: words("rollChanged")
        case .noToken: words("noToken")
        case .badTokenProof: words("badTokenProof")
        case .cannotRecover: words("cannotRecover")
        case .selectionNotAllowed: words("selectionNotAllowed")
        case .badReceipt: words("badReceipt")
        case .alreadyCast: words("alreadyCast")
        case .drawingClosed: words("drawingClosed")
        }
    }
}

extension BenchFault {
    fileprivate var words: (String, [String: String]) {
        switch self {
        case .wrongResult(let step): ("wrongResult", ["step": step])
        case .noAllowedChoice: ("noAllowedChoice", [:])
        case .failed(let count): ("failed", ["count": String(count)])
        case .tooFewMembers(let have, let need): ("tooFewMembers", ["have": String(have), "need": String(need)])
        }
    }
}

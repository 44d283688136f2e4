import Bench
import CouncilData
import Devices
import Election
import Files
import SQLite
import SealedBallot
import StrictJSON
import VoteServer
import Words

/// One line for each error, and what to do next where that helps.
enum ErrorSentence {
    static func of(_ error: any Error, in language: Language) -> (text: String, hint: String?) {
        func words(_ key: String, _ holes: [String: String] = [:]) -> (String, String?) {
            let shown = holes.mapValues(Console.printable)
            let hint = Words.all(in: language)[key + ".hint"] == nil ? nil : key + ".hint"
            return (
                Words.sentence(key, shown, in: language), hint.map { Words.sentence($0, shown, in: language) }
            )
        }
        switch error {
        case let fault as Fault: return (Console.printable(fault.sentence(in: language)), nil)
        case let fault as LogFault: return (Console.printable(fault.rule.sentence(in: language)), nil)
        case let error as ImportError: return (Console.printable(error.sentence(in: language)), nil)
        case let error as CouncilFault: return (Console.printable(error.sentence(in: language)), nil)
        case let error as RecordFolderError: return (Console.printable(error.sentence(in: language)), nil)
        case let error as ChoiceError: return (error.sentence(in: language), nil)
        case let refusal as Refusal:
            let (text, hint) = words("error.code.\(refusal.code.rawValue)")
            guard let rule = refusal.rule else { return (text, hint) }
            return (Console.printable(text + ": " + rule.sentence(in: language)), hint)
        case let code as ErrorCode: return words("error.code.\(code.rawValue)")
        case let error as FileError: return words(error.key, ["path": error.path, "reason": error.reason])
        case let error as DatabaseError: return words(error.key, ["path": error.path, "reason": error.message])
        case let fault as DataFolder.Fault: return words("error.data.\(fault.name)", ["path": fault.path])
        case let error as DeviceError:
            let (key, holes, fault) = error.words
            let (text, hint) = words("error.device." + key, holes)
            return (fault.map { text + " " + Console.printable($0.sentence(in: language)) } ?? text, hint)
        case let error as CodeFileError:
            let (text, hint) = words("error." + error.error.key, error.error.holes)
            return (error.file.map { Console.printable($0) + ": " + text } ?? text, hint)
        case let error as MissingKey: return words("error.missingKey", ["p": error.person, "file": error.path])
        case let error as UnknownMember: return words("error.unknownMember", ["p": error.person])
        case let fault as AuditFault: return words("error.audit.\(fault)")
        case let error as AuditTrackerDiffers: return words("error.audit.tracker", ["tracker": "\(error.actual)"])
        case let fault as BenchFault: return words("error.bench." + fault.words.0, fault.words.1)
        case let fault as JSONFault:
            let (key, holes) = fault.words
            return words(key, holes)
        default: return words("error.unexpected", ["type": "\(type(of: error))"])
        }
    }
}

extension FileError {
    fileprivate var key: String {
        isFull ? "error.disk" : "error.file.\(operation.rawValue)"
    }
}

extension DatabaseError {
    fileprivate var key: String {
        if isFull { return "error.disk" }
        if isBusy { return "error.database.busy" }
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
        }
    }

    fileprivate var path: String {
        switch self {
        case .notInitialised(let path), .foreign(let path), .alreadyInitialised(let path), .otherVersion(let path):
            path
        }
    }
}

extension AccessCodeError {
    fileprivate var key: String {
        switch self {
        case .length: "code.length"
        case .character: "code.character"
        case .typo: "code.typo"
        }
    }

    fileprivate var holes: [String: String] {
        switch self {
        case .length(let count): ["count": String(count)]
        case .character(let position): ["position": String(position)]
        case .typo: [:]
        }
    }
}

extension DeviceError {
    /// Key, holes, and the fault behind it, if there is one.
    fileprivate var words: (String, [String: String], Fault?) {
        switch self {
        case .brokenLog(let fault): ("brokenLog", [:], fault)
        case .anotherVote: ("anotherVote", [:], nil)
        case .logRewritten(let n): ("logRewritten", ["n": String(n + 1)], nil)
        case .signedEventMissing(let n): ("signedEventMissing", ["n": String(n + 1)], nil)
        case .signedOther(let n, let type): ("signedOther", ["n": String(n + 1), "type": type], nil)
        case .fingerprintDiffers(let actual): ("fingerprintDiffers", ["actual": "\(actual)"], nil)
        case .notInRole(let role): ("notInRole", ["role": role], nil)
        case .wrongKey: ("wrongKey", [:], nil)
        case .wrongState(let state): ("wrongState.\(state.rawValue)", [:], nil)
        case .ceremony(.badShare(let teller)): ("badShare", ["teller": String(teller)], nil)
        case .ceremony(.identityKey), .ceremony(.incomplete): ("identityKey", [:], nil)
        case .ceremonyNotOurs: ("ceremonyNotOurs", [:], nil)
        case .secretMissing: ("secretMissing", [:], nil)
        case .wrongShare: ("wrongShare", [:], nil)
        case .boardDiffers(let actual): ("boardDiffers", ["actual": "\(actual)"], nil)
        case .gapNotConfirmed(let gap): ("gapNotConfirmed", ["gap": String(gap)], nil)
        case .tooFewBallots(let have, let need):
            ("tooFewBallots", ["have": String(have), "need": String(need)], nil)
        case .invalidRecord(let fault): ("invalidRecord", [:], fault)
        case .sharedOtherBoard: ("sharedOtherBoard", [:], nil)
        case .notInRoll: ("notInRoll", [:], nil)
        case .rollChanged: ("rollChanged", [:], nil)
        case .noToken: ("noToken", [:], nil)
        case .badTokenProof: ("badTokenProof", [:], nil)
        case .cannotRecover: ("cannotRecover", [:], nil)
        case .selectionNotAllowed: ("selectionNotAllowed", [:], nil)
        case .badReceipt: ("badReceipt", [:], nil)
        case .alreadyCast: ("alreadyCast", [:], nil)
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

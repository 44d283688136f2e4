import Bench
import Devices
import Election
import Files
import Foundation
import HTTPClient
import HTTPServer
import PostalPapers
import Ristretto255
import SQLite
import SealedBallot
import VoteServer

@testable import urne

/// One error of every kind that can reach a person.
///
/// Whoever adds a case finds this file, because the switches below no longer compile.
enum Errors {
    static var all: [any Error] {
        let plain: [any Error] = ErrorCode.allCases
        return plain + ErrorCode.allCases.map { Refusal($0, .brokenChain) as any Error } + devices + commands + files
            + databases + folders + [AuditFault.anotherVote, AuditFault.notAllowed, AuditFault.notWhatWasEncrypted]
            + [BenchFault.wrongResult("draw"), .noAllowedChoice, .failed(count: 2), .tooFewMembers(have: 1, need: 2)]
            + network + PostalProblem.all + [PostalPaperFault.noAddress(name: "N"), .noCount, .noPaper(.packliste)]
            + [Unheard(), Unfinished(reason: Unheard())]
    }

    private static var network: [any Error] {
        let serve: [ServeError] = [.notProtected("a"), .urlMissing("a"), .plainURL("u"), .sameOrigin("u")]
        let server: [HTTPServerError] = [
            .unknownHost("h"), .cannotListen("a", code: 98), .cannotStart(hasTLS: true), .cannotStart(hasTLS: false),
        ]
        let origin = WebAddress(isSecure: true, host: "h", port: nil)
        let client: [HTTPClientError] = [
            .unknownHost(origin), .noConnection(origin), .timedOut(origin), .certificate(origin), .trustFile("f"),
            .tooLarge(origin), .broken(origin, code: 56), .notUrne(origin, status: 404), .notUrne(origin, status: 503),
            .notProtected(origin),
        ]
        let backups: [BackupFault] = [.damaged("f"), .otherVersion("f"), .notEmpty("f")]
        return serve as [any Error] + server + client + backups
    }

    private struct Unheard: Error {}

    private static let fingerprint = Fingerprint(Digest.sha512([]))
    private static let tracker = Tracker(Digest.sha512([]))
    private static let fault = Fault(.brokenChain, file: "log.jsonl", line: 3)

    private static var devices: [any Error] {
        let states = VoteState.allCases.map { DeviceError.wrongState($0) }
        let roles = ["teller", "officer", "chair", "t1"].map { DeviceError.notInRole($0) }
        let others: [DeviceError] = [
            .brokenLog(fault), .anotherVote, .logRewritten(n: 1), .signedEventMissing(n: 1),
            .signedOther(n: 1, type: "open"), .fingerprintDiffers(actual: fingerprint), .wrongKey,
            .ceremony(.badShare(from: 1)), .ceremony(.identityKey), .ceremony(.incomplete), .ceremonyNotOurs,
            .secretMissing, .wrongShare, .boardDiffers(actual: fingerprint), .gapNotConfirmed(gap: 1),
            .tooFewBallots(have: 1, need: 3), .invalidRecord(fault), .invalidRecord(nil), .sharedOtherBoard, .notInRoll,
            .rollChanged, .noToken, .badTokenProof, .cannotRecover, .selectionNotAllowed, .badReceipt, .alreadyCast,
            .abandoned, .drawingClosed,
        ]
        return (states + roles + others).filter(isListed)
    }

    private static func isListed(_ error: DeviceError) -> Bool {
        switch error {
        case .brokenLog, .anotherVote, .logRewritten, .signedEventMissing, .signedOther, .fingerprintDiffers,
            .notInRole,
            .wrongKey, .wrongState, .ceremony, .ceremonyNotOurs, .secretMissing, .wrongShare, .boardDiffers,
            .gapNotConfirmed, .tooFewBallots, .invalidRecord, .sharedOtherBoard, .notInRoll, .rollChanged, .noToken,
            .badTokenProof, .cannotRecover, .selectionNotAllowed, .badReceipt, .alreadyCast, .abandoned, .drawingClosed:
            true
        }
    }

    private static var commands: [any Error] {
        let all: [CommandError] = [
            .code(file: "f", .length(3)), .code(file: nil, .character(position: 2)), .code(file: "f", .typo),
            .codeAsArgument, .choiceFile(reason: "r"), .unknownChoice(file: "f", line: 1, options: ["o"]),
            .unclearChoice(file: "f", line: 1), .choiceNotAllowed(file: "f", minimum: 1, maximum: 2),
            .noKey(person: "1", file: "f"), .unknownMember(person: "1", Place()), .emptyRoll(file: nil),
            .notAPerson(Place(file: "f", line: 1)), .codeInLetters(file: "f", .typo), .secondBallot(tracker),
            .nobodyOfPrint(person: "1", Place()),
            .otherName(number: "1", name: "n", found: "m", Place(file: "f", line: 1)),
            .notRegistered(person: "1"), .optionTwice(label: "l"), .emptyOption,
            .auditTrackerDiffers(actual: tracker), .notOnBoard(tracker), .tooEarlyToErase(.casting), .noRecordPaper,
            .paused, .sharesMissing(1, vote: "v"), .sharesMissing(2, vote: "v"), .missedCasting,
            .otherGap(given: 2, known: 1),
            .template(file: "f", hole: "p"),
        ]
        return all.filter { error in
            switch error {
            case .code, .codeAsArgument, .choiceFile, .unknownChoice, .unclearChoice, .choiceNotAllowed, .noKey,
                .unknownMember, .notAPerson, .notRegistered, .optionTwice, .emptyOption, .auditTrackerDiffers,
                .notOnBoard, .tooEarlyToErase, .noRecordPaper, .paused, .template, .emptyRoll, .codeInLetters,
                .secondBallot, .nobodyOfPrint, .otherName, .sharesMissing, .missedCasting, .otherGap:
                true
            }
        }
    }

    private static var files: [any Error] {
        let operations: [FileError.Operation] = [.read, .write, .makeFolder, .exists, .permissions, .form]
        return operations.map { FileError($0, path: "p", code: 13) as any Error } + [
            FileError(.write, path: "p", code: 28)
        ]
    }

    /// Those that SQLite gives for a word it does not know and for a file in a folder that is not there.
    private static var databases: [any Error] {
        var errors: [any Error] = []
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.sqlite").path
        do { try Database(path: path, journal: .truncate).run("NONSENSE") } catch { errors.append(error) }
        do { _ = try Database(path: "/nowhere/at/all", journal: .truncate) } catch { errors.append(error) }
        return errors
    }

    private static var folders: [any Error] {
        let all: [DataFolder.Fault] = [
            .notInitialised("p"), .foreign("p"), .alreadyInitialised("p"), .otherVersion("p"), .storeMissing("p"),
        ]
        return all.filter { fault in
            switch fault {
            case .notInitialised, .foreign, .alreadyInitialised, .otherVersion, .storeMissing: true
            }
        }
    }
}

import Election
import Foundation
import PostalVote
import VoteLaw

// The auditor's program: reads one folder, of an electronic vote or of one by post, asks no server, says whether the
// record holds.
// Exit status: 0 valid, 1 invalid, unreadable, without the tracker asked for, or with a lot.jsonl beside it that does not
// hold, 2 misused.

func run(_ arguments: Arguments) -> Int32 {
    if arguments.wantsHelp {
        return output(ReportText.sentence("verify.help", in: arguments.language), 0, arguments)
    }
    if let files = PostalRecordFolder.read(arguments.folder ?? "") {
        if let option = arguments.onlyElectronic {
            Terminal.complain(
                ReportText.sentence("verify.error.notByPost", ["argument": option], in: arguments.language)
            )
            return 2
        }
        if let fingerprint = arguments.fingerprint {
            Terminal.complain(
                ReportText.sentence(
                    "verify.error.notTheChecksum",
                    ["argument": fingerprint.description],
                    in: arguments.language
                )
            )
            return 2
        }
        let report = PostalVerifier.verify(files, expecting: arguments.checksum)
        let text =
            arguments.wantsJSON
            ? report.json(in: arguments.language) : report.lines(in: arguments.language).joined(separator: "\n")
        return output(text, report.isValid ? 0 : 1, arguments)
    }
    guard arguments.checksum == nil else {
        Terminal.complain(ReportText.sentence("verify.error.onlyByPost", in: arguments.language))
        return 2
    }
    let files: RecordFiles
    do {
        files = try RecordFolder.read(arguments.folder ?? "")
    } catch {
        let sentence = error.sentence(in: arguments.language)
        Terminal.complain(sentence)
        guard arguments.wantsJSON else { return 1 }
        return output(VerificationReport.json(unreadable: sentence, in: arguments.language), 1, arguments)
    }
    let verifier = Verifier(progress: Terminal.progress(in: arguments.language))
    var report = verifier.verify(
        files,
        expecting: arguments.fingerprint,
        board: arguments.board,
        tracker: arguments.tracker
    )
    report.listsTrackers = arguments.wantsList
    let text =
        arguments.wantsJSON
        ? report.json(in: arguments.language, law: files[.law], lot: files[.lot])
        : report.lines(in: arguments.language, law: files[.law], lot: files[.lot]).joined(separator: "\n")
    if let missing = report.missingTracker(in: arguments.language) { Terminal.complain(missing) }
    let holds = report.holds(law: files[.law], lot: files[.lot]) && !report.isTrackerMissing
    return output(text, holds ? 0 : 1, arguments)
}

func output(_ text: String, _ status: Int32, _ arguments: Arguments) -> Int32 {
    guard Terminal.write(text) else {
        Terminal.complain(ReportText.sentence("verify.error.output", in: arguments.language))
        return 1
    }
    return status
}

do throws(Arguments.Misuse) {
    exit(run(try Arguments(Array(CommandLine.arguments.dropFirst()))))
} catch {
    let sentence = ReportText.sentence("verify.error.\(error.key)", ["argument": error.argument], in: error.language)
    Terminal.complain(sentence)
    exit(2)
}

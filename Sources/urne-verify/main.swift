import Election
import Foundation
import VoteLaw

// The auditor's program: reads one folder, asks no server, says whether the record holds.
// Exit status: 0 valid, 1 invalid or unreadable, also if a lot.jsonl beside the record does not hold, 2 misused.

func run(_ arguments: Arguments) -> Int32 {
    if arguments.wantsHelp {
        return output(ReportText.sentence("verify.help", in: arguments.language), 0, arguments)
    }
    let files: RecordFiles
    do {
        files = try RecordFolder.read(arguments.folder ?? "")
    } catch {
        Terminal.complain(error.sentence(in: arguments.language))
        return 1
    }
    let verifier = Verifier(progress: Terminal.progress(in: arguments.language))
    let report = verifier.verify(files, expecting: arguments.fingerprint, board: arguments.board)
    let text =
        arguments.wantsJSON
        ? report.json(in: arguments.language, law: files[.law], lot: files[.lot])
        : report.lines(in: arguments.language, law: files[.law], lot: files[.lot]).joined(separator: "\n")
    return output(text, report.holds(law: files[.law], lot: files[.lot]) ? 0 : 1, arguments)
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
